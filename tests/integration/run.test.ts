// `./atelier run` as a user meets it: a process, its output, its exit code, and what it leaves behind.
import { once } from "node:events";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RunReport } from "@atelier/cli/report.ts";
import { makeStateHome, startAtelier } from "../harness/command.ts";
import { waitUntil } from "../harness/wait-until.ts";

let stateHome = "";

beforeAll(async () => {
  stateHome = await makeStateHome();
});

afterAll(async () => {
  await rm(stateHome, { recursive: true, force: true });
});

const start = (...args: string[]) => startAtelier(stateHome, ...args);

/** Command lines of living processes that speak of this test's state. */
async function processesLeft(): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
  );
  const environments = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/environ`, "utf8").catch(() => "")),
  );
  return lines.filter((line, at) => {
    const isOurs = line.includes(stateHome) || environments[at]?.includes(stateHome);
    return isOurs === true && pids[at] !== String(process.pid);
  });
}

async function runFoldersLeft(): Promise<string[]> {
  const checkouts = await readdir(stateHome);
  const runs = await Promise.all(
    checkouts.map((checkout) => readdir(join(stateHome, checkout, "runs")).catch((): string[] => [])),
  );
  return runs.flat();
}

const INTERRUPTED = /interrompu|interrupted/i;

describe("./atelier run", () => {
  it("fills stores that equal the truth, ends with one JSON line, and leaves nothing behind", async () => {
    const { child, output } = start("run", "--scale", "0.1", "--seed", "integration", "--json");
    const [code] = await once(child, "close");
    expect(output.stdout.trimEnd().split("\n")).toHaveLength(1);
    const report = RunReport.parse(JSON.parse(output.stdout));
    expect(report.differences).toEqual([]);
    expect(report.ok).toBe(true);
    expect(code).toBe(0);
    expect(report).toMatchObject({ seed: "integration", scale: 0.1 });
    expect(report.sources.every(({ found, expected }) => expected > 0 && found === expected)).toBe(true);
    expect(report.defects.length).toBeGreaterThanOrEqual(25);
    // How good it is belongs to benches, on larger worlds: what knows nothing has 0.08.
    expect(report.model?.prAuc).toBeGreaterThan(0.3);
    expect(await processesLeft()).toEqual([]);
    expect(await runFoldersLeft()).toEqual([]);
  });

  it.each([
    ["as the engines start", (stderr: string) => stderr.includes("… Engines")],
    ["during the collection", (stderr: string) => stderr.includes("… Collection")],
  ])("stops everything on Ctrl-C %s", async (_, isThere) => {
    const { child, output } = start("run", "--scale", "0.1");
    const closed = once(child, "close");
    await waitUntil("the moment to interrupt", () => isThere(output.stderr) || undefined, {
      deadlineMs: 240_000,
      seen: () => output.stderr,
    });
    child.kill("SIGINT");
    const [code] = await closed;
    expect(output.stderr).toMatch(INTERRUPTED);
    expect(output.stdout).toBe("");
    expect(code).toBe(130);
    expect(await processesLeft()).toEqual([]);
    expect(await runFoldersLeft()).toEqual([]);
  });

  it("killed, takes its processes with it, and the next command cleans its folder", async () => {
    const { child, output } = start("run", "--scale", "0.1");
    const closed = once(child, "close");
    await waitUntil("the collection", () => output.stderr.includes("… Collection") || undefined, {
      deadlineMs: 240_000,
      seen: () => output.stderr,
    });
    child.kill("SIGKILL");
    await closed;
    await waitUntil("the end of its processes", async () =>
      (await processesLeft()).length === 0 ? true : undefined,
    );
    expect(await runFoldersLeft()).toHaveLength(1);
    const next = start("down");
    await once(next.child, "close");
    expect(await runFoldersLeft()).toEqual([]);
  });
});
