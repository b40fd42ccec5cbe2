// Configuration of the model's API.
import { z } from "zod";
import { ModelStoreConfig } from "@atelier/model-store/stores.ts";
import { ListenConfig } from "@atelier/platform/listen-config.ts";

export const Config = ModelStoreConfig.extend({
  ...ListenConfig.shape,
  /** 0 takes a free one, which the first line of standard output tells. */
  MODEL_API_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Processes that answer on the same port; above 1, one more listens for them. */
  MODEL_API_WORKERS: z.coerce.number().int().min(1).max(64).default(1),
  /** Who may do what: see the platform's tokens.ts. Read again when it changes. */
  MODEL_API_TOKENS_FILE: z.string().min(1),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Config = z.infer<typeof Config>;
