// A whole lab for tests: real engines, a source, the reference's services as processes, and the verification of the stores
// against the truth. One set of engines serves a test file; each world begins with all of them emptied.
import { createReadStream } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checksSpec,
  consumerSpecs,
  GROUPS,
  scraperSpec,
  setupSpec,
  sourceSpec,
  SourceUrls,
  type PipelineContext,
} from "@atelier/cli/pipeline.ts";
import { firstLine, type ServiceSpec } from "@atelier/cli/processes/service-process.ts";
import { connectOutbox } from "@atelier/cli/run/outbox.ts";
import { awaitQuiescence } from "@atelier/platform/quiescence.ts";
import { openStores } from "@atelier/cli/run/open-stores.ts";
import { drawKeys, type Keys } from "@atelier/secrets/keys.ts";
import { contractEnvironment } from "@atelier/engines/stage-environment.ts";
import type { Verdict } from "@atelier/grader/verify/verdict.ts";
import { verify } from "@atelier/grader/verify/verify.ts";
import { AuditEntry, LAB_PATHS } from "@atelier/contracts/source.ts";
import { startEngines, type EngineSet } from "@atelier/engines/engines.ts";
import { connectKafka, type KafkaClient } from "@atelier/platform/kafka.ts";
import { createLog } from "@atelier/platform/log.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Truth } from "@atelier/world/truth.ts";
import { machine } from "./machine.ts";
import { ALL_TOPICS, emptyEngines, emptyStores, forgetOffsets } from "./reset.ts";
import { createSupervisor, type Supervised, type Supervisor } from "./supervisor.ts";
import { waitUntil } from "./wait-until.ts";

export const CONSUMERS = ["normaliser", "loader-postgres", "loader-mongo", "loader-neo4j"] as const;
export type ServiceName = (typeof CONSUMERS)[number] | "scraper";

export interface WorldOptions {
  readonly seed: string;
  readonly scale: number;
  /** Where the source shows its metrics. */
  readonly metricsPort?: number;
}

/** Environment of a service beside the contract's. */
type Extra = Readonly<Record<string, string>>;

export interface Lab {
  readonly folder: string;
  readonly engines: EngineSet;
  readonly kafka: KafkaClient;
  readonly services: Supervisor;
  /** Empties the engines, stops what runs, and serves another world from its tick 0. */
  open(world: WorldOptions): Promise<void>;
  keys(): Keys;
  /** Topics, tables, roles; again after stores were emptied. */
  setUp(): Promise<void>;
  /** What to execute for a service; `as` names a second instance. */
  specOf(service: ServiceName, extra?: Extra, as?: string): ServiceSpec;
  /** What to execute for a service of the model's path. */
  modelSpecOf(
    make: (context: PipelineContext, environment: Extra, folder: string) => ServiceSpec,
  ): ServiceSpec;
  /** Starts all consumers; `crashAt` says where each kills itself the first time. */
  consume(crashAt?: Partial<Record<ServiceName, string>>, extra?: Extra): Promise<Supervised[]>;
  /** Collects everything once, to the end, through kills. */
  collect(crashAt?: string, deadlineMs?: number): Promise<Supervised>;
  /** Has every group begin all topics again; nobody may be consuming. */
  rewind(): Promise<void>;
  /** The same into stores that were emptied first. */
  rewindIntoEmptyStores(): Promise<void>;
  /** Moves the world on by one tick. */
  tick(): Promise<number>;
  /** Waits until every group has done all its work. */
  settle(): Promise<void>;
  /** What the world's stores must hold as of its tick. */
  truth(): Truth;
  /** What every service is told of the world and the engines. */
  environment(): Extra;
  /** Every request to the source so far. */
  audit(): Promise<AuditEntry[]>;
  /** Holds the stores against the truth as of the world's tick, and runs the named integrity checks. */
  judge(): Promise<Verdict>;
  close(): Promise<void>;
}

/** Small batches, so that a kill finds some done and some to do. */
const SMALL_BATCHES: Extra = { MAX_BATCH_RECORDS: "60", SCRAPER_INTERVAL_MS: "500" };
const STALL_MS = 120_000;

