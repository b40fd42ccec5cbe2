// Reads a candidate's files as the exam reads them: clean ones, by a child, nothing of them run.
import { join } from "node:path";
import { runPlain } from "@atelier/grader/hostile/run-plain.ts";
import { takeIn } from "@atelier/grader/intake/intake.ts";
import { Refusal } from "@atelier/grader/intake/refusal.ts";
import type { StaticFacts } from "@atelier/grader/observations/static.ts";
import { readStatically } from "@atelier/grader/static/read-statically.ts";
import type { Submission } from "@atelier/contracts/submission.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import { stat } from "node:fs/promises";
import type { Cli } from "../app.ts";

export interface OwnFiles {
  readonly submission: Submission;
  readonly facts: StaticFacts;
}

/**
 * @param scratch an empty folder
 * @throws ConfigError for a folder without submission.yaml, or with one that is not in order: each mistake with its line
 */
export async function readOwnFiles({ t, language }: Cli, folder: string, scratch: string): Promise<OwnFiles> {
  await stat(join(folder, "submission.yaml")).catch((cause: unknown) => {
    throw new ConfigError("no-submission", t("error.noSubmission", { folder }), { cause });
  });
  try {
    const intake = await takeIn(folder, join(scratch, "intake"), runPlain);
    const { submission, facts } = await readStatically(intake, join(scratch, "read"), runPlain);
    if (submission !== null) return { submission, facts };
    const mistakes = facts.mistakes.map(
      ({ path, line, message }) => `  submission.yaml:${line} ${path} ${message[language]}`,
    );
    throw new ConfigError("bad-submission", [t("error.badSubmission"), ...mistakes].join("\n"));
  } catch (error) {
    if (error instanceof Refusal) throw new ConfigError("refused", error.told[language], { cause: error });
    throw error;
  }
}
