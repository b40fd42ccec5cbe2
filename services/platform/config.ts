// Reads a service's configuration from the environment, once, at the edge.
import type { z } from "zod";
import { ConfigError } from "./errors.ts";

/**
 * Parses `environment` with `schema` (whose keys are variable names).
 * @throws ConfigError naming every variable that is wrong, all at once; never their values.
 */
export function readConfig<S extends z.ZodType>(schema: S, environment: NodeJS.ProcessEnv): z.output<S> {
  const result = schema.safeParse(environment);
  if (result.success) return result.data;
  const mistakes = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new ConfigError("bad-configuration", `Configuration is wrong:\n  ${mistakes.join("\n  ")}`, {
    cause: result.error,
  });
}
