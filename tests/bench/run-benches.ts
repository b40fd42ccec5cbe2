// Runs the benches that answer the wanted rows, one after the other, in a scratch folder that goes away.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Bench, Section } from "./bench.ts";
import { unmeasured } from "./bench.ts";
import type { Options } from "./options.ts";

export interface FinishedBench extends Section {
  readonly bench: Bench;
}

export async function runBenches(
  benches: readonly Bench[],
  options: Options,
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<FinishedBench[]> {
  const finished: FinishedBench[] = [];
  for (const bench of benches) {
    const wanted = bench.rows.filter(({ id }) => options.only.has(id));
    if (wanted.length === 0) continue;
    say(bench.title);
    const workFolder = await mkdtemp(join(tmpdir(), "atelier-bench-"));
    try {
      const section = await bench.measure(new Set(wanted.map(({ id }) => id)), {
        runs: options.runs,
        size: options.size,
        workFolder,
        cacheFolder: options.cacheFolder,
        repositoryFolder: resolve(import.meta.dirname, "../.."),
        environment,
        say,
      });
      finished.push({ bench, ...section });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      say(`${bench.title} failed: ${error instanceof Error ? error.stack : reason}`);
      finished.push({ bench, rows: wanted.map((spec) => unmeasured(spec, reason)), table: "" });
    } finally {
      await rm(workFolder, { recursive: true, force: true });
    }
  }
  return finished;
}
