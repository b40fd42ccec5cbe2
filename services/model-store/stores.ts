// The two stores that features are made from, as the model's services see them.
import { z } from "zod";
import { connectNeo4j, type GraphStore } from "@atelier/platform/neo4j.ts";
import { connectPostgres, type PostgresPool } from "@atelier/platform/postgres.ts";
import { ENVIRONMENT } from "@atelier/contracts/environment.ts";

const required = z.string().min(1);

/** Where the stores and the registry are: part of the configuration of whoever trains or serves a model. */
export const ModelStoreConfig = z.object({
  [ENVIRONMENT.postgresUrl]: z.url({ protocol: /^postgres(ql)?$/ }),
  /** When given, the role `model` connects in place of the one that `POSTGRES_URL` names. */
  MODEL_PASSWORD: required.optional(),
  [ENVIRONMENT.neo4jUrl]: z.url({ protocol: /^bolt$/ }),
  [ENVIRONMENT.neo4jUsername]: required,
  [ENVIRONMENT.neo4jPassword]: required,
  /** Folder of the registry. */
  MODEL_REGISTRY_DIR: required,
});
type ModelStoreConfig = z.infer<typeof ModelStoreConfig>;

export interface ModelStores {
  readonly pool: PostgresPool;
  readonly graph: GraphStore;
  close(): Promise<void>;
}

/** It reads facts and writes predictions. */
const MODEL_ROLE = "model";

export function connectModelStores(
  config: ModelStoreConfig,
  options: { readonly applicationName: string; readonly maxConnections: number },
): ModelStores {
  const role = { name: MODEL_ROLE, password: config.MODEL_PASSWORD };
  const pool = connectPostgres({ url: config.POSTGRES_URL, role, ...options });
  const graph = connectNeo4j({
    url: config.NEO4J_URL,
    username: config.NEO4J_USERNAME,
    password: config.NEO4J_PASSWORD,
  });
  return {
    pool,
    graph,
    async close() {
      await Promise.all([pool.end(), graph.close()]);
    },
  };
}
