import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import rootPackage from "../../package.json" with { type: "json" };
import { runCli } from "./app.ts";
import { KIT_MARK } from "./kit/is-kit.ts";
import { fakeMachine } from "./testing/fake-machine.ts";

async function atelier(args: readonly string[], environment: Record<string, string> = {}) {
  const { machine, kept } = fakeMachine(environment);
  return { code: await runCli(args, machine), ...kept };
}

// Verbs are loaded when they are asked for; here beforehand, so that no test's time goes to it.
beforeAll(() => Promise.all([import("./kit/logs.ts"), import("./kit/reset.ts")]), 60_000);

const verbsOf = (help: string) => [...help.matchAll(/^ {2}([a-z][a-z-]*) /gm)].map((match) => match[1] ?? "");

describe("the command line", () => {
  it.each([
    [["run", "--wat"], "--wat"],
    [["wat"], "wat"],
    [[], "./atelier --help"],
    [["run", "--scale", "-1"], "--scale 0.1"],
    [["run", "--scale", "0"], "--scale 0.1"],
    [["run", "--scale", "1e9"], "--scale 0.1"],
    [["run", "--scale"], "--help"],
    [["run", "--seed", "a b"], "--seed market-day"],
    [["run", "extra"], "--help"],
    [["up", "--tick-every", "0"], "--tick-every 10"],
    [["--lang", "xx", "run"], "--help"],
    [["--lang", "python", "run"], "--help"],
    [["env"], "./atelier up"],
    [["check", "/etc"], "./atelier new"],
    [["check", "/etc", "--watch", "--only", "C99"], "--only C7"],
    [["new", "/etc"], "/etc"],
    [["reset"], "./atelier reset --yes"],
    [["verify-labs", "--shard", "5/4"], "--shard 2/4"],
    [["logs", "nothing"], "./atelier up"],
  ])("answers %j with one line that says what to do, and 2", async (args, remedy) => {
    const { code, stdout, stderr } = await atelier(args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain(remedy);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("says it in French where French is read", async () => {
    expect((await atelier(["run", "--scale", "-1"], { LANG: "fr_FR.UTF-8" })).stderr).toContain("L'échelle");
    expect((await atelier(["--lang", "fr", "wat"])).stderr).toContain("inconnue");
  });

  it("shows examples in the help of every command", async () => {
    const { code, stdout } = await atelier(["--help"]);
    expect(code).toBe(0);
    const verbs = verbsOf(stdout);
    expect(verbs).toEqual([
      "run",
      "up",
      "new",
      "env",
      "down",
      "status",
      "logs",
      "drift",
      "check",
      "reset",
      "doctor",
      "grade",
      "verify-labs",
      "images",
      "tensorflow",
      "kit",
    ]);
    for (const verb of verbs) {
      expect((await atelier([verb, "--help"])).stdout).toContain(`./atelier ${verb}`);
    }
  });

  it("says why a kit does not offer the proof of the grader", async () => {
    const checkout = await mkdtemp(join(tmpdir(), "atelier-kit-"));
    try {
      await writeFile(join(checkout, KIT_MARK), "");
      const { machine, kept } = fakeMachine();
      expect(await runCli(["verify-labs", "--shard", "1/4"], { ...machine, checkout })).toBe(2);
      expect(kept.stderr).toContain("not in the kit");
      expect(await runCli(["--help"], { ...machine, checkout })).toBe(0);
      expect(kept.stdout).not.toContain("verify-labs");
    } finally {
      await rm(checkout, { recursive: true });
    }
  });

  it("shows no colour where the output is no terminal", async () => {
    expect((await atelier(["--help"])).stdout).not.toContain("\u001b");
  });
});

describe("the README", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const { stdout: help } = await atelier(["--help"]);

  it("names every command there is, and no other", () => {
    const named = new Set([...readme.matchAll(/\.\/atelier ([a-z][a-z-]*)/g)].map((match) => match[1] ?? ""));
    expect([...named].toSorted()).toEqual(verbsOf(help).toSorted());
  });

  it("names only options that the command has", async () => {
    for (const [, verb = "", rest = ""] of readme.matchAll(/^\| `\.\/atelier ([a-z][a-z-]*)` \|(.*)\|$/gm)) {
      const { stdout } = await atelier([verb, "--help"]);
      for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(stdout).toContain(option);
    }
  });

  it("names only scripts that exist", () => {
    for (const [, script = ""] of readme.matchAll(/npm run ([a-z:]+)/g)) {
      expect(rootPackage.scripts).toHaveProperty([script]);
    }
  });

  it("maps only folders that exist", () => {
    for (const [, path = ""] of readme.matchAll(/^\| `([a-z/.-]+)` \|/gm)) {
      expect(existsSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)))).toBe(true);
    }
  });
});
