// Configuration of the trainer: where the facts are, and where versions go.
import { z } from "zod";
import { ModelStoreConfig } from "@atelier/model-store/stores.ts";

export const Config = ModelStoreConfig.extend({
  /** Whether a new version goes into use at once. */
  TRAINER_ACTIVATES: z.stringbool().default(true),
  /** Trains a first version, and does nothing where one is in use already. */
  TRAINER_FIRST_ONLY: z.stringbool().default(false),
  /** Equal data and seed give an equal model. */
  TRAINING_SEED: z.string().min(1).max(64).default("atelier"),
  /** WebAssembly measures better for a network of this size: docs/bench.md. */
  TRAINER_BACKEND: z.enum(["wasm", "tensorflow"]).default("wasm"),
  /** Where `./atelier tensorflow` has put the native backend. */
  TENSORFLOW_HOME: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Config = z.infer<typeof Config>;
