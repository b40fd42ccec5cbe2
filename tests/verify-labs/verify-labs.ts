// The proof of the grader on works whose faults are known: a right submission, the same with one fault each, the same otherwise
// done. Read it from the top: this is the order in which things happen.
import { join } from "node:path";
import { CHECKS } from "@atelier/grader/checks/checks.ts";
import { findHollow } from "@atelier/grader/judge/hollow.ts";
import { EMPTY } from "@atelier/grader/observations/empty.ts";
import type { Seen } from "@atelier/grader/check.ts";
import type { Observations, Part } from "@atelier/grader/observations.ts";
import type { Sheet } from "@atelier/grader/sheet.ts";
import type { Mutant, NeutralVariant } from "../mutants/mutant.ts";
import { faultsOf, loweredChecks, loweredItems, sharesOf } from "./graded.ts";
import { judgeOdd, type OddSubmission } from "./odd.ts";
import { installReference } from "./placed.ts";
import { sheetOf, type Observed } from "./sheet.ts";
import { takeSnapshot } from "./snapshot.ts";
import type { Findings, Treated } from "./summary.ts";
import { judgeMutant, judgeNeutral } from "./verdict.ts";
import { gradeVariant, type Variant } from "./whole.ts";

export interface Verification {
  readonly mutants: readonly Mutant[];
  readonly neutral: readonly NeutralVariant[];
  readonly odd: readonly OddSubmission[];
  /** Right submissions to be graded twice, as large as an exam is. */
  readonly gradedTwice: readonly Mutant["of"][];
  /** A folder of its own. */
  readonly stateDir: string;
  readonly secret: Buffer;
  readonly signal: AbortSignal;
  /** As each is done. */
  onTreated(one: Treated): void;
}

/** One world for all runs, in which the right submission's model has learned enough to lose something. */
export const WORLD_SECRET = Buffer.alloc(32, 9);

/** Small: of each defect there are a few. */
const SCALE = 0.1;
/** What a model decides after a tenth of the reviews; at the scale of an exam it must be whole. */
const LEARNED_TOO_LITTLE: ReadonlySet<string> = new Set(["C12.5-decides-at-its-threshold"]);
/** As an exam's. */
const EXAM_SCALES = { main: 1, live: 0.1 } as const;

export const SUBMISSIONS = ["reference", "python-complete"] as const satisfies readonly Mutant["of"][];

type JudgeVariant = (variant: Variant) => Promise<Sheet>;

export async function verifyLabs(given: Verification): Promise<Findings> {
  const parts = [
    await verifyOnSnapshot(given),
    await verifyGraded("reference", given),
    await verifyGraded("python-complete", given),
    await gradeTwice(given),
  ];
  return {
    checks: [...new Set(parts.flatMap(({ checks }) => checks))],
    mutants: parts.flatMap(({ mutants }) => mutants),
    neutral: parts.flatMap(({ neutral }) => neutral),
    odd: await treatOdd(given),
    hollow: parts.flatMap(({ hollow }) => hollow),
    right: parts.flatMap(({ right }) => right),
  };
}

const NOTHING: Findings = { checks: [], mutants: [], neutral: [], odd: [], hollow: [], right: [] };

const onSnapshot = ({ reach }: Pick<Mutant, "reach">) => reach === "stores";

async function verifyOnSnapshot(given: Verification): Promise<Findings> {
  const mutants = given.mutants.filter(onSnapshot);
  const neutral = given.neutral.filter(onSnapshot);
  if (mutants.length + neutral.length === 0) return NOTHING;
  const folder = await installReference(given.stateDir);
  const snapshot = await takeSnapshot(folder, { scale: SCALE, secret: given.secret, signal: given.signal });
  try {
    const judge: JudgeVariant = ({ changes }) => snapshot.judgeWith(changes);
    const again = JSON.stringify(snapshot.judgeAgain()) === JSON.stringify(snapshot.sheet);
    return {
      ...NOTHING,
      checks: snapshot.checks.map(({ id }) => id),
      hollow: findHollow(snapshot.checks, snapshot.seen),
      right: again ? [] : ["judged twice from the same observations, its sheets differ"],
      ...(await treat(snapshot.sheet, mutants, neutral, judge, given)),
    };
  } finally {
    await snapshot.close();
  }
}

/** Each in the sandbox, on both worlds: what a variant's fault cannot reach stands as it was of the right submission. */
async function verifyGraded(of: Mutant["of"], given: Verification): Promise<Findings> {
  const isMeant = (one: Variant) => one.of === of && !onSnapshot(one);
  const mutants = given.mutants.filter(isMeant);
  const neutral = given.neutral.filter(isMeant);
  if (mutants.length + neutral.length === 0) return NOTHING;
  const { secret, signal, stateDir } = given;
  const scales = { main: SCALE, live: SCALE };
  let turn = 0;
  const observe = (variant: Variant) =>
    gradeVariant({
      variant,
      stateDir: join(stateDir, `grade-${of}-${(turn += 1)}`),
      secret,
      scales,
      signal,
    });
  const right = await observe({ of, reach: "whole", changes: [] });
  const rightSheet = sheetOf(CHECKS, right);
  const judge: JudgeVariant = async (variant) =>
    sheetOf(CHECKS, completed(await observe(variant), variant, right));
  return {
    ...NOTHING,
    checks: rightSheet.judged.checks.map(({ id }) => id),
    hollow: findHollow(CHECKS, { ...EMPTY, ...right.observations } as Seen<Part>),
    right: shortcomings(rightSheet, LEARNED_TOO_LITTLE).map((one) => `${of}: ${one}`),
    ...(await treat(rightSheet, mutants, neutral, judge, given)),
  };
}

