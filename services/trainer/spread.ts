// Where each feature's values lie, and how far apart: what a network's inputs are standardised by.
import type { Network } from "@atelier/model/network.ts";
import type { Labelled } from "./examples.ts";

/** Mean and standard deviation of each feature; 1 where it never varies. */
export function spreadOf(examples: readonly Labelled[]): Pick<Network, "mean" | "deviation"> {
  const inputs = examples[0]?.features.length ?? 0;
  const column = (at: number) => examples.map(({ features }) => features[at]!);
  const mean = Float32Array.from({ length: inputs }, (_, at) => sum(column(at)) / examples.length);
  const deviation = Float32Array.from({ length: inputs }, (_, at) => {
    const variance = sum(column(at).map((value) => (value - mean[at]!) ** 2)) / examples.length;
    return Math.sqrt(variance) || 1;
  });
  return { mean, deviation };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
