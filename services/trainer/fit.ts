// Fits a network by TensorFlow.js, in the backend that is open.
import { createHash } from "node:crypto";
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import { standardise, type Layer, type Network } from "@atelier/model/network.ts";
import type { Labelled } from "./examples.ts";
import { spreadOf } from "./spread.ts";

const EPOCHS = 30;
const BATCH = 256;
const LEARNING_RATE = 0.005;
const WEIGHT_DECAY = 0.001;
const DROPOUT = 0.4;

/**
 * A network whose probabilities are not yet calibrated, and without a threshold.
 * @param hidden units of each hidden layer
 */
export async function fit(
  hidden: readonly number[],
  examples: readonly Labelled[],
  seed: string,
): Promise<Network> {
  const scale = spreadOf(examples);
  const shuffled = examples.toSorted((a, b) => (orderOf(seed, a) < orderOf(seed, b) ? -1 : 1));
  const inputs = scale.mean.length;
  const model = build(hidden, inputs, numberOf(seed));
  const rows = tf.tensor2d(
    Float32Array.from(shuffled.flatMap(({ features }) => [...standardise(features, scale)])),
    [shuffled.length, inputs],
  );
  const verdicts = tf.tensor2d(
    shuffled.map(({ fraudulent }) => (fraudulent ? 1 : 0)),
    [shuffled.length, 1],
  );
  try {
    await model.fit(rows, verdicts, { epochs: EPOCHS, batchSize: BATCH, shuffle: false, verbose: 0 });
    return { ...scale, layers: weightsOf(model), calibration: { slope: 1, intercept: 0 }, threshold: 0.5 };
  } finally {
    tf.dispose([rows, verdicts]);
    model.dispose();
  }
}

function build(hidden: readonly number[], inputs: number, seed: number): layers.Sequential {
  const model = layers.sequential();
  model.add(layers.layers.inputLayer({ inputShape: [inputs] }));
  for (const [at, units] of hidden.entries()) {
    model.add(
      layers.layers.dense({
        units,
        activation: "relu",
        kernelInitializer: layers.initializers.heNormal({ seed: seed + at }),
        kernelRegularizer: regularizer(),
      }),
    );
    model.add(layers.layers.dropout({ rate: DROPOUT, seed: seed + 100 + at }));
  }
  model.add(
    layers.layers.dense({
      units: 1,
      activation: "sigmoid",
      kernelInitializer: layers.initializers.glorotNormal({ seed: seed + 200 }),
      kernelRegularizer: regularizer(),
    }),
  );
  model.compile({ optimizer: tf.train.adam(LEARNING_RATE), loss: "binaryCrossentropy" });
  return model;
}

function weightsOf(model: layers.Sequential): Layer[] {
  const dense = model.layers.filter((layer) => layer.getWeights().length === 2);
  return dense.map((layer) => {
    const [kernel, bias] = layer.getWeights();
    const [inputs = 0, outputs = 0] = kernel?.shape ?? [];
    return {
      inputs,
      outputs,
      weights: Float32Array.from(kernel?.dataSync() ?? []),
      biases: Float32Array.from(bias?.dataSync() ?? []),
    };
  });
}

const regularizer = () => layers.regularizers.l2({ l2: WEIGHT_DECAY });

const digest = (text: string) => createHash("sha256").update(text).digest();
const numberOf = (seed: string): number => digest(seed).readUInt32LE(0) >>> 1;
const orderOf = (seed: string, { reviewId }: Labelled): string =>
  digest(`${seed} ${reviewId}`).toString("hex");
