// The stages of a run, in order: what each starts, and what it waits for.
import { createReadStream } from "node:fs";
import { join } from "node:path";
import { startEngines, type Connections, type Profile } from "@atelier/engines/engines.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { drawKeys } from "@atelier/secrets/keys.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Cli } from "../app.ts";
import { ensureRequirements } from "../doctor/ensure.ts";
import {
  checksSpec,
  consumerSpecs,
  GROUPS,
  modelApiSpec,
  readerUrl,
  SCORER_GROUP,
  scorerSpec,
  scraperSpec,
  setupSpec,
  sourceSpec,
  SourceUrls,
  trainerSpec,
} from "../pipeline.ts";
import { firstLine } from "../processes/service-process.ts";
import { openStores } from "./open-stores.ts";
import type { RunReport } from "../report.ts";
import { contractEnvironment } from "@atelier/engines/stage-environment.ts";
import type { Verdict } from "@atelier/grader/verify/verdict.ts";
import { verify } from "@atelier/grader/verify/verify.ts";
import type { Bench } from "./bench.ts";
import { awaitEndOfLog } from "./log-end.ts";
import { judgeModel, readPredictions, readTrainingReport, type TrainingReport } from "./judge-model.ts";
import { ApiAddress, differencesFromApi, writeToken } from "./ask-api.ts";

/** Reviews that the API is asked for. */
const MOST_ASKED = 500;

interface PlannedStage {
  readonly name:
    | "requirements"
    | "engines"
    | "source"
    | "setup"
    | "collection"
    | "loading"
    | "verification"
    | "checks"
    | "training"
    | "serving";
  run(note: (text: string) => void): Promise<void>;
}

export function planRun(
  cli: Cli,
  bench: Bench,
  options: { readonly seed: string; readonly scale: number; readonly profile: Profile },
): {
  readonly stages: readonly PlannedStage[];
  readonly verdict: () => Verdict & Pick<RunReport, "model" | "serving">;
} {
  const { machine, t } = cli;
  const signal = machine.interrupted;
  const keys = drawKeys();
  const context = { machine, keys, detached: false };
  // Filled by the stages, in their order.
  let connections: Connections;
  let environment: Record<string, string>;
  let verdict: Verdict;
  let training: TrainingReport | null = null;
  let model: RunReport["model"] = null;
  let serving: RunReport["serving"] = null;
  const truth = createTruth({
    secret: secretFromSeed(options.seed),
    scale: options.scale,
    pseudonymKey: keys.pseudonymKey,
    ticks: 0,
  });

  const stages: PlannedStage[] = [
    { name: "requirements", run: (note) => ensureRequirements(cli, note, "run") },
    {
      name: "engines",
      async run(note) {
        const engines = await startEngines({
          profile: options.profile,
          stateDir: bench.enginesFolder,
          signal,
          onProgress: (engine, phase, detail) =>
            note(`${engine}: ${t(`phase.${phase}`)}${detail ? ` (${detail})` : ""}`),
        });
        for (const { name, pid } of engines.engines) bench.meter.watch(name, pid);
        connections = engines.connections;
      },
    },
    {
      name: "source",
      async run() {
        const source = await bench.start(sourceSpec(context, { ...options, tickEverySeconds: null }));
        const urls = SourceUrls.parse(JSON.parse(await firstLine(source, signal)));
        environment = contractEnvironment({ connections, urls, ...keys });
      },
    },
    {
      name: "setup",
      run: async () => void (await bench.complete(setupSpec(context, environment), signal)),
    },
    {
      name: "collection",
      async run() {
        await Promise.all(consumerSpecs(context, environment).map((consumer) => bench.start(consumer)));
        await bench.complete(scraperSpec(context, environment, bench.folder, "once"), signal);
      },
    },
    {
      name: "loading",
      async run(note) {
        await awaitEndOfLog(connections, GROUPS, { alive: bench.requireAlive, note, signal });
      },
    },
    {
      name: "verification",
      async run(note) {
        const stores = await openStores(connections, keys);
        try {
          const logs = [...bench.services.values()].map(({ name, log }) => ({
            name: `log of ${name}`,
            bytes: createReadStream(log),
          }));
          // Their work is done: what they would take by waiting for more is left to the reading.
          const [found] = await Promise.all([verify(truth, stores, logs, note), bench.stopServices()]);
          verdict = found;
        } finally {
          await stores.close();
        }
      },
    },
    {
      name: "checks",
      run: async () => void (await bench.complete(checksSpec(context, environment), signal)),
    },
    {
      name: "training",
      async run() {
        const trainer = await bench.complete(trainerSpec(context, environment, bench.folder), signal);
        training = readTrainingReport(await trainer.output());
      },
    },
    {
      name: "serving",
      async run(note) {
        if (training === null) return;
        const tokensFile = join(bench.folder, "tokens.json");
        const token = await writeToken(tokensFile, "run", ["predict"]);
        const api = await bench.start(modelApiSpec(context, environment, bench.folder, tokensFile));
        await bench.start(scorerSpec(context, environment, bench.folder));
        await awaitEndOfLog(connections, [SCORER_GROUP], { alive: bench.requireAlive, note, signal });
        const predictions = await readPredictions(readerUrl(connections, keys));
        model = judgeModel(truth, predictions, training);
        const { url } = ApiAddress.parse(JSON.parse(await firstLine(api, signal)));
        const step = Math.ceil(predictions.length / MOST_ASKED);
        const asked = predictions.filter((_, index) => index % step === 0);
        const differences = await differencesFromApi({ url, token }, training.version, asked);
        serving = { scored: predictions.length, asked: asked.length, different: differences.length };
        verdict = { ...verdict, differences: [...verdict.differences, ...differences] };
        await bench.stopServices();
      },
    },
  ];
  return { stages, verdict: () => ({ ...verdict, model, serving }) };
}
