// The main job at scale 1, warm and polite: how long it takes and how much memory each service needs.
import { judge, type Bench, type RowSpec } from "../bench.ts";
import { waitForQuiet } from "../measure/machine.ts";
import { median, medianAndRange } from "../measure/statistics.ts";
import { atelierRun, type AtelierRun } from "./atelier-run.ts";

const SECONDS: RowSpec = {
  id: "run-seconds",
  what: "`./atelier run` at scale 1, warm, native, polite, to verified stores",
  unit: "seconds",
  goal: { atMost: 60 },
};
const WHOLE: RowSpec = {
  id: "run-whole",
  what: "the same, with a model trained, every review scored, the summary, and everything stopped",
  unit: "seconds",
  goal: { atMost: 120 },
};
const MEMORY: RowSpec = {
  id: "run-memory",
  what: "the same: peak memory of the largest service of the data path (Chromium apart)",
  unit: "MB",
  goal: { atMost: 250 },
};

/** What the report lists beside the services of the lab. */
/** What is measured by rows of its own, or is somebody else's. */
const NOT_SERVICES = new Set([
  "kafka",
  "postgres",
  "mongo",
  "neo4j",
  "chromium",
  "trainer",
  "model-api",
  "scorer",
]);

export const RUN_BENCH: Bench = {
  title: "The whole run",
  rows: [SECONDS, WHOLE, MEMORY],
  async measure(wanted, settings) {
    const runs: AtelierRun[] = [];
    for (let run = 0; run <= settings.runs; run++) {
      await waitForQuiet();
      const measured = await atelierRun(settings.size, `bench-${run}`, settings);
      settings.say(`run ${run}: ${measured.wallSeconds.toFixed(1)} s`);
      // The first one may still install and prepare.
      if (run > 0) runs.push(measured);
    }
    const rows = [
      judge(SECONDS, median(runs.map(secondsToVerified))),
      judge(WHOLE, median(runs.map(({ wallSeconds }) => wallSeconds))),
      judge(MEMORY, median(runs.map(largest))),
    ];
    return { rows: rows.filter(({ id }) => wanted.has(id)), table: `${stages(runs)}\n\n${processes(runs)}` };
  },
};

/** From the first stage to the last one that looks at the stores. */
const secondsToVerified = ({ stages: all }: AtelierRun) => {
  const last = all.findIndex(({ name }) => name === "checks");
  return all.slice(0, last + 1).reduce((sum, { seconds }) => sum + seconds, 0);
};

const largest = (one: AtelierRun) =>
  Math.max(
    ...one.processes.filter(({ name }) => !NOT_SERVICES.has(name)).map(({ peakMemoryMb }) => peakMemoryMb),
  );

function stages(runs: readonly AtelierRun[]): string {
  const lines = (runs[0]?.stages ?? []).map(({ name }) => {
    const seconds = runs.flatMap((run) => run.stages.find((stage) => stage.name === name)?.seconds ?? []);
    return `| ${name} | ${medianAndRange(seconds)} |`;
  });
  return ["| stage | seconds |", "|---|---|", ...lines].join("\n");
}

function processes(runs: readonly AtelierRun[]): string {
  const lines = (runs[0]?.processes ?? []).map(({ name }) => {
    const same = runs.flatMap((run) => run.processes.find((part) => part.name === name) ?? []);
    const cpu = medianAndRange(same.map(({ cpuSeconds }) => cpuSeconds));
    return `| ${name} | ${cpu} | ${medianAndRange(same.map(({ peakMemoryMb }) => peakMemoryMb))} |`;
  });
  return ["| process | CPU seconds | peak memory MB |", "|---|---|---|", ...lines].join("\n");
}
