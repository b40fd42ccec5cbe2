// The collector's settings, by the names of their environment variables.
import { z } from "zod";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import { MetricsConfig } from "@atelier/platform/listen-config.ts";

const text = z.string().min(1);

export const ScraperConfig = MetricsConfig.extend({
  [ENVIRONMENT.siteUrl]: z.url(),
  [ENVIRONMENT.partnerUrl]: z.url(),
  [ENVIRONMENT.partnerKey]: text,
  [ENVIRONMENT.registryUrl]: z.url(),
  [ENVIRONMENT.pseudonymKey]: text,
  [ENVIRONMENT.kafkaBrokers]: text,
  [ENVIRONMENT.kafkaUsername]: text,
  [ENVIRONMENT.kafkaPassword]: text,
  /** `once`: everything there is, then a summary. `scheduled`: round after round, and the stream kept open. */
  SCRAPER_MODE: z.enum(["once", "scheduled"]).default("once"),
  /** Holds the checkpoint. */
  SCRAPER_STATE_DIR: text,
  /** Rest between two rounds of an origin. */
  SCRAPER_INTERVAL_MS: z.coerce.number().int().min(100).default(5000),
  /** Pages fetched at the same time from one origin, whatever its rate. */
  SCRAPER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(16),
  /** How whoever runs a site can reach whoever runs this collector. */
  SCRAPER_CONTACT: text.default("collecte@atelier.example"),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  /** For tests: `<window>:<records>`, see platform/crash-point.ts. */
  CRASH_AT: z.string().optional(),
  /** Where Chromium is looked for. */
  PATH: z.string().default(""),
});
export type ScraperConfig = z.output<typeof ScraperConfig>;
