// The model's API on real stores, tried hard: by a generator over all that it declares, by bodies that mean harm, by clients
// that are slow and by many.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Problem } from "@atelier/contracts/model-api.ts";
import { openLab, type Lab } from "../harness/lab.ts";
import { someFeatures, startModelApi, type RunningApi } from "../harness/model-api.ts";
import { waitUntil } from "../harness/wait-until.ts";
import { runSchemathesis } from "../harness/schemathesis/schemathesis.ts";

const HOSTILE_BODIES = 2000;
const MANY_CONNECTIONS = 1000;
const TOKEN = "all-scopes";

let lab: Lab;
let api: RunningApi;

beforeAll(async () => {
  lab = await openLab("hostile");
  await lab.open({ seed: "hostile", scale: 0.1 });
  let environment: NodeJS.ProcessEnv = {};
  lab.modelSpecOf((_context, ours) => {
    environment = { ...process.env, ...ours };
    return { name: "none", command: ["none"], cwd: ".", environment: {}, detached: false };
  });
  api = await startModelApi(
    lab.folder,
    { [TOKEN]: { scopes: ["predict", "train", "admin"], requestsPerMinute: 1_000_000 } },
    environment,
  );
});
afterAll(async () => {
  await api.stop();
  await lab.close();
});

const SECRETS = /fastify|FST_|node_modules|node:internal|\.ts:\d|at async|zod|postgres|neo4j|127\.0\.0\.1/i;

/** What it may answer, whatever it was asked: never a fault of its own, never a word about itself. */
async function requireCivil(response: Response): Promise<void> {
  const body = await response.text();
  if (response.status >= 500) throw new Error(`${response.status} ${body}`);
  expect(response.headers.get("server")).toBeNull();
  expect(response.headers.get("x-powered-by")).toBeNull();
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  if (response.status === 200) return;
  expect(body).not.toMatch(SECRETS);
  Problem.parse(JSON.parse(body));
}

const post = (
  body: Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  path = "/v1/predictions",
) =>
  fetch(new URL(path, api.url), {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json", ...headers },
    body,
  });

const isServing = async () => {
  const body = JSON.stringify({ items: [{ features: someFeatures(1) }] });
  const response = await fetch(new URL("/v1/predictions", api.url), {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
    body,
    signal: AbortSignal.timeout(5000),
  });
  return response.status === 200;
};

it("answers everything that a generator asks as it declares, and without a fault", async () => {
  const report = await runSchemathesis(api.url, TOKEN, lab.folder);
  expect(report).toMatch(/Selected: (\d+)\/\1\s+Tested: \1\s/);
});

it("would be told of an API that does not answer as it declares", async () => {
  const responses = {
    200: { description: "a count", content: { "application/json": { schema: { type: "integer" } } } },
  };
  const document = {
    openapi: "3.1.0",
    info: { title: "a", version: "1" },
    paths: { "/a": { get: { responses } } },
  };
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(request.url === "/openapi.json" ? JSON.stringify(document) : '"many"');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const { port } = server.address() as AddressInfo;
    await expect(runSchemathesis(`http://127.0.0.1:${port}`, TOKEN, lab.folder)).rejects.toThrow(
      "Response violates schema",
    );
  } finally {
    server.close();
  }
});

/** Good bodies with something wrong in them, and bodies that never were good. */
const feature = fc.oneof(
  fc.double(),
  fc.constantFrom(
    "NaN",
    "1e999",
    "-1e999",
    "1e400",
    "9".repeat(400),
    "null",
    '"1"',
    "[]",
    "{}",
    "0x10",
    "01",
    "1e",
  ),
);
const wrongItem = fc.oneof(
  fc.array(feature, { minLength: 60, maxLength: 68 }).map((list) => `{"features":[${list.join()}]}`),
  fc.json().map((text) => `{"reviewId":${text}}`),
  fc.string({ maxLength: 80, unit: "binary" }).map((text) => JSON.stringify({ reviewId: text })),
  fc.json().map((text) => `{"review":${text}}`),
  fc.constantFrom(
    '{"__proto__":{"features":[]}}',
    '{"constructor":{"prototype":{"features":[]}}}',
    '{"reviewId":"a","reviewId":["b"]}',
    '{"reviewId":"\\u0000"}',
    '{"reviewId":"\\ud800"}',
    '{"reviewId":"\'; DROP TABLE store.reviews; --"}',
  ),
);
const wholeBody = fc
  .array(wrongItem, { maxLength: 4 })
  .map((items) => Buffer.from(`{"items":[${items.join()}]}`));
