// What a submission has said, as a sheet may hold it: readable and bounded.
import type { Evidence } from "../check.ts";
import { LONGEST_TEXT, MOST_EVIDENCE, MOST_INSTANCES, type ShownEvidence } from "../sheet.ts";
import { readable } from "../text/readable.ts";
import type { Told } from "../told.ts";

const CUT = " […]";

/** Leaves out of a text who has written the submission. */
export type Hide = (text: string) => string;
const HIDE_NOTHING: Hide = (text) => text;

/** @param hide what is the submission's own text goes through it; ours does not */
export function showText(text: string, hide = HIDE_NOTHING): string {
  // Cut first: a text of many megabytes is not looked at whole; and again, for what is replaced may grow.
  const clean = hide(readable(text.slice(0, 4 * LONGEST_TEXT)));
  if (clean.length <= LONGEST_TEXT && text.length <= 4 * LONGEST_TEXT) return clean;
  return `${clean.slice(0, LONGEST_TEXT - CUT.length)}${CUT}`.toWellFormed();
}

const showTold = ({ fr, en }: Told, hide = HIDE_NOTHING): Told => ({
  fr: showText(fr, hide),
  en: showText(en, hide),
});

export function showEvidence(evidence: readonly Evidence[], hide = HIDE_NOTHING): ShownEvidence[] {
  return evidence.slice(0, MOST_EVIDENCE).map(({ expected, actual, where, why, example, truth }) => ({
    expected: showTold(expected),
    actual: showTold(actual, hide),
    where: showText(where, hide),
    ...(why && { why: showTold(why, hide) }),
    ...(example !== undefined && { example: showText(example, hide) }),
    ...(truth && { truth: truth.slice(0, MOST_INSTANCES).map((one) => showText(one)) }),
  }));
}
