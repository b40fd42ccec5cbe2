// Ports on loopback: chosen once for a set of engines, then kept.
import { randomInt } from "node:crypto";
import { createServer } from "node:net";

// Below the range that Linux takes for the near end of outgoing connections (32768 and up): there, while an engine is
// stopped, a client that keeps trying to reach it could be given that very port and so keep the engine from coming back.
const LOWEST = 15_000;
const HIGHEST = 32_000;

/** `count` different ports that are free now. */
export async function freePorts(
  count: number,
  draw: () => number = () => randomInt(LOWEST, HIGHEST),
): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = draw();
    if (!ports.has(port) && (await isPortFree(port))) ports.add(port);
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
