// The model's API with two workers: nobody notices an activation, nor that a worker ends; what must be one is one.
import { readFile, mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { PredictionsResponse, TrainingJob } from "@atelier/contracts/model-api.ts";
import { predictionOf } from "@atelier/model/network.ts";
import { someFeatures, startModelApi, type RunningApi } from "../harness/model-api.ts";
import { waitUntil } from "../harness/wait-until.ts";

const LOAD_MS = 60_000;
const ACTIVATIONS = 20;
const CONNECTIONS = 16;
const FEW_PER_MINUTE = 40;

let folder: string;
let api: RunningApi;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-model-api-"));
  api = await startModelApi(
    folder,
    {
      loader: { scopes: ["predict"], requestsPerMinute: 1_000_000_000 },
      administrator: { scopes: ["admin"], requestsPerMinute: 100_000 },
      hasty: { scopes: ["predict"], requestsPerMinute: FEW_PER_MINUTE },
    },
    { ...process.env, MODEL_API_WORKERS: "2" },
  );
});
afterEach(async () => {
  await api.stop();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Without an agent, on a connection of its own. A reset or a time-out rejects. */
async function ask(
  method: string,
  path: string,
  { token, body, agent }: { token?: string; body?: object; agent?: Agent } = {},
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const headers = {
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(body && { "content-type": "application/json" }),
  };
  const outgoing = request(new URL(path, api.url), { method, headers, agent: agent ?? false, timeout: 5000 });
  outgoing.on("error", reject);
  outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in 5 s")));
  outgoing.on("response", (incoming) => {
    text(incoming).then((content) => resolve({ status: incoming.statusCode ?? 0, body: content }), reject);
  });
  outgoing.end(body && JSON.stringify(body));
  return promise;
}

const predictOne = (token: string, seed = 0, agent?: Agent) =>
  ask("POST", "/v1/predictions", {
    token,
    body: { items: [{ features: someFeatures(seed) }] },
    ...(agent && { agent }),
  });

const workersOf = async (pid: number): Promise<number[]> =>
  (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).trim().split(" ").map(Number);

it("fails no request in a minute of load with twenty activations and the end of a worker", async () => {
  const [first] = await workersOf(api.pid);
  const over = new AbortController();
  let answered = 0;
  const failures: string[] = [];
  const named = new Set<string>();

  async function load(connection: number): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      const seed = (connection + turn) % 50;
      try {
        const { status, body } = await predictOne("loader", seed, agent);
        if (status !== 200) throw new Error(`${status} ${body}`);
        const { modelVersion, predictions } = PredictionsResponse.parse(JSON.parse(body));
        const expected = predictionOf(api.versions.get(modelVersion)!, Float32Array.from(someFeatures(seed)));
        if (predictions[0]?.score !== expected.score) throw new Error(`another score than ${modelVersion}'s`);
        named.add(modelVersion);
        answered += 1;
      } catch (error) {
        failures.push(String(error));
      }
    }
    agent.destroy();
  }

  const loads = Array.from({ length: CONNECTIONS }, (_, connection) => load(connection));
  const names = [...api.versions.keys()];
  for (let activation = 0; activation < ACTIVATIONS; activation += 1) {
    await delay(LOAD_MS / ACTIVATIONS);
    const version = names[activation % names.length]!;
    const { status } = await ask("POST", `/v1/models/${version}/activate`, { token: "administrator" });
    expect(status).toBe(200);
    // Whichever worker answers has it by now.
    for (let worker = 0; worker < 4; worker += 1) {
      expect((await predictOne("loader")).body).toContain(version);
      answered += 1;
    }
    if (activation === ACTIVATIONS / 2) process.kill(first!, "SIGTERM");
  }
  over.abort();
  await Promise.all(loads);

  expect(failures).toEqual([]);
  expect(named).toEqual(new Set(names));
  const workers = await workersOf(api.pid);
  expect(workers).toHaveLength(2);
  expect(workers).not.toContain(first);

  // The worker that ended has counted its part, and it is still counted.
  const { body } = await ask("GET", "/metrics");
  const counted = [...body.matchAll(/^model_predictions_total\{.*\} (\d+)$/gm)].map(([, count]) =>
    Number(count),
  );
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(answered);
  expect(body).toMatch(/^model_info\{.*\} 1$/m);
});

it("holds a token to its rate over all workers", async () => {
  const statuses: number[] = [];
  for (let turn = 0; turn < 2 * FEW_PER_MINUTE; turn += 1) statuses.push((await predictOne("hasty")).status);
  const passed = statuses.filter((status) => status === 200).length;
  expect(passed).toBeLessThanOrEqual(FEW_PER_MINUTE);
  // One request may be left in the hand of each worker.
  expect(passed).toBeGreaterThanOrEqual(FEW_PER_MINUTE - 1);
  expect(statuses.at(-1)).toBe(429);
});

it("trains once at a time over all workers, and every worker knows how far it is", async () => {
  const token = "administrator";
  const begun = await Promise.all(
    Array.from({ length: 6 }, () => ask("POST", "/v1/trainings", { token, body: {} })),
  );
  expect(begun.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409, 409, 409, 409]);
  const { id } = TrainingJob.parse(JSON.parse(begun.find(({ status }) => status === 202)!.body));
  const found = await Promise.all(
    Array.from({ length: 4 }, () => ask("GET", `/v1/trainings/${id}`, { token })),
  );
  expect(found.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  await ask("DELETE", `/v1/trainings/${id}`, { token });
  await waitUntil("the training's end", async () => {
    const { body } = await ask("GET", `/v1/trainings/${id}`, { token });
    return TrainingJob.parse(JSON.parse(body)).state === "running" ? undefined : true;
  });
});

it("replaces a worker that was killed", async () => {
  const before = await workersOf(api.pid);
  process.kill(before[0]!, "SIGKILL");
  await waitUntil("another worker", async () => {
    const now = await workersOf(api.pid);
    return (now.length === 2 && !now.includes(before[0]!)) || undefined;
  });
  for (let turn = 0; turn < 4; turn += 1) expect((await predictOne("loader")).status).toBe(200);
});
