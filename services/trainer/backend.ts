// What computes a training: TensorFlow.js in WebAssembly, or TensorFlow itself behind the same interface. In either
// one, equal data and seed give equal weights: WebAssembly is therefore given one thread.
import { createRequire } from "node:module";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { setThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import type { Manifest } from "@atelier/model/version.ts";
import { ConfigError } from "@atelier/platform/errors.ts";

export type Backend = Manifest["backend"];

/**
 * @param home the folder where `./atelier tensorflow` has put the native backend; an ordinary installation needs none.
 * @throws ConfigError `no-tensorflow` when the native backend is asked for and not there
 */
export async function openBackend(backend: Backend, home?: string): Promise<void> {
  if (backend === "wasm") setThreadsCount(1);
  else loadTensorflow(home);
  await tf.setBackend(backend);
  await tf.ready();
}

/** It adds itself to the one engine of this process that all copies of tfjs-core share. */
function loadTensorflow(home: string | undefined): void {
  const places = [import.meta.url, ...(home === undefined ? [] : [join(home, "package.json")])];
  for (const place of places) {
    const require = createRequire(place);
    try {
      require.resolve(TFJS_NODE);
    } catch {
      continue;
    }
    require(TFJS_NODE);
    return;
  }
  throw new ConfigError(
    "no-tensorflow",
    `${TFJS_NODE} is not installed: ./atelier tensorflow builds it, or use TRAINER_BACKEND=wasm`,
  );
}

const TFJS_NODE = "@tensorflow/tfjs-node";
