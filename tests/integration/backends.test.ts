// TensorFlow.js in WebAssembly and TensorFlow itself, built by our own command: one code, equal weights, equal predictions.
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { installTensorflow } from "@atelier/engines/tensorflow.ts";
import { logistic, scoreOf, standardise, type Network } from "@atelier/model/network.ts";
import { encodeWeights } from "@atelier/model/version.ts";
import { openBackend, type Backend } from "@atelier/trainer/backend.ts";
import { fit } from "@atelier/trainer/fit.ts";
import { someLabelled } from "@atelier/trainer/testing.fixture.ts";

const TOLERANCE = 1e-5;
const BACKENDS: readonly Backend[] = ["wasm", "tensorflow"];

describe("the backends", () => {
  const examples = someLabelled(600);
  let home: string;

  beforeAll(async () => {
    home = await installTensorflow({ say: () => undefined });
  });

  it("learn the same from the same", async () => {
    const networks: Network[] = [];
    for (const backend of BACKENDS) {
      await openBackend(backend, home);
      expect(tf.getBackend()).toBe(backend);
      const network = await fit([64], examples, "seed");
      expect(encodeWeights(await fit([64], examples, "seed"))).toEqual(encodeWeights(network));
      networks.push(network);
    }
    const scores = networks.map((network) => examples.map(({ features }) => scoreOf(network, features)));
    expect(farthest(scores)).toBeLessThan(TOLERANCE);
  });

  it("predict the same with the same weights, and as plain JavaScript does", async () => {
    await openBackend("wasm");
    const network = await fit([64], examples, "seed");
    const scores: number[][] = [examples.map(({ features }) => scoreOf(network, features))];
    for (const backend of BACKENDS) {
      await openBackend(backend, home);
      scores.push(
        await scoresByTensors(
          network,
          examples.map(({ features }) => features),
        ),
      );
    }
    expect(farthest(scores)).toBeLessThan(TOLERANCE);
  });

  it("say how to come by the one that is not there", async () => {
    await expect(openBackend("tensorflow", "/nowhere")).rejects.toThrow("./atelier tensorflow builds it");
  });
});

async function scoresByTensors(network: Network, rows: readonly Float32Array[]): Promise<number[]> {
  const inputs = rows[0]!.length;
  const values = rows.flatMap((row) => [...standardise(row, network)]);
  const logits = tf.tidy(() => {
    let sums: tf.Tensor2D = tf.tensor2d(values, [rows.length, inputs]);
    for (const [at, layer] of network.layers.entries()) {
      const weights = tf.tensor2d(layer.weights, [layer.inputs, layer.outputs]);
      sums = tf.add(tf.matMul(sums, weights), tf.tensor1d(layer.biases));
      if (at < network.layers.length - 1) sums = tf.relu(sums);
    }
    return sums;
  });
  const { slope, intercept } = network.calibration;
  return [...(await logits.data())].map((logit) => logistic(slope * logit + intercept));
}

/** How far any of the others is from the first, at most; the first says different things of different reviews. */
function farthest([first = [], ...others]: readonly number[][]): number {
  if (Math.max(...first) - Math.min(...first) < 0.5) throw new RangeError("scores that say nothing");
  return Math.max(...others.flatMap((scores) => scores.map((score, at) => Math.abs(score - first[at]!))));
}
