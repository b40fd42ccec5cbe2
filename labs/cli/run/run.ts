// `./atelier run`: the main job from nothing to stores that equal the truth, and nothing left behind.
import { performance } from "node:perf_hooks";
import type { Profile } from "@atelier/engines/engines.ts";
import type { Cli } from "../app.ts";
import { runStages } from "../progress.ts";
import type { RunReport } from "../report.ts";
import { cleanRuns, createRunFolder } from "../state/run-folder.ts";
import { runsFolder, stateFolder } from "../state/state-folder.ts";
import { createBench } from "./bench.ts";
import { planRun } from "./plan.ts";
import { printSummary } from "./summary.ts";

export interface RunOptions {
  readonly profile: Profile;
  readonly seed: string;
  readonly scale: number;
  readonly keep: boolean;
  readonly json: boolean;
}

/** @returns 0 when every store equals the truth, else 1. */
export async function run(cli: Cli, options: RunOptions): Promise<number> {
  const { machine, console, t } = cli;
  const startedAt = performance.now();
  const runs = runsFolder(stateFolder(machine));
  const cleaned = await cleanRuns(runs, { andKept: false });
  if (cleaned > 0) console.say(t("run.cleaned", { count: cleaned }));
  const folder = await createRunFolder(runs, machine.pid);
  const bench = createBench(folder);
  try {
    console.say(t("run.begins", { ...options }));
    const { stages, verdict } = planRun(cli, bench, options);
    const seconds: { name: string; seconds: number }[] = [];
    await runStages(
      console,
      stages.map(({ name, run: work }) => ({
        title: t(`stage.${name}`),
        async run(note) {
          const stageStartedAt = performance.now();
          await work(note);
          machine.interrupted.throwIfAborted();
          seconds.push({ name, seconds: secondsSince(stageStartedAt) });
        },
      })),
    );
    const found = verdict();
    const report: RunReport = {
      ok: found.differences.length === 0,
      seed: options.seed,
      scale: options.scale,
      seconds: secondsSince(startedAt),
      stages: seconds,
      processes: await bench.meter.finish(),
      ...found,
    };
    if (options.json) console.print(JSON.stringify(report));
    else printSummary(cli, report);
    return report.ok ? 0 : 1;
  } finally {
    await bench.stop({ keep: options.keep });
    if (options.keep) console.say(t("run.kept", { folder }));
  }
}

const secondsSince = (startedAt: number) => Math.round(performance.now() - startedAt) / 1000;
