// French numbers that the regulator keeps for fiction (Arcep, decision 2018-0881: 06 39 98 xx xx and five others).
import type { DrawsOf } from "./draws.ts";
import type { Layout } from "./layout.ts";

const PREFIXES = ["+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998"];
const PER_PREFIX = 10_000;
/** Numbers given to persons, each once in a world: first ones, then the second ones of some; the rest is farms'. */
const FIRST = 44_000;
const SECOND = 6000;
export const PERSONS_PER_SECOND_PHONE = 8;
const FARMS = PREFIXES.length * PER_PREFIX - FIRST - SECOND;

const written = (slot: number): string =>
  `${PREFIXES[Math.floor(slot / PER_PREFIX)]!}${String(slot % PER_PREFIX).padStart(4, "0")}`;

/** "+33639980102": a person's first (0) or second (1) number; null once the world has more persons than there are numbers. */
export function phoneOf(
  drawsOf: DrawsOf,
  layout: Layout,
  block: number,
  person: number,
  nth: number,
): string | null {
  const ranks = layout.largest.persons;
  const draws = drawsOf("phone", 0, 0, nth);
  // Both counts have 2, 5 and 11 or 3 for primes: a factor that has none of them permutes the numbers.
  const factor = draws.below(1000) * 330 + draws.pick([7, 13, 17, 19]);
  const offset = draws.below(FIRST);
  if (nth === 0) {
    const rank = block * ranks + person;
    return rank < FIRST ? written(FARMS + SECOND + ((rank * factor + offset) % FIRST)) : null;
  }
  const rank =
    block * Math.ceil(ranks / PERSONS_PER_SECOND_PHONE) + Math.floor(person / PERSONS_PER_SECOND_PHONE);
  return rank < SECOND ? written(FARMS + ((rank * factor + offset) % SECOND)) : null;
}

/** A farm's number: never a person's. */
export const farmPhone = (drawsOf: DrawsOf, block: number, seller: number): string =>
  written(drawsOf("phone:farm", block, seller).below(FARMS));

/** Ways in which people write a number, beside `+33` and nine digits. */
export function looseForms(phone: string): string[] {
  const abroad = phone.slice("+33".length);
  const home = `0${abroad}`;
  const pairs = home.match(/../g)!;
  const abroadPairs = `${abroad[0]} ${abroad.slice(1).match(/../g)!.join(" ")}`;
  return [
    home,
    pairs.join(" "),
    pairs.join("."),
    `+33 ${abroadPairs}`,
    `0033${abroad}`,
    `0033 ${abroadPairs}`,
  ];
}

/** Every way in which a number is written in a world. */
export const writtenForms = (phone: string): string[] => [phone, ...looseForms(phone)];
