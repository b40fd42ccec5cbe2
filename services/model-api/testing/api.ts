// The API with a model made by hand, a handful of reviews in memory, and three tokens.
import type { Version } from "@atelier/model-store/registry.ts";
import type { Facts, ReviewFact } from "@atelier/model/facts.ts";
import { FEATURE_NAMES } from "@atelier/model/features.ts";
import { PermanentError, RetryableError } from "@atelier/platform/errors.ts";
import { createMetrics } from "@atelier/platform/metrics.ts";
import { createActiveModel } from "../active-model.ts";
import { buildApp } from "../app.ts";
import { createTrainings } from "../trainings.ts";
import { hashToken, type TokenEntry } from "@atelier/platform/tokens.ts";

const inputs = FEATURE_NAMES.length;

export function versionOf(name: string, weight: number): Version {
  const network = {
    mean: new Float32Array(inputs),
    deviation: new Float32Array(inputs).fill(1),
    layers: [
      { inputs, outputs: 1, weights: new Float32Array(inputs).fill(weight), biases: Float32Array.of(0) },
    ],
    calibration: { slope: 1, intercept: 0 },
    threshold: 0.5,
  };
  const quality = { name: "by-hand", prAuc: 0.5 };
  const manifest = {
    version: name,
    seed: "seed",
    features: [...FEATURE_NAMES],
    layers: [{ inputs, outputs: 1 }],
    calibration: network.calibration,
    threshold: network.threshold,
    weightsSha256: "",
    backend: "wasm" as const,
    data: { reviews: 2, labelled: 1, fingerprint: "" },
    lockSha256: "",
    metrics: { candidates: [quality], majority: quality, bestRule: quality, precision: 1, recall: 1 },
  };
  return { manifest, network };
}

export const FIRST = "m-0000000000000001";
export const SECOND = "m-0000000000000002";
export const DAMAGED = "m-000000000000000d";

const key = (letter: string) => letter.repeat(64);
export const REVIEWS: readonly ReviewFact[] = [
  {
    id: "r1",
    productId: "p1",
    accountKey: key("a"),
    deviceKey: key("d"),
    networkKey: key("e"),
    rating: 5,
    text: "Très bon.",
    at: Date.UTC(2026, 0, 1),
  },
  {
    id: "r2",
    productId: "p1",
    accountKey: key("b"),
    deviceKey: key("d"),
    networkKey: key("e"),
    rating: 5,
    text: "Très bon.",
    at: Date.UTC(2026, 0, 2),
  },
];
const FACTS: Facts = { reviews: REVIEWS, purchases: [], products: [], accounts: [], verdicts: [] };

const entry = (name: string, scopes: TokenEntry["scopes"], requestsPerMinute = 1000): TokenEntry => ({
  name,
  scopes,
  requestsPerMinute,
  sha256: hashToken(`${name}-secret`),
});
export const bearer = (name: string) => ({ authorization: `Bearer ${name}-secret` });

export async function startApi({ isTrained = true } = {}) {
  const versions = new Map([
    [FIRST, versionOf(FIRST, 0.01)],
    [SECOND, versionOf(SECOND, -0.01)],
  ]);
  let active = isTrained ? FIRST : "";
  const state = {
    storesAreAway: false,
    storesHang: false,
    tokens: [
      entry("reader", ["predict"]),
      entry("boss", ["admin"]),
      entry("trainer", ["train"]),
      entry("hasty", ["predict"], 3),
    ],
    logged: [] as unknown[],
    observed: [] as { features: number[]; score: number }[],
    jobs: 0,
    /** Ends the training that runs. */
    training: Promise.withResolvers<"succeed" | "fail">(),
  };
  const requireStores = () => {
    if (state.storesAreAway) throw new RetryableError("postgres-unreachable", "PostgreSQL does not answer");
  };
  const model = createActiveModel(
    {
      activeVersion: async () => active,
      async read(version) {
        const found = versions.get(version);
        if (!found) throw new PermanentError("no-such-version", "There is none");
        return found;
      },
      async activate(version) {
        if (version === DAMAGED)
          throw new PermanentError("damaged-version", "Its content is not what its name says");
        if (!versions.has(version))
          throw new PermanentError("no-such-version", `There is no version ${version}`);
        active = version;
      },
      list: async () => [...versions.keys()],
    },
    () => undefined,
  );
  await model.refresh();
  const trainings = createTrainings(
    {
      async run({ seed }, onProgress, signal) {
        onProgress(0.5);
        const verdict = await Promise.race([state.training.promise, abortOf(signal)]);
        if (verdict === "fail") throw new Error(`${seed} cannot be learnt`);
        return FIRST;
      },
    },
    {
      drawId: () => `job-${(state.jobs += 1)}`,
      now: () => new Date(0),
      onFailure: (error) => void state.logged.push(error),
    },
  );
  const metrics = createMetrics("model-api");
  const app = await buildApp({
    model,
    common: {
      trainings,
      takeShare: undefined,
      metricsText: () => metrics.metrics(),
      activated: async () => undefined,
    },
    storeDeadlineMs: 20,
    observer: {
      observe: (features, score) => void state.observed.push({ features: Array.from(features), score }),
    },
    facts: {
      async ties(ids) {
        requireStores();
        if (state.storesHang) return new Promise(() => undefined);
        return REVIEWS.filter(({ id }) => ids.includes(id));
      },
      async around() {
        requireStores();
        return FACTS;
      },
    },
    tokens: () => state.tokens,
    ping: async () => requireStores(),
    metrics,
    log: { error: (fields: unknown) => void state.logged.push(fields), info: () => undefined },
  });
  return { app, state };
}

const abortOf = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("told to stop")), { once: true });
  });
