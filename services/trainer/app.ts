// The trainer's two tasks, from the stores to the registry and back.
import type { Logger } from "@atelier/platform/log.ts";
import { connectNeo4j } from "@atelier/platform/neo4j.ts";
import { connectPostgres } from "@atelier/platform/postgres.ts";
import { scoreOf } from "@atelier/model/network.ts";
import type { Facts } from "@atelier/model/facts.ts";
import { findRings } from "@atelier/model/rings.ts";
import { readFacts } from "@atelier/model-store/facts.ts";
import { lockFingerprint } from "./adapters/lock-fingerprint.ts";
import { activateForViews, writePredictions } from "@atelier/model-store/predictions.ts";
import { openRegistry, type Registry } from "@atelier/model-store/registry.ts";
import type { Config } from "./config.ts";
import { costOf, type Usage } from "./cost.ts";
import { fingerprintOf, makeExamples } from "./examples.ts";
import { startBackend } from "./fit.ts";
import { TooFewLabels, train } from "./train.ts";

export interface Deps {
  readonly log: Logger;
  readonly print: (line: string) => void;
  /** Of this process, so far. */
  readonly usage: () => Usage;
}

export interface App {
  run(signal: AbortSignal): Promise<void>;
}

/** The role that reads facts and writes predictions. */
const MODEL_ROLE = "model";

export function buildApp(config: Config, deps: Deps): App {
  return {
    async run(signal) {
      const url = new URL(config.POSTGRES_URL);
      if (config.MODEL_PASSWORD !== undefined) {
        url.username = MODEL_ROLE;
        url.password = config.MODEL_PASSWORD;
      }
      const pool = connectPostgres({ url: url.href, maxConnections: 2, applicationName: "trainer" });
      const graph = connectNeo4j({
        url: config.NEO4J_URL,
        username: config.NEO4J_USERNAME,
        password: config.NEO4J_PASSWORD,
      });
      const registry = openRegistry(config.MODEL_REGISTRY_DIR);
      const trainAndActivate = async (facts: Facts) => {
        try {
          const report = await trainVersion(facts, registry, config.TRAINING_SEED, deps);
          if (config.TRAINER_ACTIVATES) {
            await registry.activate(report.version);
            await activateForViews(pool, report.version);
          }
          return report;
        } catch (error) {
          if (error instanceof TooFewLabels) return { untrained: error.message };
          throw error;
        }
      };
      try {
        const facts = await readFacts(pool, graph);
        signal.throwIfAborted();
        if (config.TRAINER_TASK === "train") {
          await startBackend();
          deps.print(JSON.stringify(await trainAndActivate(facts)));
        } else {
          const { manifest, network } = await registry.active();
          const predictions = makeExamples(facts).all.map(({ reviewId, features }) => {
            const score = scoreOf(network, features);
            return { reviewId, score, flagged: score >= network.threshold };
          });
          const written = await writePredictions(pool, manifest.version, predictions);
          deps.print(JSON.stringify({ version: manifest.version, predictions: predictions.length, written }));
        }
      } finally {
        await Promise.all([pool.end(), graph.close()]);
      }
    },
  };
}

async function trainVersion(facts: Facts, registry: Registry, seed: string, { log, usage }: Deps) {
  const before = usage();
  const startedAt = performance.now();
  const { history, labelled } = makeExamples(facts);
  const { network, metrics } = await train(labelled, seed, (done) => log.info({ done }, "training"));
  const seconds = (performance.now() - startedAt) / 1000;
  const cost = costOf(before, usage(), seconds);
  const rings = findRings(history);
  const manifest = await registry.add(network, {
    seed,
    backend: "wasm",
    data: {
      reviews: facts.reviews.length,
      labelled: labelled.length,
      fingerprint: fingerprintOf(labelled),
    },
    lockSha256: await lockFingerprint(),
    metrics,
  });
  const { version } = manifest;
  log.info({ version, backend: manifest.backend, metrics, cost }, "a version is trained");
  return {
    version,
    backend: manifest.backend,
    ...metrics,
    cost,
    rings: { found: rings.length, reviews: rings.reduce((sum, ring) => sum + ring.reviews.length, 0) },
  };
}
