// A training, from the stores to the registry.
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Logger } from "@atelier/platform/log.ts";
import type { PostgresPool } from "@atelier/platform/postgres.ts";
import type { Facts } from "@atelier/model/facts.ts";
import { findRings } from "@atelier/model/rings.ts";
import type { TrainingCost } from "@atelier/model/training-cost.ts";
import { encodeWeights } from "@atelier/model/version.ts";
import { readFacts, readRejectedShare } from "@atelier/model-store/facts.ts";
import { readFeatures, type LoggedFeatures } from "@atelier/model-store/feature-log.ts";
import { openRegistry, type Registry } from "@atelier/model-store/registry.ts";
import { connectModelStores } from "@atelier/model-store/stores.ts";
import { writeTraining } from "@atelier/model-store/trainings.ts";
import { lockFingerprint } from "./adapters/lock-fingerprint.ts";
import { openBackend } from "./backend.ts";
import type { Config } from "./config.ts";
import { energyOf, gramsCo2eOf, type Usage } from "./cost.ts";
import { driftReferenceOf } from "./drift-reference.ts";
import { fingerprintOf, makeExamples } from "./examples.ts";
import { joulesPerThousand } from "./predicting.ts";
import { TooFewLabels, train } from "./train.ts";

export interface Deps {
  readonly log: Logger;
  readonly print: (line: string) => void;
  /** Of this process, so far. */
  readonly usage: () => Usage;
  readonly peakRssBytes: () => number;
}

export interface App {
  run(signal: AbortSignal): Promise<void>;
}

const MOST_CONNECTIONS = 2;

interface Data {
  readonly facts: Facts;
  readonly logged: readonly LoggedFeatures[];
  /** Share of reviews that could not be used. */
  readonly rejected: number;
}

export function buildApp(config: Config, deps: Deps): App {
  return {
    async run(signal) {
      const registry = openRegistry(config.MODEL_REGISTRY_DIR);
      if (config.TRAINER_FIRST_ONLY && (await hasActive(registry))) {
        deps.log.info("a version is in use already");
        return;
      }
      const stores = connectModelStores(config, {
        applicationName: "trainer",
        maxConnections: MOST_CONNECTIONS,
      });
      try {
        const facts = await readFacts(stores.pool, stores.graph);
        signal.throwIfAborted();
        const logged = await readFeatures(stores.pool, null);
        const rejected = await readRejectedShare(stores.pool);
        const data = { facts, logged, rejected };
        deps.print(JSON.stringify(await trainAndActivate(data, stores.pool, registry, config, deps)));
      } finally {
        await stores.close();
      }
    },
  };
}

async function trainAndActivate(
  data: Data,
  pool: PostgresPool,
  registry: Registry,
  config: Config,
  deps: Deps,
) {
  await openBackend(config.TRAINER_BACKEND, config.TENSORFLOW_HOME);
  try {
    const report = await trainVersion(data, pool, registry, config, deps);
    if (config.TRAINER_ACTIVATES) await registry.activate(report.version);
    return report;
  } catch (error) {
    if (error instanceof TooFewLabels) return { untrained: error.message };
    throw error;
  }
}

async function trainVersion(
  { facts, logged, rejected }: Data,
  pool: PostgresPool,
  registry: Registry,
  { TRAINING_SEED: seed, TRAINER_BACKEND: backend }: Config,
  { log, usage, peakRssBytes }: Deps,
) {
  const before = usage();
  const startedAt = performance.now();
  const { history, all, labelled } = makeExamples(facts, logged);
  const progress = (done: number) => log.info({ done }, "training");
  const { network, metrics, candidatesCpuSeconds } = await train(labelled, seed, progress, usage);
  const seconds = (performance.now() - startedAt) / 1000;
  const { cpuSeconds, joules: energyJoules, by: energyBy } = energyOf(before, usage());
  const cost: TrainingCost = {
    seconds,
    cpuSeconds,
    energyJoules,
    energyBy,
    gramsCo2e: gramsCo2eOf(energyJoules),
    joulesPerThousandPredictions: joulesPerThousand(history, network, usage),
    peakRssBytes: peakRssBytes(),
    modelBytes: encodeWeights(network).byteLength,
  };
  const rings = findRings(history);
  const data = {
    reviews: facts.reviews.length,
    labelled: labelled.length,
    fingerprint: fingerprintOf(labelled),
  };
  const lockSha256 = await lockFingerprint();
  const drift = driftReferenceOf(network, all, history, rejected);
  const manifest = await registry.add(network, { seed, backend, data, lockSha256, metrics, drift }, cost);
  await writeTraining(pool, manifest, cost);
  const { version } = manifest;
  log.info({ version, backend: manifest.backend, metrics, cost }, "a version is trained");
  return {
    version,
    backend: manifest.backend,
    ...metrics,
    candidatesCpuSeconds,
    cost,
    rings: { found: rings.length, reviews: rings.reduce((sum, ring) => sum + ring.reviews.length, 0) },
  };
}

const hasActive = (registry: Registry): Promise<boolean> =>
  registry.activeVersion().then(
    () => true,
    (error: unknown) => {
      if (error instanceof ConfigError && error.code === "no-active-version") return false;
      throw error;
    },
  );
