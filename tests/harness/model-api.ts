// The model's API as a process of its own, with two versions of a network of the size that trainings make, and no store:
// features are given.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hashToken, type Scope } from "@atelier/platform/tokens.ts";
import { FEATURE_NAMES } from "@atelier/model/features.ts";
import type { Network } from "@atelier/model/network.ts";
import { openRegistry } from "@atelier/model-store/registry.ts";
import { takeIntoUse } from "./hand-made-version.ts";
import { startServer, type RunningServer } from "../bench/measure/server.ts";

const inputs = FEATURE_NAMES.length;
const HIDDEN = inputs + 2;

export const someFeatures = (seed: number): number[] =>
  Array.from({ length: inputs }, (_, at) => Math.round(Math.sin(at + seed) * 10_000) / 10_000);

export function someNetwork(seed: number): Network {
  const weights = (count: number) => Float32Array.from({ length: count }, (_, at) => Math.sin(at * seed) / 8);
  return {
    mean: new Float32Array(inputs),
    deviation: new Float32Array(inputs).fill(1),
    layers: [
      { inputs, outputs: HIDDEN, weights: weights(inputs * HIDDEN), biases: weights(HIDDEN) },
      { inputs: HIDDEN, outputs: 1, weights: weights(HIDDEN), biases: weights(1) },
    ],
    calibration: { slope: 1, intercept: 0 },
    threshold: 0.5,
  };
}

export interface Token {
  readonly scopes: readonly Scope[];
  readonly requestsPerMinute: number;
}

export interface RunningApi extends RunningServer {
  readonly url: string;
  readonly versions: ReadonlyMap<string, Network>;
}

/** @param tokens by their secret, which is their name as well */
export async function startModelApi(
  folder: string,
  tokens: Readonly<Record<string, Token>>,
  environment: NodeJS.ProcessEnv,
): Promise<RunningApi> {
  const models = join(folder, "models");
  const registry = openRegistry(models);
  const versions = new Map<string, Network>();
  for (const seed of [7, 11]) {
    const network = someNetwork(seed);
    versions.set(await takeIntoUse(registry, network), network);
  }
  const entries = Object.entries(tokens).map(([name, token]) => ({
    name,
    ...token,
    sha256: hashToken(name).toString("hex"),
  }));
  const tokensFile = join(folder, "tokens.json");
  await writeFile(tokensFile, JSON.stringify(entries));
  const main = join(import.meta.dirname, "../../services/model-api/main.ts");
  const server = await startServer(["--disable-warning=ExperimentalWarning", main], {
    // No store, unless the environment names some.
    POSTGRES_URL: "postgres://nobody@127.0.0.1:1/none",
    NEO4J_URL: "bolt://127.0.0.1:1",
    NEO4J_USERNAME: "nobody",
    NEO4J_PASSWORD: "none",
    ...environment,
    LOG_LEVEL: "error",
    MODEL_REGISTRY_DIR: models,
    MODEL_API_TOKENS_FILE: tokensFile,
  });
  const { url } = z.object({ url: z.url() }).parse(server.announcement);
  return { ...server, url, versions };
}
