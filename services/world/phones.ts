// French numbers that the regulator keeps for fiction (Arcep, decision 2018-0881: 06 39 98 xx xx and five others).
import type { DrawsOf } from "./draws.ts";
import type { Layout } from "./layout.ts";

const PREFIXES = ["+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998"];
const PER_PREFIX = 10_000;
/** Numbers given to persons, each once in a world; the others belong to farms. */
const PERSONAL = 50_000;
const FARMS = PREFIXES.length * PER_PREFIX - PERSONAL;

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
  const rank = (block * layout.largest.persons + person) * 2 + nth;
  // Second numbers are rare: when numbers run short, first ones are given out to twice as many persons.
  if (rank >= PERSONAL) return null;
  const draws = drawsOf("phone");
  const factor = draws.below(4999) * 10 + draws.pick([1, 3, 7, 9]);
  const slot = (rank * factor + draws.below(PERSONAL)) % PERSONAL;
  // Mobile numbers first for readers' eyes: the slots are turned so that the last prefix comes first.
  return written(PREFIXES.length * PER_PREFIX - 1 - slot);
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
