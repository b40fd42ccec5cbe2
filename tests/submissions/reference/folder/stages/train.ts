// Trains the model, activates it, and keeps the record of what was compared: the network in use and the regression that it must beat,
// on the same latest fifth of the labelled reviews.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { once } from "node:events";
import { runsOf, TrainingReport } from "./training-record.ts";

const RECORD = "entrainements.jsonl";
const SEED = process.env["TRAINING_SEED"] ?? "atelier";
const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "services/trainer/main.ts"], {
  env: process.env,
  stdio: ["ignore", "pipe", "inherit"],
});
const [said, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
process.stdout.write(said);
if (code !== 0) process.exit(Number(code ?? 1));
const runs = runsOf(TrainingReport.parse(JSON.parse(said)), SEED);
await writeFile(RECORD, runs.map((run) => `${JSON.stringify(run)}\n`).join(""));
process.exit(0);
