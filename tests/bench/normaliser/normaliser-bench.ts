// The normaliser, from the bytes of a raw record to those of a clean one, against reading the same JSON and no more.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { createWorld, secretFromSeed } from "@atelier/world/world.ts";
import type { Bench, RowSpec, Settings } from "../bench.ts";
import { runChild } from "../measure/child.ts";
import { compare, contest, tabulate, type Contestant } from "../measure/contest.ts";
import { rawRecords } from "./raw-records.ts";

const VS_PARSE: RowSpec = {
  id: "normaliser-vs-parse",
  what: "normaliser (read, validate, clean, write) against JSON.parse of the same records",
  unit: "ratio",
  goal: { atLeast: 0.5 },
};

const Result = z.object({
  units: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  checksum: z.string(),
});

export const NORMALISER_BENCH: Bench = {
  title: "Normalising",
  rows: [VS_PARSE],
  async measure(_, settings) {
    const file = await writeRawRecords(settings);
    const contestant = (id: string): Contestant => ({
      id,
      async run() {
        const args = [join(import.meta.dirname, "work.ts"), id, file];
        const options = { cwd: settings.workFolder, environment: settings.environment, timeoutMs: 120_000 };
        const child = await runChild(process.execPath, args, options);
        const result = Result.parse(JSON.parse(child.stdout));
        // Pure computation on one thread: processor time is its time, whatever else the machine does.
        const seconds = result.cpuSeconds;
        return {
          ...result,
          seconds,
          peakBytes: child.peakBytes,
          othersShare: child.othersShare(child.cpuSeconds),
        };
      },
    });
    const standings = await contest([contestant("normalise"), contestant("parse")], settings);
    const row = compare(VS_PARSE, standings.get("normalise"), standings.get("parse"));
    return { rows: [row], table: tabulate(standings, "records") };
  },
};

async function writeRawRecords({ workFolder, size, say }: Settings): Promise<string> {
  const file = join(workFolder, "raw.jsonl");
  const lines = [...rawRecords(createWorld({ secret: secretFromSeed("bench"), scale: size }))].map((record) =>
    JSON.stringify(record),
  );
  await writeFile(file, lines.join("\n"));
  say(`${lines.length} raw records of ${Math.round(lines.join("").length / lines.length)} characters`);
  return file;
}
