// Load by wrk, which writes its figures for people: read here, once.
import type { Settings } from "../bench.ts";
import { runChild } from "./child.ts";

export interface Load {
  readonly requestsPerSecond: number;
  readonly p99Seconds: number;
}

const UNITS = { us: 1e-6, ms: 1e-3, s: 1 };

/**
 * One thread of load.
 * @param script in Lua, which says what to ask
 * @throws Error `ENOENT` where wrk is absent, and when any answer was an error or a connection broke
 */
export async function wrk(
  url: string,
  script: string,
  load: { readonly connections: number; readonly seconds: number },
  { environment, workFolder }: Pick<Settings, "environment" | "workFolder">,
): Promise<Load> {
  const args = ["-t1", `-c${load.connections}`, `-d${load.seconds}s`, "--latency", "-s", script, url];
  const { stdout } = await runChild("wrk", args, { cwd: workFolder, environment, timeoutMs: 60_000 });
  if (/Non-2xx|Socket errors:.* (?:connect|read|write) [1-9]/.test(stdout)) {
    throw new Error(`errors were answered:\n${stdout}`);
  }
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
  const p99 = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout);
  if (rate === undefined || !p99) throw new Error(`wrk said no rate:\n${stdout}`);
  return {
    requestsPerSecond: Number(rate),
    p99Seconds: Number(p99[1]) * UNITS[p99[2] as keyof typeof UNITS],
  };
}
