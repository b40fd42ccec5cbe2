// Ports on loopback: chosen once for a set of engines, then kept.
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below the range that Linux takes for the near end of outgoing connections (32768 and up): there, while an engine is
// stopped, a client that keeps trying to reach it could be given that very port and so keep the engine from coming back.
const LOWEST = 15_000;
const HIGHEST = 32_000;

/** Somebody's already, who may not listen yet: by reckoning, two of the ports of a kit would else be the same in one of fifty. */
const spokenFor = new Set<number>();
/** A process that starts set after set gives out what the first of them have long left. */
const REMEMBERED = 4096;

/** Has `freePorts` leave out ports that were given out before, by another process. */
export function keepPorts(ports: Iterable<number>): void {
  for (const port of ports) {
    spokenFor.add(port);
    const [oldest = port] = spokenFor;
    if (spokenFor.size > REMEMBERED) spokenFor.delete(oldest);
  }
}

/** `count` different ports that are free now, none of them given out before by this process. */
export async function freePorts(
  count: number,
  draw: () => number = () => randomInt(LOWEST, HIGHEST),
): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = draw();
    if (spokenFor.has(port)) continue;
    // Before it is tried: another call may draw the same one meanwhile.
    keepPorts([port]);
    if (await isPortFree(port)) ports.add(port);
  }
  return [...ports];
}

export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