/** Parts that were not to be seen again, as they were. */
function completed(seen: Observed, { phases }: Variant, right: Observed): Observed {
  if (phases === undefined) return seen;
  const isSeen = (part: string) => part === "static" || (phases as readonly string[]).includes(part);
  return {
    observations: {
      ...pick(right.observations, (part) => !isSeen(part)),
      ...pick(seen.observations, isSeen),
    },
    absences: [
      ...right.absences.filter(({ part }) => !isSeen(part)),
      ...seen.absences.filter(({ part }) => isSeen(part)),
    ],
  };
}

const pick = (observations: Observations, isPicked: (part: string) => boolean): Observations =>
  Object.fromEntries(Object.entries(observations).filter(([part]) => isPicked(part)));

/** Every automatic check of a right submission passes, and twice alike. */
async function gradeTwice(given: Verification): Promise<Findings> {
  const problems: string[] = [];
  for (const of of given.gradedTwice) {
    const sheets: Sheet[] = [];
    for (const time of ["first", "second"]) {
      const observed = await gradeVariant({
        variant: { of, reach: "whole", changes: [] },
        stateDir: join(given.stateDir, `${of}-${time}`),
        secret: given.secret,
        scales: EXAM_SCALES,
        signal: given.signal,
      });
      sheets.push(sheetOf(CHECKS, observed));
    }
    const [first, second] = sheets.map(sharesOf);
    problems.push(
      ...sheets.flatMap((sheet, index) =>
        shortcomings(sheet).map((one) => `${of}, grade ${index + 1}: ${one}`),
      ),
      ...(first && second ? judgeNeutral(first, second).map((one) => `${of}, graded again: ${one}`) : []),
    );
  }
  return { ...NOTHING, right: problems };
}

async function treatOdd({ odd, stateDir, secret, signal, onTreated }: Verification): Promise<Treated[]> {
  const treated: Treated[] = [];
  for (const submission of odd) {
    const one = await timed(submission.id, async () => ({
      problems: await judgeOdd(submission, { stateDir: join(stateDir, submission.id), secret, signal }),
      lowered: [],
    }));
    signal.throwIfAborted();
    treated.push(one);
    onTreated(one);
  }
  return treated;
}

/** Of a submission that is right: checks that neither pass nor are for people. */
const shortcomings = ({ judged }: Sheet, mayBePartial: ReadonlySet<string> = new Set()): string[] =>
  judged.checks
    .filter(({ outcome }) => outcome !== "passed" && outcome !== "jury" && outcome !== "not-applicable")
    .filter(({ id, outcome }) => outcome !== "partial" || !mayBePartial.has(id))
    .map(({ id, outcome, share, evidence }) => `${id} ${outcome} ${share}: ${evidence[0]?.actual.en ?? ""}`);

async function treat(
  rightSheet: Sheet,
  mutants: readonly Mutant[],
  neutral: readonly NeutralVariant[],
  judge: JudgeVariant,
  { signal, onTreated }: Verification,
): Promise<Pick<Findings, "mutants" | "neutral">> {
  const right = sharesOf(rightSheet);
  const each = async <V extends Mutant | NeutralVariant>(
    variants: readonly V[],
    problemsOf: (variant: V, sheet: Sheet) => string[],
  ): Promise<Treated[]> => {
    const treated: Treated[] = [];
    for (const variant of variants) {
      signal.throwIfAborted();
      const one = await timed(variant.id, async () => {
        const sheet = await judge(variant);
        return {
          problems: problemsOf(variant, sheet),
          lowered: loweredChecks(rightSheet, sheet).map(({ id }) => id),
        };
      });
      signal.throwIfAborted();
      treated.push(one);
      onTreated(one);
    }
    return treated;
  };
  return {
    mutants: await each(mutants, (mutant, sheet) =>
      judgeMutant(mutant, right, {
        shares: sharesOf(sheet),
        lowered: loweredItems(rightSheet, sheet),
        report: faultsOf(sheet, mutant.costs),
      }),
    ),
    neutral: await each(neutral, (_, sheet) => judgeNeutral(right, sharesOf(sheet))),
  };
}

/** A variant that cannot be made or judged is one that was not treated as it must be; the others go on. */
async function timed(
  id: string,
  work: () => Promise<Pick<Treated, "problems" | "lowered">>,
): Promise<Treated> {
  const startedAt = performance.now();
  const done = await work().catch((error: unknown) => ({
    problems: [`could not be judged: ${error instanceof Error ? error.message : String(error)}`],
    lowered: [],
  }));
  return { id, ...done, seconds: Math.round((performance.now() - startedAt) / 100) / 10 };
}
