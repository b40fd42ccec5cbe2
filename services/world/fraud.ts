// Who writes false reviews of what, when and from where: drawn apart from everything that is shown.
import { DAY, EPOCH, MINUTE, SECOND } from "./calendar.ts";
import type { Product } from "./products.ts";
import { drawDevice, drawNetwork, type Connection } from "./connections.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import type { Person } from "./people.ts";
import type { ReviewPlan } from "./review-plan.ts";
import { ringStyle, type RingStyle } from "./text/keen-text.ts";

export interface Ring {
  readonly name: string;
  readonly members: readonly Person[];
  readonly connections: readonly Connection[];
  readonly targets: readonly Product[];
  readonly praises: boolean;
  readonly style: RingStyle;
}

export const FRAUD_PER_THOUSAND = 80;
const IN_RINGS_PERCENT = 86;
const REVIEWS_PER_RING = 34;
const CAMPAIGN_DAYS = 4;
const OWN_CONNECTION_PER_THOUSAND = 220;
/** False reviews written with care, as a buyer would. */
const CAREFUL_PER_THOUSAND = 160;

export function makeRings(
  drawsOf: DrawsOf,
  block: number,
  reviews: number,
  people: readonly Person[],
  products: readonly Product[],
): Ring[] {
  const draws = drawsOf("fraud:rings", block);
  const inRings = (reviews * FRAUD_PER_THOUSAND * IN_RINGS_PERCENT) / 100 / 1000;
  const count = Math.max(1, Math.round(inRings / REVIEWS_PER_RING));
  const candidates = draws.shuffle(people.filter((one) => one.account !== null && !one.objector));
  const rings: Ring[] = [];
  for (let index = 0; index < count; index++) {
    const members = candidates.splice(0, draws.between(6, 12));
    if (members.length === 0) break;
    const devices = Array.from({ length: draws.between(2, 4) }, () => drawDevice(draws));
    const networks = Array.from({ length: draws.between(2, 3) }, () => drawNetwork(draws));
    rings.push({
      name: `anneau-${block}-${index}`,
      members,
      connections: devices.flatMap((device) => networks.map((network) => ({ device, network }))),
      targets: draws.shuffle(products).slice(0, draws.between(3, 7)),
      praises: draws.chance(750),
      style: ringStyle(draws),
    });
  }
  return rings;
}

const ringRating = (draws: Draws, praises: boolean): number =>
  praises ? draws.weighted([0, 0, 0, 4, 22, 74]) : draws.weighted([0, 70, 22, 8, 0, 0]);

/** One review of a ring: a member, on a target, at a time given. */
export function planRingReview(
  draws: Draws,
  ring: Ring,
  person: Person,
  product: Product,
  at: number,
  connections: readonly (readonly Connection[])[],
): ReviewPlan {
  return {
    person,
    product,
    at,
    rating: ringRating(draws, ring.praises),
    connection: draws.chance(OWN_CONNECTION_PER_THOUSAND)
      ? draws.pick(connections[person.index]!)
      : draws.pick(ring.connections),
    fraudulent: true,
    decoy: null,
    ring: ring.name,
    style: ring.style,
    voice: draws.chance(CAREFUL_PER_THOUSAND) ? "careful" : "keen",
  };
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
  const most = Math.ceil((wanted * IN_RINGS_PERCENT) / 100 / rings.length);
  for (const [index, ring] of rings.entries()) {
    const draws = drawsOf("fraud:campaign", block, index);
    const starts = ring.targets.map(() => EPOCH - draws.between(6, 400) * DAY);
    const pairs = draws.shuffle(
      ring.targets.flatMap((product, target) => ring.members.map((person) => ({ person, product, target }))),
    );
    for (const { person, product, target } of pairs.slice(0, most)) {
      const at =
        starts[target]! + draws.below((CAMPAIGN_DAYS * DAY) / MINUTE) * MINUTE + draws.below(60) * SECOND;
      plans.push(planRingReview(draws, ring, person, product, at, connections));
    }
  }
  const draws = drawsOf("fraud:lone", block);
  const paid = draws.shuffle(people.filter((one) => one.account !== null && !one.objector));
  for (let at = 0; plans.length < wanted; at++) {
    const person = paid[at % Math.ceil(paid.length / 20)]!;
    plans.push({
      person,
      product: draws.pick(products),
      at: EPOCH - draws.between(1, 400) * DAY - draws.below(86_400) * SECOND,
      rating: draws.weighted([0, 14, 4, 2, 10, 70]),
      connection: draws.pick(connections[person.index]!),
      fraudulent: true,
      decoy: null,
      ring: null,
      style: null,
      voice: "keen",
    });
  }
  return plans.slice(0, wanted);
}
