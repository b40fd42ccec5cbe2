// Two answers of a model about the same reviews.
import type { Prediction } from "./judge-predictions.ts";

/** A network's sums may be added in another order. */
const SAME_WITHIN = 0.02;

export interface ComparedScores {
  readonly reviews: number;
  readonly different: number;
  readonly example: string | null;
}

/** Of the reviews that both speak of. */
export function compareScores(
  first: ReadonlyMap<string, Prediction>,
  second: ReadonlyMap<string, Prediction>,
  reviewIds: Iterable<string>,
): ComparedScores {
  let reviews = 0;
  let different = 0;
  let example: string | null = null;
  for (const id of reviewIds) {
    const [before, after] = [first.get(id), second.get(id)];
    if (!before || !after) continue;
    reviews += 1;
    if (Math.abs(before.score - after.score) <= SAME_WITHIN && before.flagged === after.flagged) continue;
    different += 1;
    example ??= `${id}: ${before.score.toFixed(3)} → ${after.score.toFixed(3)}`;
  }
  return { reviews, different, example };
}