const anyBody: fc.Arbitrary<Buffer> = fc.oneof(
  wholeBody,
  fc.tuple(wholeBody, fc.nat()).map(([body, cut]) => body.subarray(0, cut % (body.length + 1))),
  fc
    .tuple(wholeBody, fc.nat(), fc.integer({ min: 0x80, max: 0xff }))
    .map(([body, at, byte]) => Buffer.concat([body.subarray(0, at % body.length), Buffer.of(byte), body])),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.json({ maxDepth: 6 }).map((text) => Buffer.from(text)),
  fc
    .tuple(fc.integer({ min: 1, max: 50_000 }), fc.constantFrom("[", '{"items":', '[{"a":'))
    .map(([depth, opening]) => Buffer.from(opening.repeat(depth))),
  fc
    .integer({ min: 1, max: 50_000 })
    .map((depth) => Buffer.from(`{"items":${"[".repeat(depth)}${"]".repeat(depth)}}`)),
  fc.constant(gzipSync(Buffer.alloc(20 << 20))),
);
const anyHeaders = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  fc.constantFrom(
    { "content-encoding": "gzip" },
    { "content-type": "text/plain" },
    { "content-type": "application/json; charset=utf-16" },
    { "content-type": "multipart/form-data" },
    { "content-type": "application/json, text/html" },
    { authorization: "Bearer " },
    { authorization: `Bearer ${"x".repeat(4000)}` },
    { authorization: "Basic YTpi" },
  ),
);

it("answers two thousand hostile bodies without a fault", async () => {
  const path = fc.constantFrom("/v1/predictions", "/v1/predictions", "/v1/predictions", "/v1/trainings/none");
  await fc.assert(
    fc.asyncProperty(anyBody, anyHeaders, path, async (body, headers, to) => {
      await requireCivil(await post(new Uint8Array(body), headers, to));
    }),
    { numRuns: HOSTILE_BODIES },
  );
  expect(await isServing()).toBe(true);
});

async function open(): Promise<Socket> {
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  return socket;
}

const HEAD = `POST /v1/predictions HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${TOKEN}\r\ncontent-type: application/json\r\n`;

it("lets go of clients that drip their headers or their body, and serves the others meanwhile", async () => {
  const drips = Array.from({ length: 100 }, async (_, at) => {
    const isHead = at % 2 === 0;
    const socket = await open();
    const closed = once(socket, "close");
    socket.resume();
    socket.write(isHead ? HEAD : `${HEAD}content-length: 1000\r\n\r\n{`);
    const timer = setInterval(() => socket.write(isHead ? `x-${randomUUID()}: 1\r\n` : " "), 500);
    await closed;
    clearInterval(timer);
  });
  const allClosed = Promise.all(drips).then(() => true);
  let served = 0;
  const isOver = () => Promise.race([allClosed, delay(250, false)]);
  await waitUntil(
    "the end of the slow connections",
    async () => {
      if (await isServing()) served += 1;
      return (await isOver()) || undefined;
    },
    { deadlineMs: 30_000, seen: () => `${served} others were served` },
  );
  expect(served).toBeGreaterThan(10);
});

it("serves others while a thousand connections are open", async () => {
  const sockets = await Promise.all(Array.from({ length: MANY_CONNECTIONS }, open));
  try {
    for (let turn = 0; turn < 10; turn += 1) expect(await isServing()).toBe(true);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});