export async function openLab(name: string): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), `atelier-${name}-`));
  // Others may pass through: PostgreSQL runs as another user when we are root.
  await chmod(folder, 0o711);
  const engines = await startEngines({ profile: "native", stateDir: join(folder, "engines") });
  const { connections } = engines;
  const kafka = connectKafka({ ...connections.kafka, clientId: `test-${name}` }, createLog("test", "silent"));
  const services = createSupervisor(folder);
  let world: WorldOptions & {
    keys: Keys;
    environment: Extra;
    siteUrl: string;
    ticks: number;
    number: number;
  };
  let worlds = 0;
  const context = () => ({ machine, keys: world.keys, detached: false });

  async function setUp(): Promise<void> {
    await services.complete(setupSpec(context(), world.environment));
    // A topic is there before its partitions have a leader who answers.
    await waitUntil("leaders of all topics", () =>
      kafka.endOffsets(ALL_TOPICS).then(
        () => true,
        () => undefined,
      ),
    );
  }

  function specOf(service: ServiceName, extra: Extra = {}, as: string = service): ServiceSpec {
    const spec =
      service === "scraper"
        ? // A checkpoint of its own for every world.
          scraperSpec(context(), world.environment, join(folder, `world-${world.number}`), "once")
        : consumerSpecs(context(), world.environment).find((one) => one.name === service)!;
    return { ...spec, name: as, environment: { ...spec.environment, ...SMALL_BATCHES, ...extra } };
  }

  function truth(): Truth {
    const { seed, scale, keys, ticks } = world;
    return createTruth({ secret: secretFromSeed(seed), scale, pseudonymKey: keys.pseudonymKey, ticks });
  }

  return {
    folder,
    engines,
    kafka,
    services,
    setUp,
    specOf,
    keys: () => world.keys,
    modelSpecOf: (make) => make(context(), world.environment, folder),
    async open({ seed, scale, metricsPort = 0 }) {
      await services.stopAll();
      await emptyEngines(connections, kafka);
      const keys = drawKeys();
      const source = await services.start(
        sourceSpec({ machine, keys, detached: false }, { seed, scale, tickEverySeconds: null, metricsPort }),
      );
      const urls = SourceUrls.parse(JSON.parse(await firstLine(source.process, machine.interrupted)));
      worlds += 1;
      const environment = contractEnvironment({ connections, urls, ...keys });
      world = { seed, scale, keys, environment, siteUrl: urls.siteUrl, ticks: 0, number: worlds };
      await setUp();
    },
    consume: (crashAt = {}, extra = {}) =>
      Promise.all(CONSUMERS.map((service) => services.start(specOf(service, extra), crashAt[service]))),
    collect: (crashAt, deadlineMs) => services.complete(specOf("scraper"), crashAt, deadlineMs),
    async rewind() {
      for (const { id } of GROUPS) await kafka.rewindGroup(id);
      await forgetOffsets(connections);
    },
    async rewindIntoEmptyStores() {
      for (const { id } of GROUPS) await kafka.rewindGroup(id);
      await emptyStores(connections);
      await setUp();
    },
    async tick() {
      const answer = await fetch(new URL(LAB_PATHS.tick, world.siteUrl), {
        method: "POST",
        headers: { "x-lab-key": world.keys.labKey },
      });
      if (!answer.ok) throw new Error(`the source does not tick: ${answer.status}`);
      world.ticks += 1;
      return world.ticks;
    },
    async settle() {
      const outbox = await connectOutbox(connections.postgres.ownerUrl);
      const log = await kafka.watchOffsets();
      try {
        await awaitQuiescence({
          log,
          groups: GROUPS,
          outboxSize: outbox.size,
          alive: services.requireAlive,
          note: () => undefined,
          signal: machine.interrupted,
          stallMs: STALL_MS,
          pollMs: 200,
        });
      } finally {
        await Promise.all([outbox.close(), log.close()]);
      }
    },
    truth,
    environment: () => world.environment,
    async audit() {
      const answer = await fetch(new URL(LAB_PATHS.audit, world.siteUrl), {
        headers: { "x-lab-key": world.keys.labKey },
      });
      const lines = (await answer.text()).split("\n").filter((line) => line !== "");
      return lines.map((line) => AuditEntry.parse(JSON.parse(line)));
    },
    async judge() {
      const { keys } = world;
      const stores = await openStores(connections, keys);
      try {
        const logs = services.running.map(({ name: service, process }) => ({
          name: `log of ${service}`,
          bytes: createReadStream(process.log),
        }));
        return await verify(truth(), stores, logs, () => undefined);
      } finally {
        await stores.close();
        await services.complete(checksSpec(context(), world.environment));
      }
    },
    async close() {
      await services.stopAll();
      await engines.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
