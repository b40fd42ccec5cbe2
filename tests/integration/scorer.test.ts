// Reviews scored as they arrive, on real engines: what served can be made again bit for bit, nobody is scored twice, and what
// is forgotten is forgotten here too.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLags } from "@atelier/platform/quiescence.ts";
import { SCORER_GROUP } from "@atelier/cli/pipeline.ts";
import { cleanTopic, PREDICTIONS_TOPIC } from "@atelier/contracts/kinds.ts";
import type { RawRecord } from "@atelier/contracts/raw.ts";
import { startEngines, type EngineSet } from "@atelier/engines/engines.ts";
import { featuresOf } from "@atelier/model/features.ts";
import { createHistory } from "@atelier/model/history.ts";
import { readFacts } from "@atelier/model-store/facts.ts";
import { readFeatures, readMoments } from "@atelier/model-store/feature-log.ts";
import { openRegistry, type Registry } from "@atelier/model-store/registry.ts";
import { readAsOf } from "@atelier/model-store/relational.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import type { Batch, Producer } from "@atelier/platform/kafka.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createMetrics } from "@atelier/platform/metrics.ts";
import { connectPostgres, type PostgresPool } from "@atelier/platform/postgres.ts";
import { createActiveVersion } from "@atelier/scorer/activation.ts";
import { buildApp } from "@atelier/scorer/app.ts";
import { Config } from "@atelier/scorer/config.ts";
import { createLiveScoring } from "@atelier/scorer/live.ts";
import { createScorerMetrics } from "@atelier/scorer/metrics.ts";
import { createShinglesMemo } from "@atelier/scorer/shingles-memo.ts";
import { waitUntil } from "../harness/wait-until.ts";
import { openStage, type RunningService, type Stage } from "./etl/stage.ts";
import { accountOf, drawsOf, erasureOf, recordsOf, shuffled, type Village } from "./scoring/market.ts";
import { activateByHand } from "../harness/hand-made-version.ts";

const LARGE: Village = { name: "L", people: 60, reviews: 900 };
const SMALL: Village = { name: "S", people: 8, reviews: 100 };
const FORGOTTEN = [1, 4];
const AT_ONCE = 90;
/** Records that the scorer may be behind before more are written. */
const MOST_BEHIND = 60n;

let folder: string;
let engines: EngineSet;
let stage: Stage;
let pool: PostgresPool;
let registry: Registry;
let loaders: RunningService[];
let scorer: RunningService;
const log = createLog("test", process.env["TEST_LOG_LEVEL"] ?? "silent");
const observed: number[] = [];

const metrics = () => createScorerMetrics(createMetrics("scorer"));

function startScorer(): RunningService {
  const config = Config.parse({
    ...stage.environment,
    MODEL_REGISTRY_DIR: join(folder, "models"),
    MAX_BATCH_RECORDS: "25",
  });
  const observer = {
    follow: () => undefined,
    observe: (_: Float32Array, score: number) => void observed.push(score),
  };
  const controller = new AbortController();
  const app = buildApp(config, { log, metrics: metrics(), crash: () => undefined, observer });
  const ended = app.run(controller.signal);
  ended.catch(() => undefined);
  return {
    stop() {
      controller.abort();
      return ended;
    },
  };
}

const scoringDeps = (producer: Producer) => ({
  pool,
  graph: stage.graph,
  registry,
  producer,
  log,
  metrics: metrics(),
  crash: () => undefined,
  observer: { follow: () => undefined, observe: () => undefined },
  memo: createShinglesMemo(),
  signal: new AbortController().signal,
});

const behind = async (): Promise<bigint> => {
  const { lags } = await readLags(stage.kafka, [SCORER_GROUP]);
  return lags[0]?.records ?? 0n;
};
const caughtUp = (most: bigint) =>
  waitUntil(
    `the scorer to be at most ${most} records behind`,
    async () => (await behind()) <= most || undefined,
  );

const settle = async () => {
  await stage.quiescence(["normaliser", "loader-postgres", "loader-neo4j"]);
  await caughtUp(0n);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scorer-test-"));
  engines = await startEngines({ profile: "native", stateDir: join(folder, "engines") });
  stage = await openStage(engines.connections);
  await stage.complete("setup");
  pool = connectPostgres({
    url: engines.connections.postgres.ownerUrl,
    maxConnections: 4,
    applicationName: "test",
  });
  registry = openRegistry(join(folder, "models"));
  await activateByHand(registry, 0.3);
  const small = { MAX_BATCH_RECORDS: "30" };
  loaders = (["normaliser", "postgres", "neo4j"] as const).map((role) => stage.start(role, small));
  scorer = startScorer();
});

