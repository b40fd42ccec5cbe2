// The trainer as a process of its own, so that a training takes neither the API's thread nor its memory.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { TrainingCost } from "@atelier/model/training-cost.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import type { TrainingRunner } from "../trainings.ts";

const TRAINER = fileURLToPath(new URL("../../trainer/main.ts", import.meta.url));
const Progress = z.object({ done: z.number().min(0).max(1) });
const Report = z.union([
  z.object({ version: z.string(), cost: TrainingCost }),
  z.object({ untrained: z.string() }),
]);

/**
 * @param environment where the stores and the registry are; the trainer's own settings are added
 * @param onCost hears what a training has cost that has ended well
 */
export function createTrainingProcess(
  environment: NodeJS.ProcessEnv,
  onCost: (cost: TrainingCost) => void,
): TrainingRunner {
  return {
    async run({ seed, activate }, onProgress, signal) {
      const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", TRAINER], {
        env: {
          ...environment,
          TRAINING_SEED: seed,
          TRAINER_ACTIVATES: String(activate),
          LOG_LEVEL: "info",
        },
        stdio: ["ignore", "pipe", "pipe"],
        signal,
        killSignal: "SIGTERM",
      });
      const ended = new Promise<number | null>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
      });
      let lastLine = "";
      createInterface({ input: child.stderr }).on("line", (line) => {
        lastLine = line;
        const progress = readProgress(line);
        if (progress !== undefined) onProgress(progress);
      });
      const [code, output] = await Promise.all([ended, text(child.stdout)]);
      if (code !== 0)
        throw new PermanentError("training-failed", `The trainer ended with ${code}: ${lastLine}`);
      const report = Report.parse(JSON.parse(output));
      if ("untrained" in report) throw new PermanentError("too-few-labels", report.untrained);
      onCost(report.cost);
      return report.version;
    },
  };
}

function readProgress(line: string): number | undefined {
  try {
    return Progress.safeParse(JSON.parse(line)).data?.done;
  } catch {
    return undefined;
  }
}
