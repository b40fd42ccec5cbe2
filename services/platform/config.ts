// Reads a service's configuration from the environment, once, at the edge.
import { readFileSync } from "node:fs";
import type { z } from "zod";
import { ConfigError } from "./errors.ts";

/** Variables that hold a secret may be given by a file: `POSTGRES_URL_FILE`, as the official images of the stores do. */
const FILE_OF_A_SECRET = /^(\w+_(?:KEY|PASSWORD|URL))_FILE$/;

/**
 * Parses `environment` with `schema` (whose keys are variable names). `<NAME>_FILE` stands for the content of a file,
 * without the line end after it.
 * @throws ConfigError `unreadable-secret`; `bad-configuration` naming every variable that is wrong, all at once; never their values.
 */
export function readConfig<S extends z.ZodType>(schema: S, environment: NodeJS.ProcessEnv): z.output<S> {
  const result = schema.safeParse(withSecrets(environment));
  if (result.success) return result.data;
  const mistakes = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new ConfigError("bad-configuration", `Configuration is wrong:\n  ${mistakes.join("\n  ")}`, {
    cause: result.error,
  });
}

function withSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = Object.entries(environment).flatMap(([variable, file]) => {
    const name = FILE_OF_A_SECRET.exec(variable)?.[1];
    return name === undefined || !file ? [] : [[name, readSecret(variable, file)] as const];
  });
  return { ...environment, ...Object.fromEntries(read) };
}

function readSecret(variable: string, file: string): string {
  try {
    return readFileSync(file, "utf8").trimEnd();
  } catch (cause) {
    throw new ConfigError("unreadable-secret", `${variable}: ${(cause as Error).message}`, { cause });
  }
}
