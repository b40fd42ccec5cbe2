// Configuration of the model's API.
import { z } from "zod";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";
import type { Neo4jConfig } from "@atelier/platform/neo4j.ts";
import { connectPostgres, type PostgresPool } from "@atelier/platform/postgres.ts";

const required = z.string().min(1);

export const Config = z.object({
  /** On 127.0.0.1; 0 takes a free one, which the first line of standard output tells. */
  MODEL_API_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  /** Who may do what: see tokens.ts. Read again when it changes. */
  MODEL_API_TOKENS_FILE: required,
  MODEL_REGISTRY_DIR: required,
  [ENVIRONMENT.postgresUrl]: z.url({ protocol: /^postgres(ql)?$/ }),
  /** When given, the role `model` connects in place of the one that `POSTGRES_URL` names. */
  MODEL_PASSWORD: required.optional(),
  [ENVIRONMENT.neo4jUrl]: z.url({ protocol: /^bolt$/ }),
  [ENVIRONMENT.neo4jUsername]: required,
  [ENVIRONMENT.neo4jPassword]: required,
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Config = z.infer<typeof Config>;

const MODEL_ROLE = "model";
const MOST_CONNECTIONS = 4;

export function postgresOf({ POSTGRES_URL, MODEL_PASSWORD }: Config): PostgresPool {
  const url = new URL(POSTGRES_URL);
  if (MODEL_PASSWORD !== undefined) {
    url.username = MODEL_ROLE;
    url.password = MODEL_PASSWORD;
  }
  return connectPostgres({ url: url.href, maxConnections: MOST_CONNECTIONS, applicationName: "model-api" });
}

export const neo4jOf = (config: Config): Neo4jConfig => ({
  url: config.NEO4J_URL,
  username: config.NEO4J_USERNAME,
  password: config.NEO4J_PASSWORD,
});
