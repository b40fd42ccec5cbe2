// What the text looks like, and how much of it has been said before.
import type { Known } from "../history.ts";
import { distinct, log, type Feature, type View } from "./view.ts";

const words = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];
const matches = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const perWord = (value: number, text: string): number => value / Math.max(1, words(text).length);

function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const one of small) if (large.has(one)) shared += 1;
  return shared / (a.size + b.size - shared);
}

/** Share of pairs of words, at best of all earlier texts by others. */
const closest = ({ review }: View, others: readonly Known[]): number => {
  let best = 0;
  for (const one of others) {
    if (one.accountKey === review.accountKey) continue;
    best = Math.max(best, similarity(review.shingles, one.shingles));
  }
  return best;
};

/** Share of the review's pairs of words that one of the others has used. */
const said = ({ review }: View, others: readonly Known[]): number => {
  if (review.shingles.size === 0) return 0;
  let found = 0;
  for (const one of review.shingles) {
    if (others.some((other) => other.accountKey !== review.accountKey && other.shingles.has(one))) found += 1;
  }
  return found / review.shingles.size;
};

export const TEXT_FEATURES = {
  textCharacters: ({ review }) => log(review.text.length),
  textWords: ({ review }) => log(words(review.text).length),
  textWordLength: ({ review }) => perWord(words(review.text).join("").length, review.text),
  textDistinctWords: ({ review }) =>
    perWord(
      distinct(words(review.text), (one) => one),
      review.text,
    ),
  textSentences: ({ review }) => log(matches(review.text, /[.!?…]+/g)),
  textExclamations: ({ review }) => log(matches(review.text, /!/g)),
  textCommas: ({ review }) => perWord(matches(review.text, /[,;:]/g), review.text),
  textDigits: ({ review }) => log(matches(review.text, /\d/g)),
  textFirstPerson: ({ review }) =>
    perWord(
      matches(review.text, /(?<!\p{L})(?:je|j|me|m|mon|ma|mes|nous|notre|nos)(?!\p{L})/giu),
      review.text,
    ),
  textClosestNear: (view) => closest(view, view.near),
  textClosestNetwork: (view) => closest(view, view.network),
  textSaidNear: (view) => said(view, view.near),
  textSaidMeetings: (view) => said(view, view.meetings),
} satisfies Record<string, Feature>;
