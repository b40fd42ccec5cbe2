// Who writes honest reviews of what, when and from where. Most bought the product. Some look like fraudsters and are
// none: harvest days, farm-shop tablets, tireless enthusiasts.
import { DAY, EPOCH, HOUR, SECOND } from "./calendar.ts";
import type { Product } from "./products.ts";
import { drawDevice, drawNetwork, type Connection } from "./connections.ts";
import type { Draws, DrawsOf } from "./draws.ts";
import type { Order } from "./orders.ts";
import type { Person } from "./people.ts";
import type { DecoyGroup, ReviewPlan } from "./review-plan.ts";

export interface HonestContext {
  readonly block: number;
  readonly people: readonly Person[];
  readonly products: readonly Product[];
  readonly orders: readonly Order[];
  readonly connections: readonly (readonly Connection[])[];
}

const BOUGHT_PER_THOUSAND = 820;
export const KEEN_PER_THOUSAND = 120;
const DECOYS_PER_THOUSAND = 135;
const REVIEWS_PER_CANARY = 2;

const daytime = (draws: Draws): number => draws.below(86_400) * SECOND;
export const honestRating = (draws: Draws): number => draws.weighted([0, 7, 8, 14, 29, 42]);

export function planHonest(drawsOf: DrawsOf, context: HonestContext, count: number): ReviewPlan[] {
  const plans = [...planCanaries(drawsOf, context), ...planDecoys(drawsOf, context, count)];
  const { block, people, products, connections, orders } = context;
  const draws = drawsOf("review:plan", block);
  const bought = draws.shuffle(
    orders.filter(
      (order) => order.person.account !== null && order.status === "delivered" && order.at < EPOCH - 8 * DAY,
    ),
  );
  const reviewers = people.filter((one) => one.account !== null);
  const done = new Set(plans.map(({ person, product }) => `${person.index}~${product.index}`));
  for (let at = 0; plans.length < count; at++) {
    const order = bought[at % Math.max(1, bought.length)];
    const verified = order !== undefined && draws.chance(BOUGHT_PER_THOUSAND);
    const person = verified ? order.person : draws.pick(reviewers);
    const product = (verified ? draws.pick(order.lines).product : null) ?? draws.pick(products);
    const key = `${person.index}~${product.index}`;
    // In a tiny world everyone has soon reviewed everything.
    if (done.has(key) && at < count * 3) continue;
    done.add(key);
    const when = verified ? order.at + draws.between(2, 7) * DAY + daytime(draws) : recently(draws);
    plans.push(honest(draws, person, product, when, draws.pick(connections[person.index]!)));
  }
  return plans.slice(0, count);
}

const recently = (draws: Draws): number => EPOCH - draws.between(1, 480) * DAY - daytime(draws);

const honest = (
  draws: Draws,
  person: Person,
  product: Product,
  at: number,
  connection: Connection,
): ReviewPlan => ({
  person,
  product,
  at: Math.min(at, EPOCH - SECOND),
  rating: honestRating(draws),
  connection,
  fraudulent: false,
  decoy: null,
  ring: null,
  style: null,
  voice: draws.chance(KEEN_PER_THOUSAND) ? "keen" : "buyer",
});

function planCanaries(drawsOf: DrawsOf, context: HonestContext): ReviewPlan[] {
  const draws = drawsOf("review:canaries", context.block);
  return context.people
    .filter((one) => one.canary)
    .flatMap((person) =>
      draws
        .shuffle(context.products)
        .slice(0, REVIEWS_PER_CANARY)
        .map((product) =>
          honest(draws, person, product, recently(draws), draws.pick(context.connections[person.index]!)),
        ),
    );
}

/**
 * Tasting clubs: friends who write of the same products in the same days. Harvest days: many write of one product.
 * Farm shops' tablets: visitors write from one device. Enthusiasts: many reviews in a week, all of them pleased.
 */
function planDecoys(drawsOf: DrawsOf, context: HonestContext, count: number): ReviewPlan[] {
  const draws = drawsOf("review:decoys", context.block);
  const { people, products, connections } = context;
  const reviewers = draws.shuffle(people.filter((one) => one.account !== null && !one.objector));
  const wanted = Math.floor((count * DECOYS_PER_THOUSAND) / 1000);
  const plans: ReviewPlan[] = [];
  const addTo =
    (decoy: DecoyGroup) =>
    (person: Person, product: Product, at: number, connection: Connection, keen: number) =>
      plans.push({
        ...honest(draws, person, product, at, connection),
        rating: draws.weighted([0, 8, 2, 4, 22, 64]),
        decoy,
        voice: draws.chance(keen) ? "keen" : "buyer",
      });
  const home = (person: Person) => draws.pick(connections[person.index]!);
  const some = (least: number, most: number) => draws.shuffle(reviewers).slice(0, draws.between(least, most));
  const shelf = (least: number, most: number) => draws.shuffle(products).slice(0, draws.between(least, most));
  const during = (day: number, hours: number) => day + draws.below(hours) * HOUR + draws.below(3600) * SECOND;
  const harvest = (day: number) => {
    const add = addTo("harvest-day");
    const product = draws.pick(products);
    for (const person of some(8, 14)) add(person, product, during(day, 60), home(person), 600);
  };
  const farmTablet = (day: number) => {
    const add = addTo("farm-tablet");
    const tablet = { device: drawDevice(draws), network: drawNetwork(draws) };
    const tasted = shelf(4, 8);
    for (const person of some(6, 11)) add(person, draws.pick(tasted), during(day, 480), tablet, 450);
  };
  const enthusiast = (day: number) => {
    const add = addTo("enthusiast");
    const person = reviewers.pop()!;
    for (const product of shelf(6, 12)) add(person, product, during(day, 168), home(person), 700);
  };
  const tastingClub = (day: number) => {
    const add = addTo("tasting-club");
    const tasted = shelf(3, 4);
    for (const person of some(6, 11)) {
      for (const product of tasted) {
        if (draws.chance(800)) add(person, product, during(day, 80), home(person), 300);
      }
    }
  };
  const turns = [tastingClub, tastingClub, harvest, farmTablet, enthusiast];
  for (let turn = 0; plans.length < wanted && reviewers.length > 12; turn++) {
    turns[turn % turns.length]!(EPOCH - draws.between(8, 400) * DAY);
  }
  return plans.slice(0, wanted);
}
