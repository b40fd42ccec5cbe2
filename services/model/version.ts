// A trained model as files: a manifest that people and programs read, and the numbers beside it.
import { z } from "zod";
import { DriftReference } from "./drift/reference.ts";
import type { Layer, Network } from "./network.ts";

const probability = z.number().min(0).max(1);
const Quality = z.object({
  name: z.string(),
  /** On the test part, which neither training nor any choice has seen. */
  prAuc: probability,
});

export const Manifest = z.object({
  version: z.string().regex(/^m-[0-9a-f]{16}$/),
  seed: z.string(),
  features: z.array(z.string()).min(1),
  layers: z.array(z.object({ inputs: z.number().int().positive(), outputs: z.number().int().positive() })),
  calibration: z.object({ slope: z.number(), intercept: z.number() }),
  threshold: probability,
  weightsSha256: z.string(),
  /** What it was trained with: `@tensorflow/tfjs-node` or the WASM backend. */
  backend: z.enum(["tensorflow", "wasm"]),
  data: z.object({
    reviews: z.number().int(),
    labelled: z.number().int(),
    /** Of every labelled review's features and label, in order. */
    fingerprint: z.string(),
  }),
  lockSha256: z.string(),
  metrics: z.object({
    /** The network, and the regression that it must be better than. */
    candidates: z.array(Quality).min(1),
    majority: Quality,
    bestRule: Quality,
    precision: probability,
    recall: probability,
  }),
  /** What later data are held against; versions from before drift was watched have none. */
  drift: DriftReference.optional(),
});
export type Manifest = z.infer<typeof Manifest>;

/** All numbers of a network in one row: mean, deviation, then each layer's weights and biases; little-endian floats. */
export function encodeWeights({ mean, deviation, layers }: Network): Uint8Array {
  const parts = [mean, deviation, ...layers.flatMap(({ weights, biases }) => [weights, biases])];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    for (const value of part) {
      view.setFloat32(at, value, true);
      at += Float32Array.BYTES_PER_ELEMENT;
    }
  }
  return bytes;
}

/** @throws RangeError when there are fewer or more numbers than the manifest says. */
export function decodeWeights(manifest: Manifest, bytes: Uint8Array): Network {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (length: number): Float32Array =>
    Float32Array.from({ length }, () => {
      const value = view.getFloat32(at, true);
      at += Float32Array.BYTES_PER_ELEMENT;
      return value;
    });
  const inputs = manifest.features.length;
  const [mean, deviation] = [take(inputs), take(inputs)];
  const layers = manifest.layers.map((shape): Layer => {
    const weights = take(shape.inputs * shape.outputs);
    return { ...shape, weights, biases: take(shape.outputs) };
  });
  if (at !== bytes.byteLength) throw new RangeError(`${bytes.byteLength} bytes of weights, not ${at}`);
  const { calibration, threshold } = manifest;
  return { mean, deviation, layers, calibration, threshold };
}
