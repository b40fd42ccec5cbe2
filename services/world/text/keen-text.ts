// Short texts of praise or blame without measure. A ring has its own few turns and writes them again and again; lone
// hands, and honest enthusiasts, use all of them.
import { BLAME, PRAISE } from "../data/promotion.ts";
import { DISAPPOINTED, PLEASED } from "../data/review-moods.ts";
import type { Draws } from "../draws.ts";
import { expandList, polish, type Lexicon, type Writer } from "./grammar.ts";
import { nounForms, type Noun } from "./noun-forms.ts";

/** The turns to which a ring's texts keep. */
export interface RingStyle {
  readonly praise: Lexicon;
  readonly blame: Lexicon;
}

/** A longer sentence is cut, so that it may recur. */
const MOST_WORDS = 8;
const TURNS_KEPT = { ouverture: 4, milieu: 4, fermeture: 3 } as const;

export function ringStyle(draws: Draws): RingStyle {
  const keep = (lexicon: Lexicon): Lexicon => ({
    ...lexicon,
    ...Object.fromEntries(
      Object.entries(TURNS_KEPT).map(([list, count]) => [
        list,
        draws.shuffle(lexicon[list]!).slice(0, count),
      ]),
    ),
  });
  return { praise: keep(PRAISE), blame: keep(BLAME) };
}

export function keenText(draws: Draws, rating: number, noun: Noun, style: RingStyle | null): string {
  const pleased = rating >= 3;
  const { lexicon, agreement } = nounForms(noun);
  const own = pleased ? (style?.praise ?? PRAISE) : (style?.blame ?? BLAME);
  const writer: Writer = {
    draws,
    lexicons: [own, lexicon, pleased ? PLEASED : DISAPPOINTED],
    agreement,
    said: new Set(),
  };
  const parts: string[] = [];
  if (draws.chance(850)) parts.push(expandList(writer, "ouverture"));
  for (let left = draws.weighted([10, 55, 35]); left > 0; left--) parts.push(expandList(writer, "milieu"));
  if (parts.length === 0 || draws.chance(750)) parts.push(expandList(writer, "fermeture"));
  const end = draws.pick([".", " !", " !!", "."]);
  const words = parts.join(" ").split(" ").length;
  const glue = words > MOST_WORDS ? ". " : draws.pick([", ", ". ", ", "]);
  const text = `${parts.join(glue)}${end}`;
  return polish(draws.chance(200) ? `${text} ${expandList(writer, "court")}` : text);
}
