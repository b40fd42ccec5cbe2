// Whether ten times the world costs ten times the processor time, and no more.
import { judge, type Bench, type RowSpec } from "../bench.ts";
import { waitForQuiet } from "../measure/machine.ts";
import { figure, median } from "../measure/statistics.ts";
import { atelierRun, type AtelierRun } from "./atelier-run.ts";

const COST: RowSpec = {
  id: "scale-cost",
  what: "CPU seconds per record of all processes, engines included: scale 10 against scale 1",
  unit: "ratio",
  goal: { atMost: 1.15 },
};

export const SCALE_BENCH: Bench = {
  title: "From scale 1 to scale 10",
  rows: [COST],
  async measure(_, settings) {
    const small: AtelierRun[] = [];
    for (let run = 0; run < settings.runs; run++) {
      await waitForQuiet();
      small.push(await atelierRun(settings.size, `scale-${run}`, settings));
    }
    // Once: it lasts, and processor time varies little.
    const large = await atelierRun(10 * settings.size, "scale-10", settings);
    const smallCost = median(small.map(costOf));
    const table = [
      "| scale | records | seconds | CPU µs/record |",
      "|---|---|---|---|",
      line(settings.size, small[0], smallCost),
      line(10 * settings.size, large, costOf(large)),
    ].join("\n");
    return { rows: [judge(COST, costOf(large) / smallCost)], table };
  },
};

const line = (scale: number, one: AtelierRun | undefined, cost: number) =>
  `| ${scale} | ${figure(one?.records ?? 0)} | ${figure(one?.wallSeconds ?? 0)} | ${figure(cost * 1e6)} |`;

const costOf = ({ cpuSeconds, records }: AtelierRun) => cpuSeconds / records;
