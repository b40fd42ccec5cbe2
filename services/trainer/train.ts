// From labelled reviews to a network that is ready for use, and what can be said of it: candidates are compared on the
// test part; the best one is calibrated and given its threshold on the validation part.
import { calibrate } from "@atelier/model/calibration.ts";
import { atThreshold, averagePrecision, chooseThreshold } from "@atelier/model/evaluation.ts";
import { averageWithLinear, logitOf, scoreOf, type Network } from "@atelier/model/network.ts";
import type { Manifest } from "@atelier/model/version.ts";
import { PermanentError } from "@atelier/platform/errors.ts";
import { bestRule, majority } from "./baselines.ts";
import { splitByTime, type Labelled } from "./examples.ts";
import { fit } from "./fit.ts";

/** The base is too young, or too small: nothing is wrong with it. */
export class TooFewLabels extends PermanentError {}

export interface Trained {
  readonly network: Network;
  readonly metrics: Manifest["metrics"];
}

const FEWEST_OF_A_KIND = 2;
const HIDDEN_UNITS = 64;

/** @throws TooFewLabels when a part has too few reviews of one kind to learn or to judge. */
export async function train(
  labelled: readonly Labelled[],
  seed: string,
  progress: (done: number) => void,
): Promise<Trained> {
  const { training, validation, test } = splitByTime(labelled);
  for (const part of [training, validation, test]) requireBothKinds(part);
  const candidates = await fitCandidates(training, seed);
  progress(0.5);
  const ranked = candidates
    .map((one) => ({ ...one, prAuc: averagePrecision(logits(one.network, test), verdicts(test)) }))
    .toSorted((a, b) => b.prAuc - a.prAuc);
  const chosen = ranked[0]!;
  const calibration = calibrate(logits(chosen.network, validation), verdicts(validation));
  const calibrated = { ...chosen.network, calibration };
  const threshold = chooseThreshold(scores(calibrated, validation), verdicts(validation));
  // What goes into use has learnt from every label; what is said of it was measured on one that had not.
  const whole = (await fitCandidates(labelled, seed)).find(({ name }) => name === chosen.name)!;
  progress(1);
  return {
    network: { ...whole.network, calibration, threshold },
    metrics: {
      candidates: ranked.map(({ name, prAuc }) => ({ name, prAuc })),
      majority: majority(test),
      bestRule: bestRule(training, test),
      ...atThreshold(scores(calibrated, test), verdicts(test), threshold),
    },
  };
}

interface Candidate {
  readonly name: string;
  readonly network: Network;
}

/** The linear one needs few labels, the deep one makes more of many: their average is the third. */
async function fitCandidates(examples: readonly Labelled[], seed: string): Promise<Candidate[]> {
  const linear = await fit([], examples, seed);
  const deep = await fit([HIDDEN_UNITS], examples, seed);
  return [
    { name: "logistic-regression", network: linear },
    { name: "network", network: deep },
    { name: "average", network: averageWithLinear(deep, linear) },
  ];
}

const logits = (network: Network, part: readonly Labelled[]) =>
  part.map(({ features }) => logitOf(network, features));
const scores = (network: Network, part: readonly Labelled[]) =>
  part.map(({ features }) => scoreOf(network, features));
const verdicts = (part: readonly Labelled[]) => part.map(({ fraudulent }) => fraudulent);

function requireBothKinds(part: readonly Labelled[]): void {
  const guilty = part.filter(({ fraudulent }) => fraudulent).length;
  if (guilty >= FEWEST_OF_A_KIND && part.length - guilty >= FEWEST_OF_A_KIND) return;
  throw new TooFewLabels(
    "too-few-labels",
    `A part of the labelled reviews has ${guilty} fraudulent ones of ${part.length}: at least ${FEWEST_OF_A_KIND} of each kind are needed`,
  );
}
