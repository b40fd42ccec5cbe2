// What a submission has said, as a sheet may hold it: readable and bounded.
import type { Evidence } from "../check.ts";
import { LONGEST_TEXT, MOST_EVIDENCE, MOST_INSTANCES, type ShownEvidence } from "../sheet.ts";
import { readable } from "../text/readable.ts";
import type { Told } from "../told.ts";

const CUT = " […]";

export function showText(text: string): string {
  // Cut first: a text of many megabytes is not looked at whole; and again, for a hidden character may grow.
  const clean = readable(text.slice(0, 4 * LONGEST_TEXT));
  if (clean.length <= LONGEST_TEXT && text.length <= 4 * LONGEST_TEXT) return clean;
  return `${clean.slice(0, LONGEST_TEXT - CUT.length)}${CUT}`.toWellFormed();
}

export const showTold = ({ fr, en }: Told): Told => ({ fr: showText(fr), en: showText(en) });

export function showEvidence(evidence: readonly Evidence[]): ShownEvidence[] {
  return evidence.slice(0, MOST_EVIDENCE).map(({ expected, actual, where, why, example, truth }) => ({
    expected: showTold(expected),
    actual: showTold(actual),
    where: showText(where),
    ...(why && { why: showTold(why) }),
    ...(example !== undefined && { example: showText(example) }),
    ...(truth && { truth: truth.slice(0, MOST_INSTANCES).map(showText) }),
  }));
}
