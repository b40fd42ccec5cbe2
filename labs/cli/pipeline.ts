// The services of a data path: what to execute for each, with which environment. They are programs to this
// command, never imports.
import { join } from "node:path";
import { z } from "zod";
import { GROUP_TOPICS } from "@atelier/contracts/groups.ts";
import { cleanTopic } from "@atelier/contracts/kinds.ts";
import type { Connections } from "@atelier/engines/engines.ts";
import { roleUrl } from "@atelier/engines/stage-environment.ts";
import type { Keys } from "@atelier/secrets/keys.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Machine } from "./machine.ts";
import type { ServiceSpec } from "./processes/service-process.ts";
import type { Group } from "@atelier/platform/quiescence.ts";

/** What the source prints once it listens. */
export const SourceUrls = z.object({ siteUrl: z.url(), partnerUrl: z.url(), registryUrl: z.url() });
export type SourceUrls = z.infer<typeof SourceUrls>;

/** Consumer groups, and the topics whose end each must have reached. */
export const GROUPS: readonly Group[] = Object.entries(GROUP_TOPICS).map(([id, topics]) => ({ id, topics }));

/** What follows the loaders: it is done when they and it are. */
export const SCORER_GROUP: Group = { id: "scorer", topics: [cleanTopic("reviews")] };

export const CONSUMERS = ["normaliser", "loader-postgres", "loader-mongo", "loader-neo4j"] as const;

export interface SourceOptions {
  readonly seed: string;
  readonly scale: number;
  readonly tickEverySeconds: number | null;
  /** Where a world that lives on notes its ticks. */
  readonly journalFile?: string;
  readonly ports?: { readonly site: number; readonly partner: number; readonly registry: number };
  readonly metricsPort?: number;
}

export interface PipelineContext {
  readonly machine: Machine;
  readonly keys: Keys;
  readonly detached: boolean;
}

export function sourceSpec(context: PipelineContext, options: SourceOptions): ServiceSpec {
  const { seed, scale, tickEverySeconds, journalFile, ports, metricsPort } = options;
  const { partnerKey, labKey, pseudonymKey } = context.keys;
  return {
    ...spec(context, "source", "services/source/main.ts", {}),
    stdin: JSON.stringify({
      mode: "practice",
      secret: Buffer.from(secretFromSeed(seed)).toString("hex"),
      scale,
      partnerKey,
      labKey,
      pseudonymKey,
      tickEveryMs: tickEverySeconds === null ? null : tickEverySeconds * 1000,
      ...(journalFile !== undefined && { journalFile }),
      ...(ports && { ports }),
      ...(metricsPort !== undefined && { metricsPort }),
    }),
  };
}

function spec(
  { machine, detached }: PipelineContext,
  name: string,
  main: string,
  environment: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): ServiceSpec {
  return {
    name,
    command: [
      machine.node,
      "--disable-warning=ExperimentalWarning",
      ...nodeOptions,
      join(machine.checkout, main),
    ],
    cwd: machine.checkout,
    environment: { ...inherited(machine), ...environment },
    detached,
  };
}

/** Services see of the user's environment only what programs need to run at all, and which backend trains. */
const INHERITED = [
  "PATH",
  "HOME",
  "TMPDIR",
  "NODE_EXTRA_CA_CERTS",
  "TRAINER_BACKEND",
  "TENSORFLOW_HOME",
] as const;

