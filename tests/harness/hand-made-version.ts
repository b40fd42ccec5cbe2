// A version that nobody trained: every feature weighs in its score.
import { FEATURE_NAMES } from "@atelier/model/features.ts";
import type { Network } from "@atelier/model/network.ts";
import type { Registry } from "@atelier/model-store/registry.ts";

const inputs = FEATURE_NAMES.length;
const quality = { name: "by hand", prAuc: 0.5 };

/** A network of one unit, taken into use. @returns the name of its version. */
export function activateByHand(registry: Registry, weight: number): Promise<string> {
  return takeIntoUse(registry, {
    mean: new Float32Array(inputs),
    deviation: new Float32Array(inputs).fill(1),
    layers: [
      {
        inputs,
        outputs: 1,
        weights: Float32Array.from({ length: inputs }, (_, index) => weight / (index + 1)),
        biases: Float32Array.of(-1),
      },
    ],
    calibration: { slope: 1, intercept: 0 },
    threshold: 0.5,
  });
}

/** Adds a version of this network and activates it. @returns its name. */
export async function takeIntoUse(registry: Registry, network: Network): Promise<string> {
  const { version } = await registry.add(network, {
    seed: "by hand",
    backend: "wasm",
    data: { reviews: 0, labelled: 0, fingerprint: "none" },
    lockSha256: "none",
    metrics: { candidates: [quality], majority: quality, bestRule: quality, precision: 0, recall: 0 },
  });
  await registry.activate(version);
  return version;
}
