// A hidden world with engines of its own, as phases and commands meet it.
import type { Submission } from "@atelier/contracts/submission.ts";
import { startEngines, type EngineName } from "@atelier/engines/engines.ts";
import { freePorts } from "@atelier/engines/ports.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import type { Drift } from "@atelier/world/listing.ts";
import { derive } from "../secret.ts";
import type { ExamWorld } from "../phases/phase.ts";
import { supplyRawLayer } from "./restart.ts";
import { startSource } from "./source-process.ts";
import { roleUrl, stageEnvironment } from "@atelier/engines/stage-environment.ts";

export interface ExamWorldOptions {
  readonly name: ExamWorld["name"];
  readonly scale: number;
  /** The exam's, 32 bytes. */
  readonly secret: Buffer;
  readonly stores: Submission["stores"];
  /** Data and logs of its engines; the sandbox does not see it. */
  readonly stateDir: string;
  readonly cacheDir: string | undefined;
  /** Program and arguments to run engines and source through: bounds what they use. */
  readonly through?: readonly string[];
  readonly signal: AbortSignal;
}

/** Engines that play the declared parts and that we can start. */
export function enginesFor(stores: Submission["stores"]): EngineName[] {
  const wanted = [stores.relational, stores.document, stores.graph, stores.log].map((store) => store?.engine);
  const ours: Record<EngineName, readonly string[]> = {
    postgres: ["postgresql", "postgres"],
    mongo: ["mongodb", "mongo"],
    neo4j: ["neo4j"],
    kafka: ["kafka", "redpanda"],
  };
  return (Object.keys(ours) as EngineName[]).filter((engine) =>
    wanted.some((name) => name !== undefined && ours[engine].includes(name.toLowerCase())),
  );
}

export interface OpenWorld extends ExamWorld {
  readonly pagePort: number;
  /** Writes the raw layer as it must be at tick 0. */
  supplyRawLayer(folder: string): Promise<void>;
  /** Starts again the engines that have ended by themselves. @returns their names */
  revive(): Promise<readonly EngineName[]>;
  /** Those that did not come up again on what was in them. */
  readonly lost: ReadonlySet<EngineName>;
  close(): Promise<void>;
}

export async function openExamWorld(options: ExamWorldOptions): Promise<OpenWorld> {
  const { name, scale, secret, stores, stateDir, cacheDir, through = [], signal } = options;
  const keyFor = (purpose: string) => derive(secret, `${name}:${purpose}`);
  const word = (purpose: string) => keyFor(purpose).toString("hex").slice(0, 48);
  const worldSecret = keyFor("world");
  const pseudonymKey = keyFor("pseudonyms").toString("hex");
  const partnerKey = word("partner");
  const [startedEngines, startedSource] = await Promise.allSettled([
    startEngines({ profile: "native", stateDir, cacheDir, only: enginesFor(stores), through, signal }),
    startSource({ worldSecret, scale, partnerKey, labKey: word("lab"), through }),
  ]);
  if (startedEngines.status === "rejected") {
    if (startedSource.status === "fulfilled") await startedSource.value.stop();
    throw startedEngines.reason;
  }
  const engines = startedEngines.value;
  if (startedSource.status === "rejected") {
    await engines.discard();
    throw startedSource.reason;
  }
  const source = startedSource.value;
  const [pagePort = 0] = await freePorts(1);
  const { connections } = engines;
  const roles = {
    reader: { name: stores.relational.reader, password: word("reader") },
    loader: { name: stores.relational.loader, password: word("loader") },
  };
  const drifts: Drift[] = [];
  const lost = new Set<EngineName>();
  let ticks = 0;
  return {
    name,
    scale,
    connections,
    pagePort,
    supplyRawLayer: (folder) => supplyRawLayer({ secret: worldSecret, scale, pseudonymKey }, folder),
    environment: stageEnvironment({
      connections,
      urls: source,
      partnerKey,
      pseudonymKey,
      readerPassword: roles.reader.password,
      loaderPassword: roles.loader.password,
      pagePort,
    }),
    roleUrl: (role) => roleUrl(connections, roles[role]),
    truth: () => createTruth({ secret: worldSecret, scale, pseudonymKey, ticks, drifts }),
    get ticks() {
      return ticks;
    },
    async tick(drift = "none") {
      const tick = await source.tick(drift);
      drifts[tick - 1] = drift;
      ticks = tick;
      return tick;
    },
    audit: () => source.audit,
    stopEngine: (engine) => engines.stopOne(engine),
    startEngine: (engine) => engines.startOne(engine),
    lost,
    async revive() {
      const ended = (await engines.ended()).filter((engine) => !lost.has(engine));
      for (const engine of ended) {
        await engines.startOne(engine).catch(() => {
          signal.throwIfAborted();
          lost.add(engine);
        });
      }
      return ended;
    },
    async close() {
      await source.stop();
      await engines.discard();
    },
  };
}
