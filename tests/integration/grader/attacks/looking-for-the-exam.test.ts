// A submission that looks for the exam, to behave in it as it does not elsewhere: variables, names of what it has open, answers of
// the source, against those of a kit. And one that answers with what it has learned at home.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { candidateEnvironment } from "@atelier/cli/kit/kit-state.ts";
import { SourceUrls } from "@atelier/cli/pipeline.ts";
import { drawKeys } from "@atelier/secrets/keys.ts";
import { QUESTIONS } from "@atelier/contracts/questions.ts";
import { LAB_PATHS } from "@atelier/contracts/source.ts";
import { Submission } from "@atelier/contracts/submission.ts";
import { freePorts } from "@atelier/engines/ports.ts";
import { judgeOne } from "@atelier/grader/checks/testing/judge-one.ts";
import { openExamWorld, type OpenWorld } from "@atelier/grader/exam/exam-world.ts";
import type { ExamWorld } from "@atelier/grader/phases/phase.ts";
import { questions } from "@atelier/grader/phases/questions.ts";
import { answer } from "@atelier/grader/questions/answers.ts";
import { readFacts } from "@atelier/grader/questions/facts.ts";
import { drawParameters } from "@atelier/grader/questions/parameters.ts";
import { derive } from "@atelier/grader/secret.ts";
import { STAGE_LIMITS } from "@atelier/grader/sandbox/limits.ts";
import { openSandbox } from "@atelier/grader/sandbox/sandbox.ts";
import { createTruth } from "@atelier/world/create-truth.ts";
import { secretFromSeed } from "@atelier/world/draws.ts";
import { openShop } from "../../../harness/small-shop.ts";

const SOURCE = fileURLToPath(new URL("../../../../services/source/main.ts", import.meta.url));
const SCALE = 0.02;
/** Words by which an exam could be known; `hidden` and `live` are also those of a grade's own worlds. */
const TELLING = /exam|hidden|practi[cs]e|secret|seed|grade|truth|\blive\b|\bmain\b/i;

let folder: string;
let hidden: OpenWorld;
let practice: { readonly urls: SourceUrls; readonly end: () => Promise<unknown> };
const keys = drawKeys();

beforeAll(async () => {
  folder = await mkdtemp("/var/tmp/atelier-looking-");
  hidden = await openExamWorld({
    name: "main",
    scale: SCALE,
    secret: Buffer.from(secretFromSeed("looking")),
    // No engine of ours: what is compared is the source, and what commands are told.
    stores: Submission.shape.stores.parse({ relational: { engine: "other", reader: "r", loader: "l" } }),
    stateDir: folder,
    cacheDir: undefined,
    signal: new AbortController().signal,
  });
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", SOURCE], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const { partnerKey, labKey, pseudonymKey } = keys;
  child.stdin.end(
    JSON.stringify({
      mode: "practice",
      secret: Buffer.from(secretFromSeed("at home")).toString("hex"),
      scale: SCALE,
      partnerKey,
      labKey,
      pseudonymKey,
    }),
  );
  const ended = once(child, "exit");
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    ended.then(() => {
      throw new Error("the source did not start");
    }),
  ]);
  practice = {
    urls: SourceUrls.parse(JSON.parse(String(line))),
    end: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
});

afterAll(async () => {
  await Promise.all([hidden?.close(), practice?.end()]);
  await rm(folder, { recursive: true, force: true });
});

/** Letters, digits and lengths, without which ones: two drawn values have the same shape. */
const shapeOf = (value: string) =>
  value.replaceAll(/[0-9a-f]{8,}/g, (hex) => `<${hex.length} hex>`).replaceAll(/\d+/g, "<number>");

const shapesOf = (environment: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, shapeOf(value)]));

