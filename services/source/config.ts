// The whole configuration of a source, secrets included: one JSON document read from standard input or a mounted file, so
// that nothing secret is in arguments or environment.
import { z } from "zod";
import { ConfigError } from "@atelier/platform/errors.ts";

const rate = z.number().min(0).max(1).default(0);

/** Shares of requests that go wrong. The draw is a function of the secret, the client and its request count. */
export const FaultRates = z.strictObject({
  /** 429 with `Retry-After: 1`. */
  tooMany: rate,
  /** 503 without more. */
  unavailable: rate,
  /** Answered after `slowMs`. */
  slow: rate,
  slowMs: z.number().int().nonnegative().default(300),
  /** The connection is reset; a stream is cut after some events. */
  reset: rate,
});
export type FaultRates = z.infer<typeof FaultRates>;

export const DriftName = z.enum(["none", "prices", "text", "fraud", "missing"]);

const MAX_SCALE = 50;

const port = z.number().int().min(0).max(65_535).default(0);

export const SourceConfig = z
  .strictObject({
    mode: z.enum(["practice", "exam"]),
    /** The world's secret: 64 hexadecimal characters. */
    secret: z.string().regex(/^[0-9a-f]{64}$/),
    /** At most what one sitemap file can list. */
    scale: z.number().positive().max(MAX_SCALE),
    /** What a client of the partner API sends as its bearer token. */
    partnerKey: z.string().min(16),
    /** Opens /_lab: audit, truth and tick in practice, tick alone in an exam. */
    labKey: z.string().min(16).optional(),
    /** Key of the truth's pseudonyms; practice only. */
    pseudonymKey: z.string().min(1).optional(),
    listenHost: z.string().min(1).default("127.0.0.1"),
    /** 0 takes a free one. */
    ports: z.strictObject({ site: port, partner: port, registry: port }).prefault({}),
    faults: z
      .strictObject({
        site: FaultRates.prefault({ tooMany: 0.001, unavailable: 0.004, slow: 0.01, reset: 0.002 }),
        partner: FaultRates.prefault({ tooMany: 0.02, unavailable: 0.02, slow: 0.02, reset: 0.01 }),
        registry: FaultRates.prefault({}),
      })
      .prefault({}),
    /** Where metrics are shown; 0: nowhere, and in an exam never anywhere. */
    metricsPort: port,
    /** How often the world evolves by itself; null: only when /_lab/tick asks for it. */
    tickEveryMs: z.number().int().positive().nullable().default(null),
    /** Where ticks are noted, so that the world outlives its process; practice only. */
    journalFile: z.string().min(1).optional(),
    /** "unlimited" announces no rate and enforces none: for benchmarks. */
    politeness: z.enum(["enforced", "unlimited"]).default("enforced"),
    /** The drift in force from the first tick on. */
    drift: DriftName.default("none"),
  })
  .refine((config) => config.mode === "exam" || (config.labKey && config.pseudonymKey), {
    message: "practice needs labKey and pseudonymKey",
  })
  .refine((config) => config.mode === "practice" || config.journalFile === undefined, {
    message: "an exam's world leaves nothing in a file: no journalFile",
  })
  .refine((config) => config.mode === "practice" || config.metricsPort === 0, {
    message: "an exam's source shows no metrics: no metricsPort",
  });
export type SourceConfig = z.infer<typeof SourceConfig>;

/** @throws ConfigError that names every mistake and no value. */
export function parseSourceConfig(document: string): SourceConfig {
  let json: unknown;
  try {
    json = JSON.parse(document);
  } catch {
    // No cause: the parser's message quotes the document, and so its secrets.
    throw new ConfigError("bad-configuration", "The configuration must be one JSON document");
  }
  const result = SourceConfig.safeParse(json);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map(
    (issue) => `${issue.path.join(".") || "document"}: ${issue.message}`,
  );
  throw new ConfigError("bad-configuration", `Configuration is wrong:\n  ${mistakes.join("\n  ")}`);
}
