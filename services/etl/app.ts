// One process of the ETL, by its role. Each role is loaded when it is the one: the drivers of three stores take longer
// to load than most batches to apply.
import type { Config } from "./config.ts";
import type { Deps } from "./roles/role.ts";

export interface App {
  /** Resolves once `signal` aborted and everything is closed, or, for a role that ends by itself, when it is done. */
  run(signal: AbortSignal): Promise<void>;
}

export function buildApp(config: Config, deps: Deps): App {
  return { run: (signal) => runRole(config, deps, signal) };
}

async function runRole(config: Config, deps: Deps, signal: AbortSignal): Promise<void> {
  switch (config.ETL_ROLE) {
    case "setup": {
      const { runSetUp } = await import("./roles/set-up.ts");
      return runSetUp(config, deps.log, signal);
    }
    case "normaliser": {
      const { runNormaliser } = await import("./roles/normaliser.ts");
      return runNormaliser(config, deps, signal);
    }
    case "postgres": {
      const { runPostgres } = await import("./roles/postgres.ts");
      return runPostgres(config, deps, signal);
    }
    case "mongo": {
      const { runMongo } = await import("./roles/mongo.ts");
      return runMongo(config, deps, signal);
    }
    case "neo4j": {
      const { runNeo4j } = await import("./roles/neo4j.ts");
      return runNeo4j(config, deps, signal);
    }
    case "quality": {
      const { runQuality } = await import("./roles/quality.ts");
      return runQuality(config, deps);
    }
    case "retention": {
      const { runRetention } = await import("./roles/retention.ts");
      return runRetention(config, deps);
    }
    case "settled": {
      const { runSettled } = await import("./roles/settled.ts");
      return runSettled(config, deps, signal);
    }
    case "checks": {
      const { runChecks } = await import("./roles/checks.ts");
      return runChecks(config, deps);
    }
  }
}