function inherited(machine: Machine): Record<string, string> {
  const kept = INHERITED.flatMap((name) => {
    const value = machine.environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  // By a name of its own: other programs have a LOG_LEVEL too, with words that these do not know.
  const level = machine.environment["ATELIER_LOG_LEVEL"];
  return { ...Object.fromEntries(kept), ...(level && { LOG_LEVEL: level }), LC_ALL: "C.UTF-8" };
}

/** One program, one role per process. */
const etlSpec = (
  context: PipelineContext,
  name: string,
  role: string,
  environment: Readonly<Record<string, string>>,
) => spec(context, name, "services/etl/main.ts", { ...environment, ETL_ROLE: role });

/** Topics, tables, constraints, roles. */
export const setupSpec = (context: PipelineContext, environment: Readonly<Record<string, string>>) =>
  etlSpec(context, "setup", "setup", {
    ...environment,
    LOADER_PASSWORD: context.keys.loaderPassword,
    READER_PASSWORD: context.keys.readerPassword,
    MODEL_PASSWORD: context.keys.modelPassword,
    DASHBOARD_PASSWORD: context.keys.dashboardPassword,
  });

/** The normaliser and the three loaders; none connects to PostgreSQL as its owner. */
export const consumerSpecs = (context: PipelineContext, environment: Readonly<Record<string, string>>) =>
  CONSUMERS.map((name) =>
    etlSpec(context, name, name.replace("loader-", ""), {
      ...environment,
      LOADER_PASSWORD: context.keys.loaderPassword,
    }),
  );

/** Named integrity queries; ends with 1 when one finds a violation. */
export const checksSpec = (context: PipelineContext, environment: Readonly<Record<string, string>>) =>
  etlSpec(context, "checks", "checks", { ...environment, LOADER_PASSWORD: context.keys.loaderPassword });

/** Versions of the model, and which is active. */
export const modelsFolder = (folder: string) => join(folder, "models");

/** Makes a version of the model and activates it. */
export const trainerSpec = (
  context: PipelineContext,
  environment: Readonly<Record<string, string>>,
  folder: string,
) =>
  spec(context, "trainer", "services/trainer/main.ts", {
    ...environment,
    MODEL_PASSWORD: context.keys.modelPassword,
    MODEL_REGISTRY_DIR: modelsFolder(folder),
  });

/** Scores reviews as they arrive, by the active version. */
export const scorerSpec = (
  context: PipelineContext,
  environment: Readonly<Record<string, string>>,
  folder: string,
) =>
  spec(context, "scorer", "services/scorer/main.ts", {
    ...environment,
    MODEL_PASSWORD: context.keys.modelPassword,
    MODEL_REGISTRY_DIR: modelsFolder(folder),
  });

/** Serves the active version; `tokensFile` says to whom. Port 0 takes a free one. */
export const modelApiSpec = (
  context: PipelineContext,
  environment: Readonly<Record<string, string>>,
  folder: string,
  tokensFile: string,
  port = 0,
) =>
  spec(context, "model-api", "services/model-api/main.ts", {
    ...environment,
    MODEL_PASSWORD: context.keys.modelPassword,
    MODEL_REGISTRY_DIR: modelsFolder(folder),
    MODEL_API_TOKENS_FILE: tokensFile,
    MODEL_API_PORT: String(port),
  });

/** The page for people; `tokensFile` says who may read it. */
export const dashboardSpec = (
  context: PipelineContext,
  environment: Readonly<Record<string, string>>,
  tokensFile: string,
) =>
  spec(context, "dashboard", "services/dashboard/main.ts", {
    ...environment,
    DASHBOARD_PASSWORD: context.keys.dashboardPassword,
    DASHBOARD_TOKENS_FILE: tokensFile,
  });

/** Left alone, V8 takes what the machine has rather than collect: these keep the collector below 250 MB. */
const SCRAPER_HEAP = ["--max-old-space-size=140", "--max-semi-space-size=4"];

/** `folder` holds the collector's checkpoint. */
export const scraperSpec = (
  context: PipelineContext,
  environment: Readonly<Record<string, string>>,
  folder: string,
  mode: "once" | "scheduled",
) =>
  spec(
    context,
    "scraper",
    "services/scraper/main.ts",
    { ...environment, SCRAPER_MODE: mode, SCRAPER_STATE_DIR: join(folder, "scraper") },
    SCRAPER_HEAP,
  );

/** The role that sees the contract's views and nothing else. */
export const readerUrl = (connections: Connections, keys: Keys): string =>
  roleUrl(connections, { name: "reader", password: keys.readerPassword });
