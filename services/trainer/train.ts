// From labelled reviews to a network that is ready for use, and what can be said of it: candidates are compared and
// calibrated by cross-fitting on the earlier part; the latest one, which nothing was chosen by, says how good they are.
import { calibrate } from "@atelier/model/calibration.ts";
import { atThreshold, averagePrecision, thresholdFor } from "@atelier/model/evaluation.ts";
import { logitOf, scoreOf, type Network } from "@atelier/model/network.ts";
import type { Manifest } from "@atelier/model/version.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import { bestRule, majority } from "./baselines.ts";
import { crossFit } from "./cross-fit.ts";
import { splitByTime, type Labelled } from "./examples.ts";
import { fit } from "./fit.ts";
import { fitRegression } from "./logistic-regression.ts";

/** The base is too young, or too small: nothing is wrong with it. */
export class TooFewLabels extends PermanentError {}

export interface Trained {
  readonly network: Network;
  readonly metrics: Manifest["metrics"];
}

const FEWEST_OF_A_KIND = 2;
const HIDDEN_UNITS = 64;
/** Frauds that may be missed for one honest reviewer who is not accused. */
const MISSES_PER_ACCUSATION = 6;

interface Candidate {
  readonly name: string;
  fitTo(examples: readonly Labelled[]): Promise<Network>;
}

/** The regression needs few labels, the network makes more of many. */
const candidatesOf = (seed: string): readonly Candidate[] => [
  { name: "network", fitTo: (examples) => fit([HIDDEN_UNITS], examples, seed) },
  { name: "logistic-regression", fitTo: (examples) => Promise.resolve(fitRegression(examples)) },
];

/** @throws TooFewLabels when there are too few reviews of one kind to learn from or to judge by. */
export async function train(
  labelled: readonly Labelled[],
  seed: string,
  progress: (done: number) => void,
): Promise<Trained> {
  const { training, test } = splitByTime(labelled);
  requireBothKinds(test);
  const tried = [];
  for (const candidate of candidatesOf(seed)) {
    const apart = await crossFit(training, (others) => {
      requireBothKinds(others);
      return candidate.fitTo(others);
    });
    tried.push({ ...candidate, apart, prAuc: averagePrecision(apart, verdicts(training)) });
    progress(tried.length * 0.3);
  }
  const ranked = await Promise.all(
    tried
      .toSorted((a, b) => b.prAuc - a.prAuc)
      .map(async (one) => ({ ...one, network: await one.fitTo(training) })),
  );
  const chosen = ranked[0]!;
  const calibration = calibrate(chosen.apart, verdicts(training));
  const threshold = thresholdFor(MISSES_PER_ACCUSATION);
  progress(0.8);
  // What goes into use has learnt from every label; what is said of it was measured on one that had not.
  const whole = await chosen.fitTo(labelled);
  progress(1);
  const scores = test.map(({ features }) => scoreOf({ ...chosen.network, calibration }, features));
  return {
    network: { ...whole, calibration, threshold },
    metrics: {
      candidates: ranked.map(({ name, network }) => ({
        name,
        prAuc: averagePrecision(
          test.map(({ features }) => logitOf(network, features)),
          verdicts(test),
        ),
      })),
      majority: majority(test),
      bestRule: bestRule(training, test),
      ...atThreshold(scores, verdicts(test), threshold),
    },
  };
}

const verdicts = (part: readonly Labelled[]) => part.map(({ fraudulent }) => fraudulent);

function requireBothKinds(part: readonly Labelled[]): void {
  const guilty = part.filter(({ fraudulent }) => fraudulent).length;
  if (guilty >= FEWEST_OF_A_KIND && part.length - guilty >= FEWEST_OF_A_KIND) return;
  throw new TooFewLabels(
    "too-few-labels",
    `A part of the labelled reviews has ${guilty} fraudulent ones of ${part.length}: at least ${FEWEST_OF_A_KIND} of each kind are needed`,
  );
}
