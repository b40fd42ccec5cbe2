// The same texts are around one batch and the next: their shingles are kept as long as every batch asks for them, so that
// what was forgotten is soon not here either.
import { pairsOfWords, type ShinglesOf } from "@atelier/model/history.ts";

export interface ShinglesMemo {
  /** For one batch; what the last two have not asked for is dropped. */
  begin(): ShinglesOf;
}

export function createShinglesMemo(compute: ShinglesOf = pairsOfWords): ShinglesMemo {
  let latest = new Map<string, ReadonlySet<string>>();
  return {
    begin() {
      const [before, mine] = [latest, new Map<string, ReadonlySet<string>>()];
      latest = mine;
      return (text) => {
        const known = mine.get(text) ?? before.get(text) ?? compute(text);
        mine.set(text, known);
        return known;
      };
    },
  };
}
