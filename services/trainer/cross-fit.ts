// Logits of labelled reviews by networks that have not learnt from them: one network per stretch of time, from all the others. What calibrates a
// network must not have taught it; this way every label does both. Stone, Cross-validatory choice, 1974.
import { logitOf, type Network } from "@atelier/model/network.ts";
import type { Labelled } from "./examples.ts";

const STRETCHES = 4;

/**
 * @param examples oldest first: neighbours in time, of one campaign as a rule, are left out together
 * @returns one logit per example, in their order
 */
export async function crossFit(
  examples: readonly Labelled[],
  fitTo: (others: readonly Labelled[]) => Promise<Network>,
): Promise<number[]> {
  const logits: number[] = [];
  for (let stretch = 0; stretch < STRETCHES; stretch += 1) {
    const [from, to] = [stretch, stretch + 1].map((at) => Math.floor((examples.length * at) / STRETCHES));
    const network = await fitTo([...examples.slice(0, from), ...examples.slice(to)]);
    for (const { features } of examples.slice(from, to)) logits.push(logitOf(network, features));
  }
  return logits;
}
