// What the cleaning of one record carries along: the rules that are on and those that changed something.
import type { RuleId, RuleSet } from "@atelier/contracts/rules.ts";

export interface Cleaning {
  readonly rules: RuleSet;
  /** Grows as rules repair something; each rule once. */
  readonly repairs: RuleId[];
}

/** Whether `rule` may repair; when it may, it is noted as having done so. */
export function repair(cleaning: Cleaning, rule: RuleId): boolean {
  if (!cleaning.rules.has(rule)) return false;
  if (!cleaning.repairs.includes(rule)) cleaning.repairs.push(rule);
  return true;
}

/** A record that must go to the dead letters. Its reason names the field and never quotes the value. */
export class Refusal extends Error {
  readonly rule: RuleId | "unreadable" | "schema";
  constructor(rule: RuleId | "unreadable" | "schema", reason: string) {
    super(reason);
    this.rule = rule;
  }
}

export function unreadable(field: string): Refusal {
  return new Refusal("unreadable", `${field} has a form that no rule knows`);
}

/** The refusal of a value out of its domain: by the rule that foresees it, or by the schema when that rule is off. */
export function outOfDomain(cleaning: Cleaning, rule: RuleId, reason: string): Refusal {
  return new Refusal(cleaning.rules.has(rule) ? rule : "schema", reason);
}
