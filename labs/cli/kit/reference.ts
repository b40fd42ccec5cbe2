// The complete solution beside the kit: engines of its own, the data path, and once it has loaded everything for the first
// time, a model that is trained, served, and scores what arrives.
import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { connectionEnvironment, type Connections, type EngineSet } from "@atelier/engines/engines.ts";
import { freePorts } from "@atelier/engines/ports.ts";
import type { Cli } from "../app.ts";
import {
  CONSUMERS,
  consumerSpecs,
  GROUPS,
  modelApiSpec,
  modelsFolder,
  scorerSpec,
  scraperSpec,
  setupSpec,
  trainerSpec,
  type PipelineContext,
} from "../pipeline.ts";
import {
  deathOf,
  filesOf,
  findRecorded,
  startService,
  type ServiceProcess,
  type ServiceSpec,
} from "../processes/service-process.ts";
import type { Stage } from "../progress.ts";
import { writeToken } from "../run/ask-api.ts";
import { readTrainingReport } from "../run/judge-model.ts";
import { awaitEndOfLog } from "../run/log-end.ts";
import { startDashboard } from "./dashboard.ts";
import { environmentFile, referenceFolder, writeEnvironment, writePrivate } from "./kit-state.ts";
import { withMetrics, type MetricsPorts } from "./metrics-ports.ts";

/** How the model of a kit is reached: the same at every start. */
const Serving = z.object({ port: z.int().min(1).max(65_535), token: z.string() });
type Serving = z.infer<typeof Serving>;

const servingFile = (folder: string) => join(folder, "serving.json");
const tokensFile = (folder: string) => join(folder, "tokens.json");

/** Undefined where none was ever served. */
export async function readServing(folder: string): Promise<Serving | undefined> {
  const text = await readFile(servingFile(folder), "utf8").catch(() => undefined);
  return text === undefined ? undefined : Serving.parse(JSON.parse(text));
}

interface Kit {
  readonly kit: string;
  readonly context: PipelineContext;
  readonly metricsPorts: MetricsPorts;
}

export function referenceStages(
  cli: Cli,
  { kit, context, metricsPorts }: Kit,
  presentEngines: (stateDir: string, note: (text: string) => void) => Promise<EngineSet>,
  candidateEnvironment: () => Readonly<Record<string, string>>,
): Stage[] {
  const { t } = cli;
  const { interrupted: signal } = cli.machine;
  const folder = referenceFolder(kit);
  // Filled by the stages, in their order.
  let connections: Connections;
  let environment: Record<string, string>;

  const present = async (spec: ServiceSpec): Promise<void> => {
    if (await findRecorded(filesOf(folder, spec.name))) return;
    await startService(folder, withMetrics(spec, metricsPorts));
  };
  const complete = async (spec: ServiceSpec): Promise<ServiceProcess> => {
    const service = await startService(folder, { ...spec, detached: false });
    const code = await service.ended;
    signal.throwIfAborted();
    if (code !== 0) throw await deathOf(service, code);
    return service;
  };
  /** @throws ConfigError with its last words when a service that must go on has ended. */
  const requireConsumers = async (): Promise<void> => {
    for (const name of CONSUMERS) {
      const files = filesOf(folder, name);
      if (!(await findRecorded(files))) throw await deathOf({ name, log: files.log });
    }
  };
  const hasModel = () =>
    access(join(modelsFolder(folder), "active")).then(
      () => true,
      () => false,
    );

  return [
    {
      title: t("stage.reference"),
      async run(note) {
        ({ connections } = await presentEngines(folder, note));
        environment = { ...candidateEnvironment(), ...connectionEnvironment(connections) };
        await complete(setupSpec(context, environment));
        for (const spec of consumerSpecs(context, environment)) await present(spec);
        await startDashboard(folder, context, environment, metricsPorts);
      },
    },
    {
      title: t("stage.firstModel"),
      async run(note) {
        if (await hasModel()) return;
        if (!(await findRecorded(filesOf(folder, "scraper")))) {
          await complete(scraperSpec(context, environment, folder, "once"));
        }
        await awaitEndOfLog(connections, GROUPS, { alive: requireConsumers, note, signal });
        const trainer = await complete(trainerSpec(context, environment, folder));
        if (readTrainingReport(await trainer.output()) === null) note(t("summary.noModel"));
      },
    },
    {
      title: t("stage.serving"),
      async run() {
        await present(scraperSpec(context, environment, folder, "scheduled"));
        if (await hasModel()) {
          const { port, token } = await presentServing(folder);
          environment = { ...environment, MODEL_API_URL: `http://127.0.0.1:${port}`, MODEL_API_TOKEN: token };
          await present(modelApiSpec(context, environment, folder, tokensFile(folder), port));
          await present(scorerSpec(context, environment, folder));
        }
        await writeEnvironment(folder, environmentFile(folder), environment);
      },
    },
  ];
}

async function presentServing(folder: string): Promise<Serving> {
  const known = await readServing(folder);
  if (known) return known;
  const [port = 0] = await freePorts(1);
  const token = await writeToken(tokensFile(folder), "owner", ["predict", "train", "admin"]);
  const serving = { port, token };
  await writePrivate(folder, servingFile(folder), `${JSON.stringify(serving)}\n`);
  return serving;
}
