import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { identify, isAlive, isOurs, parseStat } from "./process-identity.ts";

const PERL = "perl";

const rest = (state: string) => `${state} 1 42 42 0 -1 4194560 1 0 0 0 10 20 0 0 20 0 33 0 987654 1000 200`;

describe("process identity", () => {
  it("finds state and start time behind a name that holds spaces and parentheses", () => {
    expect(parseStat(`42 (java) ${rest("S")}`)).toEqual({ state: "S", startTicks: "987654" });
    expect(parseStat(`42 (a) b (c) ${rest("R")}`)).toEqual({ state: "R", startTicks: "987654" });
  });

  it("takes a zombie for ended", async () => {
    expect(parseStat(`42 (java) ${rest("Z")}`).state).toBe("Z");
    // Prints the number of a child that has ended, and that nobody has asked for.
    const program = "$| = 1; if (my $child = fork) { sleep 1; print $child; <STDIN> }";
    const parent = spawn(PERL, ["-e", program], { stdio: ["pipe", "pipe", "inherit"] });
    const [said] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
    const pid = Number(said);
    expect(await readFile(`/proc/${pid}/stat`, "utf8")).toContain(") Z ");
    expect(await identify(pid)).toBeUndefined();
    parent.stdin.end();
    await once(parent, "exit");
  });

  it("knows a living process again, and not another one under its number", async () => {
    const self = await identify(process.pid);
    if (!self) throw new Error("this process has no identity");
    expect(await isAlive(self)).toBe(true);
    expect(await isAlive({ ...self, startTicks: "1" })).toBe(false);
    expect(await isAlive({ ...self, bootId: "another boot" })).toBe(false);
  });

  it("does not claim a process that lacks our marker", async () => {
    const self = await identify(process.pid);
    if (!self) throw new Error("this process has no identity");
    expect(await isOurs({ ...self, marker: "never-set" })).toBe(false);
  });
});
