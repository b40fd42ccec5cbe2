// How long a change in the world takes to be in every store of `./atelier up --reference`, with no hand.
import { rm } from "node:fs/promises";
import { atelierDone, makeStateHome } from "../../harness/command.ts";
import { openKit } from "../../harness/kit.ts";
import { judge, type Bench, type RowSpec } from "../bench.ts";
import { figure, median } from "../measure/statistics.ts";

/** Comparing all stores with the truth takes longer on a larger world, and is part of what is measured. */
const SCALE = 0.1;

const SECONDS: RowSpec = {
  id: "reference-tick",
  what: "`./atelier up --reference` at scale 0.1: from a tick to stores that equal the truth, seen by comparing again and again",
  unit: "seconds",
  goal: { atMost: 30 },
};

export const TICK_BENCH: Bench = {
  title: "From a change to the stores",
  rows: [SECONDS],
  async measure(_, settings) {
    const stateHome = await makeStateHome();
    try {
      await atelierDone(stateHome, "up", "--reference", "--scale", String(SCALE), "--tick-every", "86400");
      const kit = await openKit(stateHome);
      await kit.untilEqual(0);
      const seconds: number[] = [];
      for (let run = 0; run < settings.runs; run++) {
        const started = performance.now();
        await kit.untilEqual(await kit.tick());
        seconds.push((performance.now() - started) / 1000);
        settings.say(`tick ${run + 1}: ${figure(seconds.at(-1) ?? 0)} s`);
      }
      const lines = seconds.map((one, index) => `| ${index + 1} | ${figure(one)} |`);
      return {
        rows: [judge(SECONDS, median(seconds))],
        table: ["| tick | seconds |", "|---|---|", ...lines].join("\n"),
      };
    } finally {
      await atelierDone(stateHome, "reset", "--yes");
      await rm(stateHome, { recursive: true, force: true });
    }
  },
};
