import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { plainProcesses } from "./plain-processes.ts";

const folder = mkdtempSync(join(tmpdir(), "plain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const processes = plainProcesses({
  folder,
  logFolder: join(folder, "log"),
  environment: { PATH: "/usr/bin:/bin" },
});
const start = (line: string, limitSeconds = 60, stdin = "") =>
  processes.start({
    name: `t${Math.abs(hash(line))}`,
    command: ["sh", "-c", line],
    environment: { WORD: "été" },
    stdin,
    limitSeconds,
  });
const hash = (text: string) => text.split("").reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) | 0, 7);

describe("a command of one's own", () => {
  it("gets the variables and its input, and shows what it says and how it ended", async () => {
    const run = await (await start("cat; echo $WORD; echo oops >&2; exit 3", 60, "in ")).exited;
    expect(run).toMatchObject({ code: 3, ended: "exited", stdout: "in été\n", stderr: "oops\n" });
  });

  it("is ended when its time is over, with all that it started", async () => {
    const run = await (await start("sleep 600 & sleep 600", 0)).exited;
    expect(run.ended).toBe("time");
  });

  it("is asked to end, then ended", async () => {
    const running = await start("trap '' TERM; echo ready; while :; do sleep 0.05; done");
    const run = await running.stop(0);
    expect(run.ended).toBe("stopped");
  });

  it("that does not exist is a failure with its reason", async () => {
    const command = {
      name: "none",
      command: ["no-such-program"],
      environment: {},
      stdin: "",
      limitSeconds: 5,
    };
    const run = await (await processes.start(command)).exited;
    expect(run).toMatchObject({ code: 127, ended: "exited" });
    expect(run.stderr).toContain("no-such-program");
  });
});
