// Which checks are tried: all, or those that `--only` names with what they need; and what must be observed for them.
import type { Check, CheckId } from "@atelier/grader/check.ts";
import type { Step } from "@atelier/grader/exam/examine.ts";
import { PLAN } from "@atelier/grader/exam/plan.ts";
import type { Part } from "@atelier/grader/observations.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Translate } from "../language.ts";

export interface Choice {
  /** Those that were asked for. */
  readonly wanted: ReadonlySet<CheckId>;
  /** With those that they need, in the order of the exam. */
  readonly judged: readonly Check[];
}

/**
 * @param only a competence, an item, a check, or several with commas: C7, C7.3, C7.3-reader
 * @throws ConfigError when that names nothing
 */
export function chooseChecks(t: Translate, checks: readonly Check[], only?: string): Choice {
  const asked = (only ?? "")
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  if (only === undefined) return { wanted: new Set(checks.map(({ id }) => id)), judged: checks };
  const chosen = asked.map((word) => ({ word, found: checks.filter(({ id }) => isNamed(id, word)) }));
  const unknown = chosen.find(({ found }) => found.length === 0)?.word;
  if (unknown !== undefined || chosen.length === 0) {
    throw new ConfigError("unknown-check", t("error.unknownCheck", { given: unknown ?? only }));
  }
  const wanted = new Set(chosen.flatMap(({ found }) => found.map(({ id }) => id)));
  const needed = withNeeds(checks, wanted);
  return { wanted, judged: checks.filter(({ id }) => needed.has(id)) };
}

/** A name is followed by its parts: C7 is not C70. */
function isNamed(id: string, word: string): boolean {
  const [name, named] = [id.toLowerCase(), word.toLowerCase()];
  return name === named || name.startsWith(`${named}.`) || name.startsWith(`${named}-`);
}

function withNeeds(checks: readonly Check[], ids: ReadonlySet<CheckId>): ReadonlySet<CheckId> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const all = new Set(ids);
  // A set is walked to its end, what is added on the way included.
  for (const id of all) for (const need of byId.get(id)?.needs ?? []) all.add(need);
  return all;
}

/** What can be seen of stores and files as they are, by reading alone. */
const AS_THEY_ARE: ReadonlySet<Part> = new Set<Part>([
  "collected",
  "loaded",
  "cleaning",
  "structure",
  "roles",
  "questions",
  "trainings",
  "circuits",
  "privacy",
]);

/**
 * The steps of the exam that show what these checks read. With `run`, commands run and the world moves, all on one world: what
 * the exam does again on its second one is done once. Nothing is supplied where collecting has failed: at home that is to be mended first.
 */
export function chooseSteps(judged: readonly Check[], { run }: { readonly run: boolean }): readonly Step[] {
  const parts = new Set(judged.flatMap(({ reads }) => reads));
  const isWanted = (step: Step) =>
    "observe" in step && parts.has(step.observe.part) && (run || AS_THEY_ARE.has(step.observe.part));
  const steps = [
    ...PLAN.main.filter((step) => ("run" in step ? run : isWanted(step))),
    ...PLAN.live.filter(isWanted),
  ];
  return steps.some((step) => "observe" in step) ? steps : [];
}

/** Those of which everything was looked at, what they need included. */
export function triedChecks(judged: readonly Check[], parts: ReadonlySet<Part>): readonly Check[] {
  const isSeen = (check: Check) => check.reads.every((part) => parts.has(part));
  const unseen = new Set(judged.filter((check) => !isSeen(check)).map(({ id }) => id));
  return judged.filter(({ id }) => [...withNeeds(judged, new Set([id]))].every((one) => !unseen.has(one)));
}
