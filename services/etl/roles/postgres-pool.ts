// PostgreSQL as the roles that load it or check it see it.
import { connectPostgres, type PostgresPool } from "@atelier/platform/postgres.ts";
import { LOADER_ROLE } from "../adapters/postgres/role-names.ts";
import type { ConfigOf } from "../config.ts";

/** As the role `loader` when its password is given, else as whom the URL names. */
export function postgresOf(
  config: ConfigOf<"postgres" | "checks" | "quality" | "settled">,
  maxConnections: number,
): PostgresPool {
  return connectPostgres({
    url: config.POSTGRES_URL,
    role: { name: LOADER_ROLE, password: config.LOADER_PASSWORD },
    maxConnections,
    applicationName: `etl-${config.ETL_ROLE}`,
  });
}
