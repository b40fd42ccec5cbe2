// One `./atelier run`, from the keyboard to the verified stores, and what its report says of it.
import { join } from "node:path";
import { z } from "zod";
import type { Settings } from "../bench.ts";
import { runChild } from "../measure/child.ts";

/** The part of the last line of `--json` that is looked at here. */
const RunReport = z.object({
  ok: z.boolean(),
  processes: z.array(z.object({ name: z.string(), cpuSeconds: z.number(), peakMemoryMb: z.number() })),
  stages: z.array(z.object({ name: z.string(), seconds: z.number() })),
  sources: z.array(z.object({ found: z.number() })),
});

export interface AtelierRun extends z.infer<typeof RunReport> {
  /** From start to exit, by our clock. */
  readonly wallSeconds: number;
  readonly records: number;
  readonly cpuSeconds: number;
}

const LIMIT_MS = 60 * 60_000;

/** @throws Error when the stores do not equal the truth. */
export async function atelierRun(scale: number, seed: string, settings: Settings): Promise<AtelierRun> {
  const { repositoryFolder, environment } = settings;
  const args = ["run", "--scale", String(scale), "--seed", seed, "--json"];
  const cost = await runChild(join(repositoryFolder, "atelier"), args, {
    cwd: repositoryFolder,
    environment,
    timeoutMs: LIMIT_MS,
  });
  const report = RunReport.parse(JSON.parse(cost.stdout.trim().split("\n").at(-1) ?? ""));
  if (!report.ok) throw new Error(`./atelier run at scale ${scale}: the stores differ from the truth`);
  return {
    ...report,
    wallSeconds: cost.seconds,
    records: report.sources.reduce((sum, { found }) => sum + found, 0),
    cpuSeconds: report.processes.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
  };
}
