// The docker command as this one uses it: found, its daemon answering, each failure one clear line.
import { runCommand } from "@atelier/engines/run-command.ts";
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";

export interface Docker {
  /** Runs `docker …` in the checkout to its end. @returns standard output @throws ConfigError with its last words */
  run(args: readonly string[], options?: DockerOptions): Promise<string>;
}

interface DockerOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Also when the command line was interrupted: for what cleans up. */
  readonly always?: boolean;
}

/** @throws ConfigError `no-docker` where there is no docker command, or no daemon answers it. */
export async function findDocker({ machine, t }: Cli): Promise<Docker> {
  const run = (args: readonly string[], { env, always }: DockerOptions = {}) =>
    runCommand(
      { program: "docker", args, cwd: machine.checkout, ...(env && { env }) },
      "",
      always ? undefined : machine.interrupted,
    );
  try {
    await run(["version", "--format", "{{.Server.Version}}"]);
  } catch (cause) {
    throw new ConfigError("no-docker", t("error.noDocker"), { cause });
  }
  return { run };
}
