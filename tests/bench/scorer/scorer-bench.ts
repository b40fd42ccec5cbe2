// How fast the stream is scored: a whole world from the beginning of the log, features read from both stores.
import { judge, type Bench, type RowSpec } from "../bench.ts";
import { waitForQuiet } from "../measure/machine.ts";
import { figure, median } from "../measure/statistics.ts";
import { openLoadedLab } from "./loaded-lab.ts";

const RATE: RowSpec = {
  id: "scorer",
  what: "stream scoring of a world of scale 1, after its first batch: records a second, features read from the stores, stored and published",
  unit: "requests/s",
  goal: { atLeast: 3000 },
};

export const SCORER_BENCH: Bench = {
  title: "Stream scoring",
  rows: [RATE],
  async measure(_, settings) {
    const loaded = await openLoadedLab(settings.size);
    try {
      const lines: string[] = [];
      const rates: number[] = [];
      for (let run = 0; run <= settings.runs; run += 1) {
        await waitForQuiet();
        const { records, seconds, metrics } = await loaded.score();
        const cpu = /^process_cpu_seconds_total\S* (\S+)/m.exec(metrics)?.[1] ?? "0";
        settings.say(`${figure(records / seconds)} records/s${run === 0 ? ", not counted" : ""}`);
        if (run === 0) continue; // the engines had never been asked
        rates.push(records / seconds);
        lines.push(
          `| ${run} | ${records} | ${figure(seconds)} | ${figure(records / seconds)} | ${figure(Number(cpu))} |`,
        );
      }
      return {
        rows: [judge(RATE, median(rates))],
        table: [
          "| run | records | seconds | records/s | CPU s of the process |",
          "|---|---|---|---|---|",
          ...lines,
        ].join("\n"),
      };
    } finally {
      await loaded.close();
    }
  },
};
