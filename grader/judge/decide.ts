// From marks to a decision, by the rule of the pack. While something is not known, the least and the most that it can become.
import type { Pack, PackCompetence } from "../packs/pack.ts";
import { DECISIONS, type Decision, type Judged, type JudgedCompetence, type JudgedItem } from "../sheet.ts";
import { round } from "./mark-items.ts";

type Rule = Pack["rule"];

export function decideCompetence(
  competence: PackCompetence,
  items: readonly JudgedItem[],
  rule: Rule,
): JudgedCompetence {
  const applicable = items.filter(({ state }) => state !== "not-applicable");
  return {
    id: competence.id,
    title: competence.title,
    reference: competence.reference,
    share: mean(applicable, ({ share }) => share),
    socle: mean(applicable, ({ socle }) => socle),
    decision: {
      least: decide(applicable, 0, rule),
      most: decide(applicable, 1, rule),
    },
  };
}

/** Socle alone decides. */
function decide(items: readonly JudgedItem[], unknown: 0 | 1, rule: Rule): Decision {
  const socleOf = (item: JudgedItem): number => item.socle ?? fill(item, unknown);
  const share = mean(items, socleOf) ?? unknown;
  if (share >= rule.acquired && items.every((item) => socleOf(item) >= rule.floor)) return "acquired";
  return share >= rule.inProgress ? "in-progress" : "not-acquired";
}

/** What is known of an item, and nothing (or all) of the rest. */
function fill({ machine, jury }: JudgedItem, unknown: 0 | 1): number {
  return round((machine.socle ?? unknown) * machine.part + (jury.share ?? unknown) * jury.part);
}

export function decideBlock(pack: Pack, competences: readonly JudgedCompetence[]): Judged["block"] {
  const shares = competences.map(({ share }) => share);
  return {
    ...pack.block,
    share: shares.includes(null)
      ? null
      : round(shares.reduce<number>((sum, share) => sum + (share ?? 0), 0) / shares.length),
    decision: {
      least: decideAll(
        competences.map(({ decision }) => decision.least),
        pack.rule,
      ),
      most: decideAll(
        competences.map(({ decision }) => decision.most),
        pack.rule,
      ),
    },
    rule: pack.rule.told,
  };
}

function decideAll(decisions: readonly Decision[], { mostNotAcquired }: Rule): Decision {
  const count = Object.fromEntries(
    DECISIONS.map((one) => [one, decisions.filter((decision) => decision === one).length]),
  ) as Record<Decision, number>;
  if (count.acquired === decisions.length) return "acquired";
  return count["not-acquired"] >= mostNotAcquired ? "not-acquired" : "in-progress";
}

function mean(items: readonly JudgedItem[], shareOf: (item: JudgedItem) => number | null): number | null {
  const weighed = items.map((item) => ({ weight: item.weight, share: shareOf(item) }));
  if (weighed.length === 0 || weighed.some(({ share }) => share === null)) return null;
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return round(weighed.reduce((sum, { weight, share }) => sum + weight * (share ?? 0), 0) / total);
}
