// What the checks of loaded rows have in common.
import type { Evidence } from "../../check.ts";
import type { ComparedRows } from "../../observations/loaded.ts";

/** By keys: the lesser of recall and precision. Wrong values of a row that is there are for other checks. */
export function shareOfKeys({ expected, found, missing, unexpected, twice }: ComparedRows): number {
  if (expected === 0 || found === 0) return 0;
  const right = expected - missing;
  return Math.min(right / expected, right / (right + unexpected + twice));
}

/**
 * Of documents and nodes: by keys, as far as something of theirs is in most of them. A few wrong values are for other checks,
 * which look at none of these stores for what is simply not there: empty documents are no documents.
 */
export function shareOfContents(rows: ComparedRows): number {
  const there = rows.expected - rows.missing;
  if (there <= 0) return 0;
  return shareOfKeys(rows) * Math.min(1, (2 * (there - rows.different)) / there);
}

/** By whole rows. */
export function shareOfRows(rows: ComparedRows): number {
  if (rows.expected === 0 || rows.found === 0) return 0;
  const right = rows.expected - rows.missing - rows.different;
  return Math.min(right / rows.expected, right / (right + rows.different + rows.unexpected + rows.twice));
}

export const mean = (shares: readonly number[]): number =>
  shares.length === 0 ? 0 : shares.reduce((sum, one) => sum + one, 0) / shares.length;

export function describeRows(where: string, rows: ComparedRows): Evidence {
  const { expected, found, missing, unexpected, twice, different, examples, unreadable } = rows;
  const [example] = examples;
  return {
    expected: { fr: `${expected} lignes`, en: `${expected} rows` },
    actual: {
      fr:
        unreadable === null
          ? `${found} lignes : ${missing} manquent, ${unexpected} inattendues, ${twice} en double, ${different} différentes`
          : `illisible : ${unreadable}`,
      en:
        unreadable === null
          ? `${found} rows: ${missing} missing, ${unexpected} unexpected, ${twice} twice, ${different} different`
          : `not readable: ${unreadable}`,
    },
    where,
    ...(example && { example: [example.what, example.key, example.detail].filter(Boolean).join(" ") }),
    truth: examples.map(({ what, key, detail = "" }) => `${what} ${key} ${detail}`.trim()),
  };
}
