// Predictions over HTTP, with everything on (tokens, rates, validation, metrics), against a route that only validates.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { hashToken } from "@atelier/platform/tokens.ts";
import { FEATURE_NAMES } from "@atelier/model/features.ts";
import { openRegistry } from "@atelier/model-store/registry.ts";
import { judge, unmeasured, type Bench, type RowSpec, type Settings } from "../bench.ts";
import { waitForQuiet } from "../measure/machine.ts";
import { startServer, type RunningServer } from "../measure/server.ts";
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

const LOAD = { connections: 64, seconds: 8 };
const MANY = 100;
const TOKEN = "bench-token";
const Announcement = z.object({ url: z.url() });

export const MODEL_API_BENCH: Bench = {
  title: "The model's API",
  rows: [RATIO, P99, ITEMS],
  async measure(_, settings) {
    const scripts = { one: await luaScript(1, settings), many: await luaScript(MANY, settings) };
    const contests = [
      { name: "atelier", script: scripts.one, start: () => startApi(settings), loads: [] as Load[] },
      { name: "validation only", script: scripts.one, start: () => startPeer(settings), loads: [] as Load[] },
      {
        name: `atelier, ${MANY} items`,
        script: scripts.many,
        start: () => startApi(settings),
        loads: [] as Load[],
      },
    ];
    try {
      for (let run = 0; run <= settings.runs; run += 1) {
        for (const { name, script, start, loads } of contests) {
          const server = await start();
          try {
            await waitForQuiet();
            const load = await wrk(Announcement.parse(server.announcement).url, script, LOAD, settings);
            settings.say(
              `run ${run} ${name}: ${Math.round(load.requestsPerSecond)} requests/s, p99 ${load.p99Seconds * 1000} ms`,
            );
            if (run > 0) loads.push(load);
          } finally {
            await server.stop();
          }
        }
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      const reason = "wrk is not installed: apt-get install wrk";
      return { rows: [RATIO, P99, ITEMS].map((row) => unmeasured(row, reason)), table: "" };
    }
    const [ours, peer, many] = contests.map(({ loads }) =>
      loads.map(({ requestsPerSecond }) => requestsPerSecond),
    );
    const rows = [
      judge(RATIO, median(ours!) / median(peer!)),
      judge(P99, median(contests[0]!.loads.map(({ p99Seconds }) => p99Seconds))),
      judge(ITEMS, MANY * median(many!)),
    ];
    const lines = contests.map(
      ({ name, loads }) =>
        `| ${name} | ${medianAndRange(loads.map(({ requestsPerSecond }) => requestsPerSecond))} | ${medianAndRange(loads.map(({ p99Seconds }) => p99Seconds * 1000))} |`,
    );
    return { rows, table: ["| contestant | requests/s | p99 ms |", "|---|---|---|", ...lines].join("\n") };
  },
};

const inputs = FEATURE_NAMES.length;
const features = Array.from({ length: inputs }, (_, at) => Math.round(Math.sin(at) * 10_000) / 10_000);

const weights = (count: number) => Float32Array.from({ length: count }, (_, at) => Math.sin(at * 7) / 8);

/** A network of the size that trainings make. */
async function startApi(settings: Settings): Promise<RunningServer> {
  const folder = join(settings.workFolder, "models");
  const registry = openRegistry(folder);
  const hidden = inputs + 2;
  const quality = { name: "bench", prAuc: 0.5 };
  const { version } = await registry.add(
    {
      mean: new Float32Array(inputs),
      deviation: new Float32Array(inputs).fill(1),
      layers: [
        { inputs, outputs: hidden, weights: weights(inputs * hidden), biases: weights(hidden) },
        { inputs: hidden, outputs: 1, weights: weights(hidden), biases: weights(1) },
      ],
      calibration: { slope: 1, intercept: 0 },
      threshold: 0.5,
    },
    {
      seed: "bench",
      backend: "wasm",
      data: { reviews: 0, labelled: 0, fingerprint: "" },
      lockSha256: "",
      metrics: { candidates: [quality], majority: quality, bestRule: quality, precision: 0, recall: 0 },
    },
  );
  await registry.activate(version);
  const tokens = join(settings.workFolder, "tokens.json");
  const entry = { name: "load-test", scopes: ["predict"], requestsPerMinute: 1_000_000_000 };
  await writeFile(tokens, JSON.stringify([{ ...entry, sha256: hashToken(TOKEN).toString("hex") }]));
  return startServer([join(settings.repositoryFolder, "services/model-api/main.ts")], {
    ...settings.environment,
    MODEL_REGISTRY_DIR: folder,
    MODEL_API_TOKENS_FILE: tokens,
    // Features are given: no store is asked.
    POSTGRES_URL: "postgres://nobody@127.0.0.1:1/none",
    NEO4J_URL: "bolt://127.0.0.1:1",
    NEO4J_USERNAME: "nobody",
    NEO4J_PASSWORD: "none",
    LOG_LEVEL: "error",
  });
}

const startPeer = ({ environment }: Settings): Promise<RunningServer> =>
  startServer([fileURLToPath(new URL("validate-only.ts", import.meta.url))], environment);

async function luaScript(items: number, { workFolder }: Settings): Promise<string> {
  const path = join(workFolder, `predictions-${items}.lua`);
  const body = JSON.stringify({ items: Array.from({ length: items }, () => ({ features })) });
  await writeFile(
    path,
    `wrk.method = "POST"
wrk.path = "/v1/predictions"
wrk.headers["content-type"] = "application/json"
wrk.headers["authorization"] = "Bearer ${TOKEN}"
wrk.body = [[${body}]]
`,
  );
  return path;
}