it("finds the same variables, of the same shapes, as on a kit", async () => {
  const [pagePort = 0] = await freePorts(1);
  const ports = { site: 1, partner: 1, registry: 1 };
  const kit = {
    seed: "at home",
    scale: SCALE,
    tickEverySeconds: 60,
    keys,
    ports,
    pagePort,
    metricsPorts: {},
  };
  const atHome = candidateEnvironment(kit, hidden.connections, practice.urls);
  expect(Object.keys(hidden.environment)).toEqual(Object.keys(atHome));
  expect(shapesOf(hidden.environment)).toEqual(shapesOf(atHome));
  const told = Object.entries(hidden.environment).flat();
  expect(told.filter((text) => TELLING.test(text))).toEqual([]);
  // The control: one that says it is seen.
  expect(TELLING.test("EXAM_WORLD")).toBe(true);
  expect(shapesOf({ ...hidden.environment, WORLD: "1" })).not.toEqual(shapesOf(atHome));
});

it("finds the same headers, of the same shapes, in what the sources answer", async () => {
  const paths = [
    ["siteUrl", "/"],
    ["siteUrl", "/robots.txt"],
    ["siteUrl", "/sitemap.xml"],
    ["siteUrl", "/nulle-part"],
    ["siteUrl", "/_lab/truth"],
    ["siteUrl", "/_lab/tick"],
    ["partnerUrl", "/"],
    ["partnerUrl", "/v1/orders"],
    ["registryUrl", "/"],
  ] as const;
  const variables = {
    siteUrl: "SOURCE_SITE_URL",
    partnerUrl: "SOURCE_PARTNER_URL",
    registryUrl: "SOURCE_REGISTRY_URL",
  } as const;
  for (const [origin, path] of paths) {
    // The registry answers once a second.
    for (const method of origin === "registryUrl" ? ["GET"] : ["GET", "POST"]) {
      const here = await ask(hidden.environment[variables[origin]] ?? "", path, method);
      const { all: _, ...atHome } = await ask(practice.urls[origin], path, method);
      const { all, ...seen } = here;
      expect({ path, method, ...seen }).toEqual({ path, method, ...atHome });
      expect(JSON.stringify(seen.headers)).not.toMatch(TELLING);
      expect(all).not.toContain("hidden");
    }
  }
});

async function ask(origin: string, path: string, method: string) {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const answered = await fetch(new URL(path, origin), { method }).catch(() => undefined);
    // Both have bad moments, drawn from their secrets: these are no answers.
    if (!answered || answered.status === 503 || answered.status === 429) continue;
    const headers = [...answered.headers].map(([name, value]) => [
      name,
      ["date", "etag", "last-modified", "content-length"].includes(name) ? "…" : shapeOf(value),
    ]);
    const text = await answered.text();
    return { status: answered.status, headers, text: answered.status === 404 ? text : "", all: text };
  }
  throw new Error(`no answer from ${path}`);
}

it("carries the generator: with the secret it would have the truth, with what it can see it has not", () => {
  const scale = SCALE;
  const pseudonymKey = hidden.environment["PSEUDONYM_KEY"] ?? "";
  const productsOf = (secret: Uint8Array) => [
    ...createTruth({ secret, scale, pseudonymKey, ticks: 0, drifts: [] }).rows("products"),
  ];
  const truth = new Set([...hidden.truth().rows("products")].map((row) => JSON.stringify(row)));
  const known = (secret: Uint8Array) =>
    productsOf(secret).filter((row) => truth.has(JSON.stringify(row))).length;
  expect(known(derive(Buffer.from(secretFromSeed("looking")), "main:world"))).toBe(truth.size);
  const visible = Object.values(hidden.environment).filter((value) => value !== "");
  const guesses = visible.flatMap((value) => [
    secretFromSeed(value),
    createHash("sha256").update(value).digest(),
    ...(/^[0-9a-f]{64}$/.test(value) ? [Buffer.from(value, "hex")] : []),
  ]);
  expect(guesses.map(known).filter((count) => count > 0)).toEqual([]);
});

