// Predictions over HTTP, with everything on (tokens, rates, validation, metrics), against a route that only validates.
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { scoreOf } from "@atelier/model/network.ts";
import { someFeatures, someNetwork, startModelApi } from "../../harness/model-api.ts";
import { judge, unmeasured, type Bench, type RowSpec, type Settings } from "../bench.ts";
import { waitForQuiet } from "../measure/machine.ts";
import { startServer, type RunningServer } from "../measure/server.ts";
import { installPeer } from "../peers/install.ts";
import { predictionsScript } from "./wrk-script.ts";
import { startPythonPeer, type PythonPeer } from "./python-peers.ts";
import { median, medianAndRange } from "../measure/statistics.ts";
import { wrk, type Load } from "../measure/wrk.ts";

const RATIO: RowSpec = {
  id: "api-vs-validate",
  what: "`POST /v1/predictions`, one item of 64 features, 64 connections, against a Fastify route that only validates the same body",
  unit: "ratio",
  goal: { atLeast: 0.45 },
};
const P99: RowSpec = {
  id: "api-p99",
  what: "the same: the slowest of a hundred requests, in seconds",
  unit: "seconds",
  goal: { atMost: 0.008 },
};
const ITEMS: RowSpec = {
  id: "api-items",
  what: "items a second at 100 items a request",
  unit: "requests/s",
  goal: { atLeast: 80_000 },
};

const WORKERS: RowSpec = {
  id: "api-workers",
  what: "the same with a second worker process on the same port, against one",
  unit: "ratio",
  goal: { atLeast: 1.6 },
};
const SKLEARN: RowSpec = {
  id: "api-vs-sklearn",
  what: "the same against FastAPI with scikit-learn's MLPClassifier of the same size",
  unit: "ratio",
  goal: { atLeast: 6 },
};
const ONNX: RowSpec = {
  id: "api-vs-onnx",
  what: "the same against FastAPI with onnxruntime",
  unit: "ratio",
  goal: { atLeast: 3.5 },
};
const LITSERVE: RowSpec = {
  id: "api-vs-litserve",
  what: "the same against LitServe",
  unit: "ratio",
  goal: { atLeast: 13 },
};
const ROWS = [RATIO, P99, ITEMS, WORKERS, SKLEARN, ONNX, LITSERVE];

const LOAD = { connections: 64, seconds: 8 };
/**
 * Before it is measured, each contestant runs until its code is compiled. Node takes in one connection per turn of its
 * loop, so that sixty-four at once on cold code make the last one wait for 0.4 s, and wrk counts that for every request
 * that could not be sent meanwhile: this was the p99 of 143 ms that was once measured here.
 */
const WARM_UP = { connections: 64, seconds: 3 };
const VALIDATING = "validation only";
/** Of the version that startModelApi leaves active. */
const NETWORK_SEED = 11;
const MANY = 100;
const TOKEN = "bench-token";
const Announcement = z.object({ url: z.url() });

interface Contestant {
  readonly name: string;
  /** Rows that need it. */
  readonly rows: readonly RowSpec[];
  readonly script: string;
  start(): Promise<RunningServer>;
  readonly loads: Load[];
}

