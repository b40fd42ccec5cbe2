// A training, from the stores to the registry.
import type { Logger } from "@atelier/platform/log.ts";
import type { Facts } from "@atelier/model/facts.ts";
import { findRings } from "@atelier/model/rings.ts";
import { readFacts } from "@atelier/model-store/facts.ts";
import { readFeatures, type LoggedFeatures } from "@atelier/model-store/feature-log.ts";
import { openRegistry, type Registry } from "@atelier/model-store/registry.ts";
import { connectModelStores } from "@atelier/model-store/stores.ts";
import { lockFingerprint } from "./adapters/lock-fingerprint.ts";
import { openBackend } from "./backend.ts";
import type { Config } from "./config.ts";
import { costOf, type Usage } from "./cost.ts";
import { fingerprintOf, makeExamples } from "./examples.ts";
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

const MOST_CONNECTIONS = 2;

interface Data {
  readonly facts: Facts;
  readonly logged: readonly LoggedFeatures[];
}

export function buildApp(config: Config, deps: Deps): App {
  return {
    async run(signal) {
      const stores = connectModelStores(config, {
        applicationName: "trainer",
        maxConnections: MOST_CONNECTIONS,
      });
      const registry = openRegistry(config.MODEL_REGISTRY_DIR);
      try {
        const facts = await readFacts(stores.pool, stores.graph);
        signal.throwIfAborted();
        const logged = await readFeatures(stores.pool, null);
        deps.print(JSON.stringify(await trainAndActivate({ facts, logged }, registry, config, deps)));
      } finally {
        await stores.close();
      }
    },
  };
}

async function trainAndActivate(data: Data, registry: Registry, config: Config, deps: Deps) {
  await openBackend(config.TRAINER_BACKEND, config.TENSORFLOW_HOME);
  try {
    const report = await trainVersion(data, registry, config, deps);
    if (config.TRAINER_ACTIVATES) await registry.activate(report.version);
    return report;
  } catch (error) {
    if (error instanceof TooFewLabels) return { untrained: error.message };
    throw error;
  }
}

async function trainVersion(
  { facts, logged }: Data,
  registry: Registry,
  { TRAINING_SEED: seed, TRAINER_BACKEND: backend }: Config,
  { log, usage }: Deps,
) {
  const before = usage();
  const startedAt = performance.now();
  const { history, labelled } = makeExamples(facts, logged);
  const { network, metrics } = await train(labelled, seed, (done) => log.info({ done }, "training"));
  const seconds = (performance.now() - startedAt) / 1000;
  const cost = costOf(before, usage(), seconds);
  const rings = findRings(history);
  const manifest = await registry.add(network, {
    seed,
    backend,
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
