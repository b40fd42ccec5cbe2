// `./atelier run --profile docker`: the whole case study in containers, held to the truth from outside, then removed.
import { createInterface } from "node:readline";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import type { Verdict } from "@atelier/grader/verify/verdict.ts";
import { verify } from "@atelier/grader/verify/verify.ts";
import { Drawn } from "@atelier/secrets/drawn.ts";
import { connectionsOutside } from "@atelier/secrets/files.ts";
import type { Cli } from "../app.ts";
import { GROUPS, readerUrl, SCORER_GROUP } from "../pipeline.ts";
import { runStages, type Stage } from "../progress.ts";
import type { RunReport } from "../report.ts";
import { differencesFromApi } from "../run/ask-api.ts";
import { judgeModel, readPredictions, readTrainingReport } from "../run/judge-model.ts";
import { awaitEndOfLog } from "../run/log-end.ts";
import { openStores } from "../run/open-stores.ts";
import type { RunOptions } from "../run/run.ts";
import { printSummary } from "../run/summary.ts";
import { openProject, type Compose } from "./compose.ts";

const MOST_ASKED = 500;
/** Services whose logs must hold nobody's data. */
const SERVICES = [
  "normaliser",
  "loader-postgres",
  "loader-mongo",
  "loader-neo4j",
  "scraper",
  "collection",
  "scorer",
];

type Found = Verdict & Pick<RunReport, "model" | "serving">;

/** @returns 0 when every store equals the truth, else 1. */
export async function runInContainers(cli: Cli, options: RunOptions): Promise<number> {
  const { machine, console, t } = cli;
  const startedAt = performance.now();
  const compose = await openProject(cli, {
    name: `atelier-run-${machine.pid}`,
    profiles: ["reference"],
    settings: {
      ATELIER_SEED: options.seed,
      ATELIER_SCALE: String(options.scale),
      // The truth is that of the first moment.
      ATELIER_TICK_EVERY: "86400",
    },
  });
  // Filled by the stages, in their order.
  let found: Found;
  const seconds: { name: string; seconds: number }[] = [];
  const stage = (name: string, work: Stage["run"]): Stage => ({
    title: t(`stage.${name}`),
    async run(note) {
      const stageStartedAt = performance.now();
      await work(note);
      machine.interrupted.throwIfAborted();
      seconds.push({ name, seconds: secondsSince(stageStartedAt) });
    },
  });
  try {
    console.say(t("run.begins", { ...options }));
    await runStages(console, [
      stage("containers", async () => void (await compose.run("up", "--wait", "--quiet-pull"))),
      stage("verification", async (note) => {
        found = await verifyProject(cli, compose, options, note);
      }),
    ]);
    const report: RunReport = {
      ok: found!.differences.length === 0,
      seed: options.seed,
      scale: options.scale,
      seconds: secondsSince(startedAt),
      stages: seconds,
      processes: [],
      ...found!,
    };
    if (options.json) console.print(JSON.stringify(report));
    else printSummary(cli, report);
    return report.ok ? 0 : 1;
  } finally {
    if (options.keep) console.say(t("run.keptContainers", { name: `atelier-run-${machine.pid}` }));
    else await compose.remove();
  }
}

/** Reads the stores as they are shown to the host, once nothing moves in them any more. */
export async function verifyProject(
  cli: Cli,
  compose: Compose,
  { seed, scale, ticks = 0 }: Pick<RunOptions, "seed" | "scale"> & { readonly ticks?: number },
  note: (text: string) => void,
): Promise<Found> {
  const signal = cli.machine.interrupted;
  const drawn = await readDrawn(compose);
  const { keys } = drawn;
  const connections = connectionsOutside(drawn, compose.ports);
  await awaitEndOfLog(connections, [...GROUPS, SCORER_GROUP], { alive: () => undefined, note, signal });
  const secret = secretFromSeed(seed);
  const truth = createTruth({ secret, scale, pseudonymKey: keys.pseudonymKey, ticks });
  const stores = await openStores(connections, keys);
  try {
    const logs = SERVICES.map((name) => ({ name: `log of ${name}`, bytes: compose.logs(name) }));
    const verdict = await verify(truth, stores, logs, note);
    const training = await trainingOf(compose);
    if (training === null) return { ...verdict, model: null, serving: null };
    const predictions = await readPredictions(readerUrl(connections, keys));
    const step = Math.ceil(predictions.length / MOST_ASKED);
    // A stored score is of the review's moment, the API's of now: in a world that has gone on they are not the same.
    const asked = ticks > 0 ? [] : predictions.filter((_, index) => index % step === 0);
    const api = { url: `http://127.0.0.1:${compose.ports.MODEL_API_PORT}`, token: drawn.modelToken };
    const differences = await differencesFromApi(api, training.version, asked);
    return {
      ...verdict,
      differences: [...verdict.differences, ...differences],
      model: judgeModel(truth, predictions, training),
      serving: { scored: predictions.length, asked: asked.length, different: differences.length },
    };
  } finally {
    await stores.close();
  }
}

/** Passwords and keys of a deployment, as it keeps them. */
export async function readDrawn(compose: Compose): Promise<Drawn> {
  const text = await compose.run("run", "--rm", "--no-deps", "-T", "secrets", PRINT, "keys", "drawn.json");
  return Drawn.parse(JSON.parse(text));
}

/** Among what the trainer has logged, the one line that it has printed. */
async function trainingOf(compose: Compose) {
  const lines = createInterface({ input: compose.logs("trainer") });
  let printed = '{"untrained":"nothing was printed"}';
  for await (const line of lines) if (/^\{"(?:version|untrained)"/.test(line)) printed = line;
  return readTrainingReport(printed);
}

const PRINT = "services/secrets/main.ts";
const secondsSince = (startedAt: number) => Math.round(performance.now() - startedAt) / 1000;