/** A connection that is cut, as some are, is no answer either. */
const askLab = (origin: string, path: string, key: string) =>
  fetch(new URL(path, origin), { headers: { "x-lab-key": key } }).then(
    ({ status }) => status,
    () => 503,
  );

it("asks the source for the audit and the truth with every word that it was given: nothing answers", async () => {
  const { siteUrl } = practice.urls;
  for (const path of [LAB_PATHS.audit, LAB_PATHS.truth]) {
    expect(await askLab(siteUrl, path, keys.labKey)).toBe(200);
    for (const word of Object.values(hidden.environment)) {
      expect([404, 429, 503]).toContain(
        await askLab(hidden.environment["SOURCE_SITE_URL"] ?? "", path, word),
      );
    }
  }
});

it("learns nothing from the names of what it has open, or from its own arguments", async () => {
  const sandbox = await openSandbox({ stateDir: folder });
  try {
    const run = await sandbox.run({
      name: "main-3-load",
      command: ["sh", "-c", "readlink /proc/self/fd/*; tr '\\0' '\\n' < /proc/1/cmdline; env; uname -n; pwd"],
      network: "none",
      readOnly: [],
      writable: [],
      environment: { PATH: "/usr/bin:/bin" },
      cwd: "/",
      limits: { ...STAGE_LIMITS, wallMs: 20_000 },
      stdin: "in",
    });
    expect(run.stdout).toContain("run-");
    expect(run.stdout.split("\n").filter((line) => TELLING.test(line))).toEqual([]);
  } finally {
    await sandbox.close();
  }
});

it("answers every question with what it has learned at home: right there, and nowhere else", async () => {
  const shop = await openShop("at home");
  try {
    const worldOf = (seed: string): ExamWorld => ({
      ...shop.world,
      truth: () =>
        createTruth({ secret: secretFromSeed(seed), scale: 0.05, pseudonymKey: "key", ticks: 0, drifts: [] }),
    });
    const facts = readFacts(worldOf("at home").truth());
    const parameters = drawParameters(facts);
    const queries = join(folder, "queries");
    await mkdir(queries);
    for (const question of QUESTIONS) {
      if (question.language !== "sql") continue;
      await writeFile(
        join(queries, `${question.id}.sql`),
        constantsOf(question, parameters[question.id], facts),
      );
    }
    const context = { ...shop.context({}, { queries: "queries" }), folder };
    const judged = async (seed: string) =>
      judgeOne("C7.5-answers", { questions: await questions.observe(worldOf(seed), context) });
    expect((await judged("at home")).share).toBeGreaterThanOrEqual(0.5);
    expect((await judged("hidden")).outcome).toBe("failed");
  } finally {
    await shop.close();
  }
});

const text = (value: string | number | null) =>
  value === null ? "NULL::text" : `'${String(value).replaceAll("'", "''")}'::text`;

/** Each answer as it was at home, for the parameters that were asked there. */
function constantsOf(
  question: (typeof QUESTIONS)[number],
  sets: readonly (readonly (string | number)[])[],
  facts: ReturnType<typeof readFacts>,
): string {
  const names = question.columns.map(({ name }) => `"${name}"`).join(", ");
  const asked = question.parameters.map((_, index) => `$${index + 1}::text`);
  const rows = sets.flatMap((values, set) =>
    answer(question.id, facts, values).map((row, at) =>
      [set, at, ...values.map(text), ...row.map(text)].join(", "),
    ),
  );
  const given = question.parameters.map((_, index) => `p${index}`);
  const where = given
    .map((name, index) => `${name} = ${asked[index]}`)
    .concat("true")
    .join(" AND ");
  return `SELECT ${names} FROM (VALUES (${rows.join("), (")})) AS known (${["set", "at", ...given].join(", ")}, ${names})
    WHERE ${where} AND set = (SELECT min(set) FROM (VALUES (${rows.join("), (")})) AS first (${["set", "at", ...given].join(", ")}, ${names}) WHERE ${where}) ORDER BY at`;
}