export const MODEL_API_BENCH: Bench = {
  title: "The model's API",
  rows: ROWS,
  async measure(wanted, settings) {
    const one = await predictionsScript(1, TOKEN, settings.workFolder);
    const python = await installPeer("serve", settings);
    const contestant = (
      name: string,
      rows: readonly RowSpec[],
      start: () => Promise<RunningServer>,
      script = one,
    ): Contestant => ({ name, rows, start, script, loads: [] });
    const pythonPeer = (name: string, row: RowSpec, peer: PythonPeer) =>
      contestant(name, "folder" in python ? [row] : [], () =>
        startPythonPeer(
          peer,
          "folder" in python ? python.folder : "",
          someNetwork(NETWORK_SEED),
          TOKEN,
          settings,
        ),
      );
    const ours = contestant("atelier", ROWS, () => startApi(settings));
    const validating = contestant(VALIDATING, [RATIO, P99], () => startValidating(settings));
    const many = contestant(
      `atelier, ${MANY} items`,
      [ITEMS],
      () => startApi(settings),
      await predictionsScript(MANY, TOKEN, settings.workFolder),
    );
    const two = contestant("atelier, two workers", [WORKERS], () => startApi(settings, 2));
    const sklearn = pythonPeer("FastAPI, scikit-learn", SKLEARN, "sklearn");
    const onnx = pythonPeer("FastAPI, onnxruntime", ONNX, "onnx");
    const litserve = pythonPeer("LitServe", LITSERVE, "litserve");
    const all = [ours, validating, many, two, sklearn, onnx, litserve].filter(({ rows }) =>
      rows.some(({ id }) => wanted.has(id)),
    );
    try {
      for (let run = 1; run <= settings.runs; run += 1) {
        for (const each of all) await measureOnce(each, run, settings);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      const reason = "wrk is not installed: apt-get install wrk";
      return { rows: ROWS.map((row) => unmeasured(row, reason)), table: "" };
    }
    const against = (row: RowSpec, other: Contestant, figure: (other: number) => number) =>
      other.loads.length > 0
        ? judge(row, figure(rate(other)))
        : unmeasured(row, "absent" in python ? python.absent : "not asked for");
    const rows = [
      against(RATIO, validating, (other) => rate(ours) / other),
      judge(P99, median(ours.loads.map(({ p99Seconds }) => p99Seconds))),
      against(ITEMS, many, (other) => MANY * other),
      against(WORKERS, two, (other) => other / rate(ours)),
      against(SKLEARN, sklearn, (other) => rate(ours) / other),
      against(ONNX, onnx, (other) => rate(ours) / other),
      against(LITSERVE, litserve, (other) => rate(ours) / other),
    ].filter(({ id }) => wanted.has(id));
    const lines = all.map(
      ({ name, loads }) =>
        `| ${name} | ${medianAndRange(loads.map(({ requestsPerSecond }) => requestsPerSecond))} | ${medianAndRange(loads.map(({ p99Seconds }) => p99Seconds * 1000))} |`,
    );
    return { rows, table: ["| contestant | requests/s | p99 ms |", "|---|---|---|", ...lines].join("\n") };
  },
};

const rate = ({ loads }: Contestant): number =>
  median(loads.map(({ requestsPerSecond }) => requestsPerSecond));

async function measureOnce(
  { name, start, script, loads }: Contestant,
  run: number,
  settings: Settings,
): Promise<void> {
  const server = await start();
  try {
    const { url } = Announcement.parse(server.announcement);
    if (name !== VALIDATING) await requireSameScore(name, url);
    await wrk(url, script, WARM_UP, settings);
    await waitForQuiet();
    const load = await wrk(url, script, LOAD, settings);
    settings.say(
      `run ${run} ${name}: ${Math.round(load.requestsPerSecond)} requests/s, p99 ${load.p99Seconds * 1000} ms`,
    );
    loads.push(load);
  } finally {
    await server.stop();
  }
}

const Answer = z.object({ predictions: z.array(z.object({ score: z.number() })).length(1) });

/** Who computes something else is not compared. */
async function requireSameScore(name: string, url: string): Promise<void> {
  const response = await fetch(new URL("/v1/predictions", url), {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}`, "x-api-key": TOKEN, "content-type": "application/json" },
    body: JSON.stringify({ items: [{ features: someFeatures(0) }] }),
  });
  const [prediction] = Answer.parse(await response.json()).predictions;
  const expected = scoreOf(someNetwork(NETWORK_SEED), Float32Array.from(someFeatures(0)));
  if (Math.abs(prediction!.score - expected) > 1e-5)
    throw new Error(`${name} answers ${prediction!.score}, not ${expected}`);
}

const startApi = ({ workFolder, environment }: Settings, workers = 1): Promise<RunningServer> =>
  startModelApi(
    workFolder,
    { [TOKEN]: { scopes: ["predict"], requestsPerMinute: 1_000_000_000 } },
    { ...environment, MODEL_API_WORKERS: String(workers) },
  );

const startValidating = ({ environment }: Settings): Promise<RunningServer> =>
  startServer([fileURLToPath(new URL("validate-only.ts", import.meta.url))], environment);
