// Reviews typed on a phone: short, without capitals, in another vocabulary. Only a world that drifts has them.
import { TERSE_OTHERS, TERSE_PLEASED } from "../data/terse.ts";
import type { Draws } from "../draws.ts";
import { expandList, type Writer } from "./grammar.ts";

export function terseText(draws: Draws, rating: number): string {
  const lexicon = rating >= 4 ? TERSE_PLEASED : TERSE_OTHERS;
  const writer: Writer = {
    draws,
    lexicons: [lexicon],
    agreement: { gender: "m", plural: false },
    said: new Set(),
  };
  return Array.from({ length: draws.between(1, 3) }, () => expandList(writer, "bref")).join(
    draws.pick([" ", ", ", " ... "]),
  );
}
