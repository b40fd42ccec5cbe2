// Trains the model, activates it, and keeps the record of what was compared: the network in use and the regression that it must beat,
// on the same latest fifth of the labelled reviews.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { once } from "node:events";
import { z } from "zod";

const RECORD = "entrainements.jsonl";
const SEED = process.env["TRAINING_SEED"] ?? "atelier";
const Report = z.object({
  version: z.string(),
  candidates: z.array(z.object({ name: z.string(), prAuc: z.number() })),
  cost: z.object({ cpuSeconds: z.number() }),
});

const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "services/trainer/main.ts"], {
  env: process.env,
  stdio: ["ignore", "pipe", "inherit"],
});
const [said, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
process.stdout.write(said);
if (code !== 0) process.exit(Number(code ?? 1));
const { version, candidates, cost } = Report.parse(JSON.parse(said));
const runs = candidates.map(({ name, prAuc }, index) => ({
  run: name,
  sample: "dernier cinquième des avis étiquetés, par date",
  prAuc,
  seed: SEED,
  parameters: index === 0 ? { hiddenUnits: 64, version } : {},
  ...(index === 0 && { cpuSeconds: cost.cpuSeconds }),
  chosen: index === 0,
}));
await writeFile(RECORD, runs.map((run) => `${JSON.stringify(run)}\n`).join(""));
process.exit(0);
