// How programs on the host reach the kit that `docker compose up` has started.
import { ConfigError } from "@atelier/platform/errors.ts";
import type { Cli } from "../app.ts";
import { findDocker, type Docker } from "./docker.ts";

/** As docker-compose.yml names the project. */
const VOLUME = "atelier_secrets-candidate";
const SERVICE = ["secrets", "services/secrets/main.ts", "candidate", "environment"];

/** Undefined where Docker is not, or no kit was started by it. */
export async function environmentInContainers(cli: Cli): Promise<string | undefined> {
  const docker = await ifThere(() => findDocker(cli));
  if (!docker || !(await ifThere(() => docker.run(["volume", "inspect", VOLUME])))) return undefined;
  return readEnvironment(docker);
}

const readEnvironment = (docker: Docker) =>
  docker.run(["compose", "run", "--rm", "--no-deps", "-T", ...SERVICE]);

async function ifThere<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ConfigError) return undefined;
    throw error;
  }
}
