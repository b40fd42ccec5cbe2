// From observations to a sheet: pure, so that it can be done as often as wanted with the same result.
import { createHash } from "node:crypto";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Check } from "../check.ts";
import type { Absence, Observations } from "../observations.ts";
import type { Pack } from "../packs/pack.ts";
import { MOST_COPIED_NAMED, Sheet, type DeliverableFact, type Judged } from "../sheet.ts";
import { showText, type Hide } from "./shown.ts";
import { decideBlock, decideCompetence } from "./decide.ts";
import type { JuryMarks } from "./jury-marks.ts";
import { markItem } from "./mark-items.ts";
import { runChecks } from "./run-checks.ts";

export interface Grade {
  readonly pack: Pack;
  readonly checks: readonly Check[];
  readonly observations: Observations;
  readonly absences: readonly Absence[];
  readonly deliverables: readonly DeliverableFact[];
  /** Paths of files that are the reference's own. */
  readonly copied?: readonly string[];
  /** Fingerprints, in hexadecimal. */
  readonly submission: string;
  readonly secret: string;
  /** The grader's version. */
  readonly grader: string;
  readonly jury?: JuryMarks;
  /** Of who has written it: whatever of the submission a sheet quotes goes through this. */
  readonly hide?: Hide;
  readonly run: { readonly gradedAt: string; readonly seconds: number };
}

/** @throws ConfigError for a jury's marks of another submission */
export function judge(grade: Grade): Sheet {
  const { jury, observations, hide, run } = grade;
  if (jury && jury.submission !== grade.submission) {
    throw new ConfigError(
      "other-submission",
      `the jury's marks are of submission ${jury.submission}, this one is ${grade.submission}`,
    );
  }
  const judged = judgeAll(grade);
  const digest = createHash("sha256").update(JSON.stringify(judged)).digest("hex");
  const isSigned = jury?.signature?.digest === digest;
  return Sheet.parse({
    sheet: 1,
    state: !isComplete(judged) ? "provisional" : isSigned ? "final" : "awaits-signature",
    judged,
    digest,
    ...(isSigned && { signature: jury.signature }),
    run: {
      ...run,
      commands: (observations.preparation?.commands ?? []).map((command) => ({
        ...command,
        lastWords: showText(command.lastWords, hide),
      })),
    },
  } satisfies Sheet);
}

function judgeAll(grade: Grade): Judged {
  const { pack, jury, deliverables, copied = [], hide } = grade;
  const checks = runChecks(grade.checks, grade.observations, grade.absences, hide);
  const itemOf = new Map(checks.map(({ id, item }) => [id, item as string]));
  const competences = pack.competences.map((competence) => {
    const items = competence.items.map((item) =>
      markItem(item, checks, (id) => itemOf.get(id), jury?.marks[item.id]),
    );
    return { items, decided: decideCompetence(competence, items, pack.rule) };
  });
  const decided = competences.map((one) => one.decided);
  return {
    pack: { id: pack.id, version: pack.version, title: pack.title },
    exam: pack.exam,
    grader: grade.grader,
    submission: grade.submission,
    secret: grade.secret,
    checks,
    items: competences.flatMap(({ items }) => items),
    competences: decided,
    block: decideBlock(pack, decided),
    deliverables: pack.deliverables.map(({ id, title }) => {
      const { state, path } = deliverables.find((fact) => fact.id === id) ?? { state: "undeclared" as const };
      return { id, title, state, ...(path !== undefined && { path: showText(path, hide) }) };
    }),
    restarts: grade.observations.preparation?.restarts ?? [],
    copied: {
      files: copied.length,
      examples: copied.slice(0, MOST_COPIED_NAMED).map((path) => showText(path, hide)),
    },
  };
}

const isComplete = ({ items, checks }: Judged): boolean =>
  items.every(({ state }) => state === "graded" || state === "not-applicable") &&
  checks.every(({ outcome }) => outcome !== "errored");

/** 0: graded. 1: graded, and a check of what is demanded has failed. 2: nothing could be judged. */
export function exitCode({ judged: { checks } }: Sheet): 0 | 1 | 2 {
  if (checks.every(({ outcome }) => outcome === "errored")) return 2;
  return checks.some(({ level, outcome }) => level === "socle" && outcome === "failed") ? 1 : 0;
}