afterAll(async () => {
  await scorer?.stop();
  await Promise.all((loaders ?? []).map((loader) => loader.stop()));
  await pool?.end();
  await stage?.close();
  await engines?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("the scorer", () => {
  it("logs features that come again bit for bit from the moment they were made of", async () => {
    const draw = drawsOf(7);
    const records = shuffled([...recordsOf(LARGE, 1), ...recordsOf(SMALL, 2)], draw);
    const middle = Math.floor(records.length / 2);
    const erasures = FORGOTTEN.map((person) => erasureOf(SMALL, person));
    const stream: RawRecord[] = [...records.slice(0, middle), ...erasures, ...records.slice(middle)];
    for (let start = 0; start < stream.length; start += AT_ONCE) {
      await stage.publish(stream.slice(start, start + AT_ONCE));
      await caughtUp(MOST_BEHIND);
    }
    await settle();

    const logged = new Map((await readFeatures(pool, null)).map((one) => [one.reviewId, one.features]));
    const moments = await readMoments(pool);
    expect(moments.length).toBeGreaterThan(20);
    let compared = 0;
    for (const moment of moments) {
      const history = createHistory(await readAsOf(pool, moment));
      const known = new Map(history.reviews.map((one) => [one.id, one]));
      for (const id of moment.reviewIds) {
        expect(featuresOf(known.get(id)!, history)).toEqual(logged.get(id));
        compared += 1;
      }
    }
    expect(compared).toBe(logged.size);
    expect([...logged.keys()].filter((id) => id.startsWith(LARGE.name))).toHaveLength(LARGE.reviews);

    // Had nothing come late or been corrected, the present facts would give the same.
    const present = createHistory(await readFacts(pool, stage.graph));
    const others = present.reviews.filter(
      (one) => String(featuresOf(one, present)) !== String(logged.get(one.id)),
    );
    expect(others.length).toBeGreaterThan(LARGE.reviews / 3);
  });

  it("has scored every review once, by what it logged, and told the log of it", async () => {
    const stored = await stage.sql<{ review_id: string; score: number; flagged: boolean }>(
      "SELECT review_id, score, flagged FROM lab.predictions",
    );
    const [there] = await stage.sql("SELECT count(*)::int AS reviews FROM store.reviews");
    expect(stored).toHaveLength(there?.["reviews"] as number);
    expect(observed.length).toBeGreaterThanOrEqual(stored.length);
    const version = await registry.activeVersion();
    for (const { review_id: reviewId, score, flagged } of stored.slice(0, 3)) {
      expect(await stage.latest(PREDICTIONS_TOPIC, reviewId)).toMatchObject({
        reviewId,
        modelVersion: version,
        score,
        flagged,
      });
    }
  });

  it("keeps nothing of who is forgotten, nor of what was made of their reviews", async () => {
    const accounts = FORGOTTEN.map((person) => accountOf(SMALL, person));
    for (const table of ["reviews", "past_reviews", "customer_records", "past_customer_records"]) {
      expect(await stage.sql(`SELECT FROM store.${table} WHERE account_key = ANY($1)`, [accounts])).toEqual(
        [],
      );
    }
    const [gone] = await stage.sql<{ review_id: string }>(
      "SELECT review_id FROM store.forgotten_reviews ORDER BY 1 LIMIT 1",
    );
    expect(await stage.latest(PREDICTIONS_TOPIC, gone?.review_id ?? "")).toBeNull();
    const [before] = await stage.sql("SELECT count(*)::int AS features FROM store.review_features");
    const [other] = [0, 2].map((person) => erasureOf(SMALL, person));
    await stage.publish([other!]);
    await settle();
    const [after] = await stage.sql("SELECT count(*)::int AS features FROM store.review_features");
    expect(after?.["features"]).toBeLessThan(before?.["features"] as number);
    expect(after?.["features"]).toBeGreaterThanOrEqual(LARGE.reviews);
  });

  it("lets another version score everything before the views show it", async () => {
    const [shown] = await stage.sql("SELECT version FROM store.active_model");
    const version = await activateByHand(registry, -0.4);
    await waitUntil("the other version to be in use", async () => {
      const [count] = await stage.sql(
        `SELECT (SELECT count(*) FROM lab.predictions)::int AS shown, (SELECT count(*) FROM store.reviews)::int AS all`,
      );
      expect(count?.["shown"]).toBe(count?.["all"]);
      const [now] = await stage.sql("SELECT version FROM store.active_model");
      return now?.["version"] === version || undefined;
    });
    expect(shown?.["version"]).not.toBe(version);
  });

  it("keeps the version in use when the one that is to follow is damaged", async () => {
    const inUse = async () => (await stage.sql("SELECT version FROM store.active_model"))[0]?.["version"];
    const before = await inUse();
    const damaged = {
      activeVersion: () => Promise.resolve("m-0123456789abcdef"),
      read: () => Promise.reject(new PermanentError("damaged-version", "half of it is missing")),
    };
    const producer = await stage.kafka.producer();
    expect(await createActiveVersion({ ...scoringDeps(producer), registry: damaged }).follow()).toBe(true);
    expect(await inUse()).toBe(before);
    await producer.close();
  });

  it("is fenced when somebody else has moved on, and scores nothing twice", async () => {
    await scorer.stop();
    await stage.sql("DELETE FROM store.scorer_offsets");
    const before = await stage.sql("SELECT * FROM store.predictions ORDER BY review_id, model_version");
    const ids = (
      await stage.sql<{ id: string }>(
        "SELECT review_id AS id FROM store.reviews WHERE log_partition = 0 LIMIT 20",
      )
    ).map(({ id }) => id);
    const producer = await stage.kafka.producer();
    const open = () => {
      const deps = scoringDeps(producer);
      return createLiveScoring({ ...deps, active: createActiveVersion(deps) });
    };
    const topic = cleanTopic("reviews");
    const batch = (from: number, to: number): Batch => ({
      topic,
      partition: 0,
      next: BigInt(to),
      records: ids.slice(from, to).map((key, index) => ({
        key,
        value: Buffer.from("{}"),
        offset: BigInt(from + index),
        timestampMs: 0,
      })),
    });
    const [zombie, heir] = [open(), open()];
    try {
      expect(await zombie.startOffset(topic, 0)).toBe(0n);
      expect(await zombie.apply(batch(0, 5))).toBe("applied");
      expect(await heir.startOffset(topic, 0)).toBe(5n);
      expect(await heir.apply(batch(5, 10))).toBe("applied");
      expect(await zombie.apply(batch(5, 12))).toBe("fenced");
      expect(await zombie.startOffset(topic, 0)).toBe(10n);
      expect(await stage.sql("SELECT * FROM store.predictions ORDER BY review_id, model_version")).toEqual(
        before,
      );
    } finally {
      await producer.close();
    }
  });
});
