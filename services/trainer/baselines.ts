// What a model must be better than: saying the same of all, and the best rule that looks at one feature alone.
import { averagePrecision } from "@atelier/model/evaluation.ts";
import { FEATURE_NAMES } from "@atelier/model/features.ts";
import type { Labelled } from "./examples.ts";

const scores = (examples: readonly Labelled[], at: number, sign: number) =>
  examples.map(({ features }) => sign * features[at]!);
const fraudulent = (examples: readonly Labelled[]) => examples.map((one) => one.fraudulent);

export function majority(test: readonly Labelled[]): { readonly name: string; readonly prAuc: number } {
  return {
    name: "majority",
    prAuc: averagePrecision(
      test.map(() => 0),
      fraudulent(test),
    ),
  };
}

/** Found on the training part, with its direction; measured on the test part. */
export function bestRule(
  training: readonly Labelled[],
  test: readonly Labelled[],
): { readonly name: string; readonly prAuc: number } {
  let best = { prAuc: -1, at: 0, sign: 1 };
  for (const at of FEATURE_NAMES.keys()) {
    for (const sign of [1, -1]) {
      const prAuc = averagePrecision(scores(training, at, sign), fraudulent(training));
      if (prAuc > best.prAuc) best = { prAuc, at, sign };
    }
  }
  return {
    name: `${best.sign > 0 ? "high" : "low"} ${FEATURE_NAMES[best.at]}`,
    prAuc: averagePrecision(scores(test, best.at, best.sign), fraudulent(test)),
  };
}
