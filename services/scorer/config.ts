// Configuration of the scorer.
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { ModelStoreConfig } from "@atelier/model-store/stores.ts";
import { MetricsConfig } from "@atelier/platform/listen-config.ts";
import { z } from "zod";

const required = z.string().min(1);

export const Config = ModelStoreConfig.extend({
  ...MetricsConfig.shape,
  [ENVIRONMENT.kafkaBrokers]: required,
  [ENVIRONMENT.kafkaUsername]: required,
  [ENVIRONMENT.kafkaPassword]: required,
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  /** For the chaos tests: see platform/crash-point.ts. */
  CRASH_AT: z.string().optional(),
  /** Records in one transaction, at most. What is around a batch grows slower than the batch. */
  MAX_BATCH_RECORDS: z.coerce.number().int().min(1).max(20_000).default(5000),
  /** Partitions that one process works on at the same time: one is read while another one is reckoned. */
  CONCURRENCY: z.coerce.number().int().min(1).max(8).default(2),
});
export type Config = z.infer<typeof Config>;
