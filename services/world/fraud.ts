// Who writes false reviews of what, when and from where: drawn apart from everything that is shown.
import { DAY, EPOCH, MINUTE, SECOND } from "./calendar.ts";
import type { Product } from "./catalogue.ts";
import { drawDevice, drawNetwork, type Connection } from "./connections.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import type { Person } from "./people.ts";
import { ringStyle, type RingStyle } from "./text/fraud-text.ts";

/** One review to be written, before its text. */
export interface ReviewPlan {
  readonly person: Person;
  readonly product: Product;
  readonly at: number;
  readonly rating: number;
  readonly connection: Connection;
  readonly fraudulent: boolean;
  readonly decoy: boolean;
  readonly ring: string | null;
  readonly style: RingStyle | null;
}

export interface Ring {
  readonly name: string;
  readonly members: readonly Person[];
  readonly connections: readonly Connection[];
  readonly targets: readonly Product[];
  readonly praises: boolean;
  readonly style: RingStyle;
}

export const FRAUD_PER_THOUSAND = 80;

export function makeRings(
  drawsOf: DrawsOf,
  block: number,
  reviews: number,
  people: readonly Person[],
  products: readonly Product[],
): Ring[] {
  const draws = drawsOf("fraud:rings", block);
  const count = Math.max(1, Math.round((reviews * FRAUD_PER_THOUSAND * 75) / 100 / 1000 / 38));
  const candidates = draws.shuffle(people.filter((one) => one.account !== null && !one.objector));
  const rings: Ring[] = [];
  for (let index = 0; index < count; index++) {
    const members = candidates.splice(0, draws.between(6, 11));
    if (members.length === 0) break;
    const devices = Array.from({ length: draws.between(3, 5) }, () => drawDevice(draws));
    const networks = Array.from({ length: draws.between(2, 3) }, () => drawNetwork(draws));
    rings.push({
      name: `anneau-${block}-${index}`,
      members,
      connections: devices.flatMap((device) => networks.map((network) => ({ device, network }))),
      targets: draws.shuffle(products).slice(0, draws.between(3, 6)),
      praises: draws.chance(750),
      style: ringStyle(draws),
    });
  }
  return rings;
}

/** The false reviews of a block: rings' campaigns, then lone ones until `wanted`. */
export function planFraud(
  drawsOf: DrawsOf,
  block: number,
  wanted: number,
  rings: readonly Ring[],
  people: readonly Person[],
  products: readonly Product[],
  connections: readonly (readonly Connection[])[],
): ReviewPlan[] {
  const plans: ReviewPlan[] = [];
  const inRings = Math.floor((wanted * 75) / 100);
  for (const [index, ring] of rings.entries()) {
    const draws = drawsOf("fraud:campaign", block, index);
    const most = Math.ceil(inRings / rings.length);
    plans.push(...campaign(draws, ring, most, connections));
  }
  const draws = drawsOf("fraud:lone", block);
  const paid = draws.shuffle(people.filter((one) => one.account !== null && !one.objector));
  for (let at = 0; plans.length < wanted; at++) {
    const person = paid[at % paid.length]!;
    plans.push({
      person,
      product: draws.pick(products),
      at: EPOCH - draws.between(1, 400) * DAY - draws.below(86_400) * SECOND,
      rating: draws.weighted([0, 14, 4, 2, 12, 68]),
      connection: draws.pick(connections[person.index]!),
      fraudulent: true,
      decoy: false,
      ring: null,
      style: null,
    });
  }
  return plans.slice(0, wanted);
}

function campaign(
  draws: Draws,
  ring: Ring,
  most: number,
  connections: readonly (readonly Connection[])[],
): ReviewPlan[] {
  const plans: ReviewPlan[] = [];
  const starts = ring.targets.map(() => EPOCH - draws.between(6, 400) * DAY);
  const pairs = draws.shuffle(
    ring.targets.flatMap((product, target) => ring.members.map((person) => ({ person, product, target }))),
  );
  for (const { person, product, target } of pairs.slice(0, most)) {
    const span = 4 * DAY;
    plans.push({
      person,
      product,
      at: starts[target]! + draws.below(span / MINUTE) * MINUTE + draws.below(60) * SECOND,
      rating: ring.praises ? draws.weighted([0, 0, 0, 4, 20, 76]) : draws.weighted([0, 70, 22, 8, 0, 0]),
      connection: draws.chance(700) ? draws.pick(ring.connections) : draws.pick(connections[person.index]!),
      fraudulent: true,
      decoy: false,
      ring: ring.name,
      style: ring.style,
    });
  }
  return plans;
}
