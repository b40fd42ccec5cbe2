// `./atelier check` as a candidate meets it: a starter, a kit, no sandbox.
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { runCommand } from "@atelier/engines/run-command.ts";
import { atelierDone, makeStateHome, startAtelier } from "../../harness/command.ts";
import { openKit } from "../../harness/kit.ts";
import { waitUntil } from "../../harness/wait-until.ts";

const Checked = z.object({
  ok: z.boolean(),
  passed: z.number(),
  tried: z.number(),
  untried: z.array(z.string()),
  checks: z.array(z.object({ id: z.string(), outcome: z.string() })),
  kit: z.object({ ticks: z.object({ first: z.number(), last: z.number() }) }).nullable(),
});

let stateHome = "";
let work = "";

beforeAll(async () => {
  stateHome = await makeStateHome();
  work = await mkdtemp(join(tmpdir(), "atelier-check-"));
  await atelierDone(stateHome, "new", work, "--lang", "typescript");
  await runCommand({ program: "npm", args: ["ci", "--no-audit", "--no-fund"], cwd: work });
});

afterAll(async () => {
  await atelierDone(stateHome, "reset", "--yes");
  await rm(stateHome, { recursive: true, force: true });
  await rm(work, { recursive: true, force: true });
});

async function check(...args: string[]) {
  const { child, output } = startAtelier(stateHome, "check", work, ...args);
  const [code] = await once(child, "close");
  return { code, ...output };
}

async function checked(...args: string[]) {
  const { code, stdout } = await check("--json", ...args);
  return { code, ...Checked.parse(JSON.parse(stdout)) };
}

it("reads the files without a kit, and says what the rest needs", async () => {
  const { code, stdout } = await check("--only", "C7");
  expect(code).toBe(2);
  expect(stdout).toContain("./atelier up");
});

it("reads stores as they are, or has them filled, and lets the world go on", async () => {
  await atelierDone(stateHome, "up", "--seed", "checked", "--scale", "0.1", "--tick-every", "86400");
  const before = await check("--only", "C7");
  expect(before.code).toBe(1);
  expect(before.stdout).toContain("audit_reader");

  const filled = await checked("--only", "C7", "--run");
  expect(filled.code).toBe(1);
  expect(filled.checks).toContainEqual(expect.objectContaining({ id: "C7.1-types", outcome: "passed" }));
  const read = await checked("--only", "C7");
  expect(read.checks).toEqual(filled.checks);
  expect(read.kit?.ticks).toEqual({ first: 0, last: 0 });
  expect((await checked("--only", "C11.1")).untried).not.toEqual([]);

  expect(await (await openKit(stateHome)).tick()).toBe(1);
});

it("begins again with each change, and ends at the first interruption", async () => {
  const { child, output } = startAtelier(stateHome, "check", work, "--only", "C7.3", "--watch");
  const rounds = (count: number) =>
    waitUntil(
      `${count} rounds`,
      async () => (output.stdout.match(/Practice checks passed/g)?.length === count ? true : undefined),
      { seen: () => output.stdout + output.stderr },
    );
  await waitUntil("a round", async () => (output.stderr.includes("Ctrl-C") ? true : undefined));
  await rounds(1);
  await writeFile(join(work, "note.md"), "a change\n");
  await rounds(2);
  child.kill("SIGINT");
  await once(child, "close");
  expect(await (await openKit(stateHome)).tick()).toBe(2);
});
