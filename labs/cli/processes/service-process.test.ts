import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identify } from "@atelier/engines/process-identity.ts";
import { describe, expect, it } from "vitest";
import { filesOf, firstLine, lastWords, startService, stopRecorded } from "./service-process.ts";

const line = (level: number, msg: string, more: object = {}) => JSON.stringify({ level, msg, ...more });

describe("the last words of a service", () => {
  it("are its fatal complaint, not what was logged around it", () => {
    const log = [line(30, "consuming"), line(60, "Port 8080 is taken"), line(30, "bye")].join("\n");
    expect(lastWords(log)).toBe("Port 8080 is taken");
  });

  it("say why when the complaint carries an error", () => {
    expect(lastWords(line(60, "failed", { err: { message: "no such table" } }))).toBe(
      "failed: no such table",
    );
  });

  it("are the end of the log when nothing in it is a complaint", () => {
    expect(lastWords(`${line(30, "consuming")}\nSegmentation fault`)).toContain("Segmentation fault");
  });
});

describe("a service that is stopped", () => {
  // The kernel takes a process's environment before its ports: here it is overwritten a second before the end.
  const TAKES_ITS_TIME = `$| = 1; $SIG{TERM} = sub { $0 = "x" x 10000; sleep 1; exit }; print "up\n"; sleep 1 while 1`;

  it("has ended when the wait for it has, however little of it can be seen as it ends", async () => {
    const folder = await mkdtemp(join(tmpdir(), "atelier-service-"));
    try {
      const service = await startService(folder, {
        name: "slow",
        command: ["perl", "-e", TAKES_ITS_TIME],
        cwd: folder,
        environment: { PATH: "/usr/bin:/bin" },
        detached: true,
      });
      await firstLine(service, AbortSignal.timeout(60_000));
      expect(await stopRecorded(filesOf(folder, "slow"))).toBe(true);
      expect(await identify(service.pid)).toBeUndefined();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
