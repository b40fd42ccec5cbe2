// The same programs as ordinary children, for whoever looks at their own work: bounded in time and memory, not walled in.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { RunHostile } from "./hostile.ts";

export const REPOSITORY = join(import.meta.dirname, "../..");
const MOST_OUTPUT = 64 * 1024;

export const runPlain: RunHostile = async (program) => {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${Math.floor(program.memoryBytes / 2 ** 20)}`,
      join(REPOSITORY, program.program),
      JSON.stringify({ ...program.settings, ...program.reads, ...program.writes }),
    ],
    {
      cwd: "/",
      env: { PATH: process.env["PATH"] ?? "", LC_ALL: "C.UTF-8", TZ: "UTC" },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: program.wallMs,
      killSignal: "SIGKILL",
    },
  );
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr = (stderr + chunk.toString()).slice(-MOST_OUTPUT);
  });
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return {
    code,
    ended: signal === "SIGKILL" ? "time" : "exited",
    wallMs: performance.now() - startedAt,
    cpuSeconds: 0,
    peakMemoryBytes: 0,
    stdout: "",
    stderr,
  };
};
