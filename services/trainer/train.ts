// From labelled reviews to a network that is ready for use, and what can be said of it: it learns from the earlier part,
// is calibrated on it by cross-fitting, and held against its baselines on the latest part.
import { calibrate } from "@atelier/model/calibration.ts";
import { atThreshold, averagePrecision, thresholdFor } from "@atelier/model/evaluation.ts";
import { logitOf, scoreOf, type Network } from "@atelier/model/network.ts";
import type { Manifest } from "@atelier/model/version.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import { bestRule, majority } from "./baselines.ts";
import { energyOf, type Usage } from "./cost.ts";
import { crossFit } from "./cross-fit.ts";
import { splitByTime, type Labelled } from "./examples.ts";
import { fit } from "./fit.ts";
import { fitRegression } from "./logistic-regression.ts";

/** The base is too young, or too small: nothing is wrong with it. */
export class TooFewLabels extends PermanentError {}

export interface Trained {
  readonly network: Network;
  readonly metrics: Manifest["metrics"];
  /** Of fitting each candidate once to the same part, in the candidates' order. */
  readonly candidatesCpuSeconds: readonly number[];
}

const FEWEST_OF_A_KIND = 2;
const HIDDEN_UNITS = 64;
/** Frauds that may be missed for one honest reviewer who is not accused. */
const MISSES_PER_ACCUSATION = 6;

/** @throws TooFewLabels when there are too few reviews of one kind to learn from or to judge by. */
export async function train(
  labelled: readonly Labelled[],
  seed: string,
  progress: (done: number) => void,
  usage: () => Usage,
): Promise<Trained> {
  const { training, test } = splitByTime(labelled);
  requireBothKinds(test);
  const fitTo = (examples: readonly Labelled[]) => {
    requireBothKinds(examples);
    return fit([HIDDEN_UNITS], examples, seed);
  };
  const apart = await crossFit(training, fitTo);
  const calibration = calibrate(apart, verdicts(training));
  const threshold = thresholdFor(MISSES_PER_ACCUSATION);
  progress(0.6);
  const measured = async <T>(work: () => T | Promise<T>) => {
    const before = usage();
    const result = await work();
    return { result, cpuSeconds: energyOf(before, usage()).cpuSeconds };
  };
  const candidate = await measured(() => fitTo(training));
  const baseline = await measured(() => fitRegression(training));
  const judged = { ...candidate.result, calibration };
  progress(0.8);
  // What goes into use has learnt from every label; what is said of it was measured on one that had not.
  const network = { ...(await fitTo(labelled)), calibration, threshold };
  progress(1);
  const qualityOf = (name: string, one: Network) => ({
    name,
    prAuc: averagePrecision(
      test.map(({ features }) => logitOf(one, features)),
      verdicts(test),
    ),
  });
  const scores = test.map(({ features }) => scoreOf(judged, features));
  return {
    network,
    candidatesCpuSeconds: [candidate.cpuSeconds, baseline.cpuSeconds],
    metrics: {
      candidates: [qualityOf("network", judged), qualityOf("logistic-regression", baseline.result)],
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
