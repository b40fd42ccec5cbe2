// Whether programs on this machine reach a set of engines by the contract's variables alone.
import { ENGINE_NAMES } from "@atelier/engines/engine.ts";
import { readConnections } from "@atelier/engines/external-set.ts";
import { ping } from "@atelier/engines/ping.ts";

/** @returns the engines that do not answer, or refuse the login. */
export async function unreachableEngines(environment: Readonly<Record<string, string>>): Promise<string[]> {
  const connections = readConnections(environment);
  const found = await Promise.all(
    ENGINE_NAMES.map(async (name) => ({ name, ...(await ping(name, connections)) })),
  );
  return found.filter(({ result }) => result !== "ready").map(({ name, detail }) => `${name}: ${detail}`);
}
