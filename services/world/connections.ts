// From which devices and networks the persons of a block write. Families share, and so do the guests of a farm shop:
// sharing alone accuses nobody.
import { CODE_ALPHABET, type Draws, type DrawsOf } from "./draws.ts";
import type { Person } from "./people.ts";

export interface Connection {
  readonly device: string;
  readonly network: string;
}

/** Prefixes of private and documentation ranges: nobody's. */
export function drawNetwork(draws: Draws): string {
  if (draws.chance(400)) return `10.${draws.below(256)}.${draws.below(256)}.0/24`;
  const hex = (bits: number) => draws.below(1 << bits).toString(16);
  return `2001:db8:${hex(16)}:${hex(8)}00::/56`;
}

export const drawDevice = (draws: Draws): string => draws.code(13, CODE_ALPHABET);

/** The connections of each person, the usual one first. */
export function makeConnections(drawsOf: DrawsOf, block: number, people: readonly Person[]): Connection[][] {
  const connections: Connection[][] = people.map((_, index) => {
    const draws = drawsOf("connection", block, index);
    const home = drawNetwork(draws);
    const devices = Array.from({ length: draws.weighted([0, 60, 30, 10]) }, () => drawDevice(draws));
    const away = draws.chance(450) ? [drawNetwork(draws)] : [];
    return devices.flatMap((device) => [home, ...away].map((network) => ({ device, network })));
  });
  const draws = drawsOf("connection:households", block);
  const order = draws.shuffle(people.keys());
  const together = Math.floor((people.length * 30) / 100);
  for (let at = 0; at < together;) {
    const [first, ...others] = order.slice(at, at + draws.between(2, 5));
    for (const other of others)
      connections[other] = [connections[first!]![0]!, ...connections[other]!.slice(1)];
    at += others.length + 1;
  }
  return connections;
}
