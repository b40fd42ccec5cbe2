// Scores reviews by the facts of one moment that both stores have reached, once: what was logged of a review before is
// what it is scored by for ever.
//
// The order of the readings makes the moment exact. The graph says what is around the reviews, and how much of the log it
// held before and after it was read; then the relational store, which holds all that the graph held after, gives its
// snapshot. A review counts when its newest record lies before what the graph held before: whatever is tied to it in the
// snapshot, the graph had tied to it when it was read. So the same facts come from the snapshot and the offsets alone.
import { cleanTopic } from "@atelier/contracts/kinds.ts";
import type { Version } from "@atelier/model-store/registry.ts";
import { logFeatures, readFeatures, type LoggedFeatures } from "@atelier/model-store/feature-log.ts";
import {
  readPositions,
  readSurroundings,
  type Positions,
  type Surroundings,
} from "@atelier/model-store/graph.ts";
import { writePredictions } from "@atelier/model-store/predictions.ts";
import { readNow } from "@atelier/model-store/relational.ts";
import type { ProductFact } from "@atelier/model/facts.ts";
import { featuresOf } from "@atelier/model/features.ts";
import { createHistory } from "@atelier/model/history.ts";
import { predictionOf } from "@atelier/model/network.ts";
import type { GraphStore } from "@atelier/platform/neo4j.ts";
import { inSnapshot, type PostgresClient, type PostgresPool } from "@atelier/platform/postgres.ts";
import { awaitPositions, readLoaded } from "./adapters/positions.ts";
import type { ScorerMetrics } from "./metrics.ts";
import type { ScoreObserver } from "./observer.ts";
import type { ShinglesMemo } from "./shingles-memo.ts";

/** Held shared by who scores, alone by who takes facts away (see the migration) or another version into use. */
export const SCORING_LOCK = 7_005;

const REVIEWS = cleanTopic("reviews");
const ERASURES = cleanTopic("erasures");

export interface ScoringDeps {
  readonly pool: PostgresPool;
  readonly graph: GraphStore;
  readonly observer: ScoreObserver;
  readonly metrics: ScorerMetrics;
  readonly memo: ShinglesMemo;
  readonly signal: AbortSignal;
}

export interface ScoringJob {
  readonly reviewIds: readonly string[];
  /** What the graph must hold first. */
  readonly since: Positions;
  /** Which version scores; asked in the transaction that writes the scores. */
  readonly version: (client: PostgresClient) => Promise<Version>;
  /** First in that transaction. */
  readonly begin?: (client: PostgresClient) => Promise<void>;
  /** Last in it. */
  readonly end?: () => void;
}

/**
 * Reviews that the stores do not hold, and those of which a newer record is on its way, get no score.
 * @throws RetryableError when a store is away or behind: nothing was written.
 */
export async function score(job: ScoringJob, deps: ScoringDeps): Promise<void> {
  const { pool, metrics } = deps;
  const known = await readFeatures(pool, job.reviewIds);
  const unknown = without(job.reviewIds, known);
  const around = unknown.length > 0 ? await surroundingsOf(unknown, job.since, deps) : undefined;
  const made = await inSnapshot(pool, { key: SCORING_LOCK, mode: "shared" }, async (client) => {
    await job.begin?.(client);
    const { manifest, network } = await job.version(client);
    const meanwhile = around ? await readFeatures(client, unknown) : [];
    const fresh = around ? await makeFeatures(client, without(unknown, meanwhile), around, deps) : [];
    const startedAt = performance.now();
    const scored = [...known, ...meanwhile, ...fresh].map(({ reviewId, features }) => ({
      reviewId,
      ...predictionOf(network, features),
    }));
    metrics.reckoned((performance.now() - startedAt) / 1000);
    await metrics.timed("postgres", "predictions", () => writePredictions(client, manifest.version, scored));
    job.end?.();
    return { fresh, scored };
  });
  const scores = new Map(made.scored.map((one) => [one.reviewId, one]));
  for (const { reviewId, features, product, at } of made.fresh) {
    const { score: value, flagged } = scores.get(reviewId)!;
    metrics.predicted(flagged);
    deps.observer.observe(features, value, product, at);
  }
}

const without = (ids: readonly string[], known: readonly LoggedFeatures[]): string[] => {
  const there = new Set(known.map(({ reviewId }) => reviewId));
  return ids.filter((id) => !there.has(id));
};

async function surroundingsOf(
  ids: readonly string[],
  since: Positions,
  { pool, graph, metrics, signal }: ScoringDeps,
): Promise<Surroundings> {
  await awaitPositions("the graph's loader", since, () => readPositions(graph), signal);
  const around = await metrics.timed("neo4j", "surroundings", () => readSurroundings(graph, ids));
  // Whom the graph has forgotten, the relational store must have forgotten too: they would be missed here and found there.
  const wanted = [...around.after].filter(
    ([place]) => place.startsWith(REVIEWS) || place.startsWith(ERASURES),
  );
  await awaitPositions("the relational loader", new Map(wanted), () => readLoaded(pool), signal);
  return around;
}

interface MadeFeatures extends LoggedFeatures {
  readonly product: ProductFact | undefined;
  /** When the review was written, in milliseconds. */
  readonly at: number;
}

async function makeFeatures(
  client: PostgresClient,
  ids: readonly string[],
  { ids: around, before }: Surroundings,
  { metrics, memo }: ScoringDeps,
): Promise<MadeFeatures[]> {
  const reviewsBefore = byPartition(before);
  const asked = { reviews: around, accounts: [], products: [] };
  const shinglesOf = memo.begin();
  const facts = await metrics.timed("postgres", "facts", () => readNow(client, asked, reviewsBefore));
  const startedAt = performance.now();
  const history = createHistory(facts, shinglesOf);
  const wanted = new Set(ids);
  const made = history.reviews.flatMap((review) =>
    wanted.has(review.id)
      ? [
          {
            reviewId: review.id,
            features: featuresOf(review, history),
            product: history.product(review.productId),
            at: review.at,
          },
        ]
      : [],
  );
  metrics.reckoned((performance.now() - startedAt) / 1000);
  await metrics.timed("postgres", "features", () => logFeatures(client, reviewsBefore, made));
  return made;
}

function byPartition(positions: Positions): bigint[] {
  const own = [...positions].filter(([place]) => place.startsWith(`${REVIEWS}/`));
  const partitions = own.map(([place, next]) => [Number(place.slice(REVIEWS.length + 1)), next] as const);
  const before: bigint[] = Array.from(
    { length: Math.max(-1, ...partitions.map(([one]) => one)) + 1 },
    () => 0n,
  );
  for (const [partition, next] of partitions) before[partition] = next;
  return before;
}
