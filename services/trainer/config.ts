// Configuration of the trainer: where the facts are, where versions go, and what is to be done.
import { z } from "zod";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";

const required = z.string().min(1);

export const Config = z.object({
  /** `train` makes a version; `predict` scores every review with the active one. */
  TRAINER_TASK: z.enum(["train", "predict"]),
  [ENVIRONMENT.postgresUrl]: z.url({ protocol: /^postgres(ql)?$/ }),
  /** When given, the role `model` connects in place of the one that `POSTGRES_URL` names. */
  MODEL_PASSWORD: required.optional(),
  [ENVIRONMENT.neo4jUrl]: z.url({ protocol: /^bolt$/ }),
  [ENVIRONMENT.neo4jUsername]: required,
  [ENVIRONMENT.neo4jPassword]: required,
  /** Whether a new version goes into use at once. */
  TRAINER_ACTIVATES: z.stringbool().default(true),
  /** Folder of the registry. */
  MODEL_REGISTRY_DIR: required,
  /** Equal data and seed give an equal model. */
  TRAINING_SEED: z.string().min(1).max(64).default("atelier"),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Config = z.infer<typeof Config>;
