// PostgreSQL as the roles that load it or check it see it.
import { connectPostgres, type PostgresPool } from "@atelier/platform/postgres.ts";
import { LOADER_ROLE } from "../adapters/postgres/role-names.ts";
import type { ConfigOf } from "../config.ts";

/** As the role `loader` when its password is given, else as whom the URL names. */
export function postgresOf(config: ConfigOf<"postgres" | "checks">, maxConnections: number): PostgresPool {
  const url = new URL(config.POSTGRES_URL);
  if (config.LOADER_PASSWORD !== undefined) {
    url.username = LOADER_ROLE;
    url.password = config.LOADER_PASSWORD;
  }
  return connectPostgres({ url: url.href, maxConnections, applicationName: `etl-${config.ETL_ROLE}` });
}
