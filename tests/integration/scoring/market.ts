// Raw records of a small market in no good order: facts that come after the reviews that they bear on, corrections that move
// a review, customers who turn out to be one, persons who are to be forgotten. Two villages that share nothing.
import type { RawRecord } from "@atelier/contracts/raw.ts";
import { keyOf, rawRecord } from "@atelier/etl/testing/records.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);
const HOURS = 24 * 60;

/** Draws that are the same for a seed: Mulberry32, https://github.com/cprosche/mulberry32 */
export function drawsOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const TEXTS = [
  "Très bon miel, pas trop sucré, nous en reprendrons.",
  "Je recommande les yeux fermés !",
  "Livraison rapide et produit très bon, merci.",
  "Un peu cher pour ce que c'est.",
  "Parfait !!",
];

export interface Village {
  readonly name: string;
  readonly people: number;
  readonly reviews: number;
}

export const accountOf = ({ name }: Village, person: number) => keyOf(`${name} account ${person}`);
const emailOf = ({ name }: Village, person: number) => keyOf(`${name} email ${person}`);
/** Who shares a phone is one customer: every fifth person's records are joined to the one before. */
const phoneOf = ({ name }: Village, person: number) =>
  keyOf(`${name} phone ${person % 5 === 4 ? person - 1 : person}`);

const at = (hours: number) => new Date(START + hours * (DAY / 24)).toISOString();

/** Every record of a village, shuffled. */
export function recordsOf(village: Village, seed: number): RawRecord[] {
  const draw = drawsOf(seed);
  const { name, people, reviews } = village;
  const products = Math.ceil(people / 3);
  const productId = (one: number) => `${name}-P${one}`;
  const records: RawRecord[] = [];
  for (let product = 0; product < products; product += 1) {
    for (const version of [0, 1]) {
      const changes = {
        reference: productId(product),
        page: `${name}/${product}`,
        sellerId: `${name}-V${draw(3)}`,
        price: `${5 + draw(20)}.50 €`,
        listedOn: "2025-11-04",
      };
      records.push(rawRecord("products", changes, { version }));
    }
  }
  for (let person = 0; person < people; person += 1) {
    const keys = { accountKey: accountOf(village, person), emailKey: emailOf(village, person) };
    const subjects = [...Object.values(keys), phoneOf(village, person)];
    for (const version of [0, 1]) {
      const updatedAt = at(draw(HOURS));
      const changes = {
        ...keys,
        recordId: `${name}-C${person}`,
        phoneKey: phoneOf(village, person),
        updatedAt,
      };
      records.push(rawRecord("customers", changes, { version, subjects }));
    }
  }
  for (let index = 0; index < reviews; index += 1) {
    const person = draw(people);
    const subjects = [accountOf(village, person)];
    const bought = draw(products);
    const written = draw(HOURS);
    const body = {
      reviewId: `${name}-R${index}`,
      productId: productId(bought),
      accountKey: accountOf(village, person),
      rating: String(1 + draw(5)),
      text: TEXTS[draw(TEXTS.length)]!,
      writtenAt: at(written),
      deviceKey: keyOf(`${name} device ${draw(people)}`),
      networkKey: keyOf(`${name} network ${draw(people)}`),
    };
    records.push(rawRecord("reviews", body, { subjects }));
    if (draw(6) === 0) {
      // Corrected: about another product, from another device, or saying something else.
      const corrected = [
        { productId: productId(draw(products)) },
        { deviceKey: keyOf(`${name} device ${draw(people)}`) },
        { text: TEXTS[draw(TEXTS.length)]! },
      ][draw(3)];
      records.push(rawRecord("reviews", { ...body, ...corrected }, { subjects, version: 1 }));
    }
    if (draw(3) === 0) {
      const verdict = draw(2) === 0 ? "honnete" : "frauduleux";
      const moderatedOn = at(written + draw(200)).slice(0, 10);
      records.push(rawRecord("labels", { reviewId: body.reviewId, verdict, moderatedOn }));
    }
    if (draw(2) === 0) {
      const customerKey = emailOf(village, person);
      const order = {
        orderId: `${name}-O${index}`,
        customerKey,
        orderedAt: at(written - draw(100)),
        lines: [bought, draw(products)].map((one) => ({
          productId: productId(one),
          quantity: "1",
          unitPriceCents: 1875,
        })),
      };
      records.push(rawRecord("orders", order, { subjects: [customerKey] }));
      if (draw(4) === 0) {
        const changes = { ...order, status: "shipped", lines: order.lines.slice(1), totalCents: 1875 };
        records.push(rawRecord("orders", changes as never, { subjects: [customerKey], version: 1 }));
      }
    }
  }
  return shuffled(records, draw);
}

export const erasureOf = (village: Village, person: number): RawRecord => {
  const subjects = [accountOf(village, person), emailOf(village, person), phoneOf(village, person)];
  return rawRecord("erasures", { subjects, at: "2026-04-01T00:00:00Z" }, { subjects });
};

export function shuffled<T>(items: readonly T[], draw: (below: number) => number): T[] {
  const all = [...items];
  for (let index = all.length - 1; index > 0; index -= 1) {
    const other = draw(index + 1);
    [all[index], all[other]] = [all[other]!, all[index]!];
  }
  return all;
}
