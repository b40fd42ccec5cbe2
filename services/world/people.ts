// The persons of a block: buyers, reviewers, objectors, canaries. What they hide (fraud) is in fraud.ts, drawn apart.
import { DAY, EPOCH, HISTORY_DAYS, SECOND } from "./calendar.ts";
import { MAINLAND, type Commune } from "./data/communes.ts";
import { FIRST_NAMES, LAST_NAMES, MAIL_DOMAINS, STREETS } from "./data/names.ts";
import { canariesPerBlock, canaryName } from "./canary-names.ts";
import type { DrawsOf } from "./draws.ts";
import { identifier } from "./identifiers.ts";
import type { Layout } from "./layout.ts";
import { PERSONS_PER_SECOND_PHONE, phoneOf } from "./phones.ts";

export interface Person {
  readonly index: number;
  readonly civility: "M." | "Mme";
  readonly firstName: string;
  readonly lastName: string;
  readonly born: number;
  /** The first is the one used most; a second for one person in eight. */
  readonly emails: readonly string[];
  /** "+33639980102"; empty in worlds with more persons than fictional numbers. */
  readonly phones: readonly string[];
  readonly address: string;
  readonly commune: Commune;
  readonly account: string | null;
  readonly joinedAt: number;
  readonly objector: boolean;
  readonly canary: boolean;
  /** Order in which the block's persons ask for erasure: 0 … ; null for those who never will. */
  readonly erasureRank: number | null;
}

/** Persons of one block that ask for erasure before tick 1. */
export const backlogErasures = (layout: Layout): number => (layout.blocks === 1 ? 3 : 1);

/** One person in so many never asks for erasure, whatever the number of ticks. */
const ERASABLE_SHARE_PERCENT = 40;
export const erasableCount = (persons: number): number =>
  Math.floor((persons * ERASABLE_SHARE_PERCENT) / 100);

/** The tick at which a person is forgotten (0: before tick 1), or null. One person of the world asks at each tick. */
export function forgottenAt(layout: Layout, block: number, person: Person): number | null {
  if (person.erasureRank === null) return null;
  const later = person.erasureRank - backlogErasures(layout);
  return later < 0 ? 0 : later * layout.blocks + block + 1;
}

/** Who asks at a tick: the block, and the rank in it. */
export const requestAt = (
  layout: Layout,
  tick: number,
): { readonly block: number; readonly rank: number } => ({
  block: (tick - 1) % layout.blocks,
  rank: backlogErasures(layout) + Math.floor((tick - 1) / layout.blocks),
});

export function makePeople(drawsOf: DrawsOf, layout: Layout, block: number): Person[] {
  const count = layout.size(block).persons;
  const roles = castRoles(drawsOf, layout, block, count);
  return Array.from({ length: count }, (_, index) => makePerson(drawsOf, layout, block, index, roles));
}

interface Roles {
  /** In order: their rank gives them their name. */
  readonly canaries: readonly number[];
  readonly objectors: ReadonlySet<number>;
  /** Person → erasure rank. */
  readonly ranks: ReadonlyMap<number, number>;
}

const canaryCount = (layout: Layout, persons: number): number =>
  Math.max(Math.ceil(5 / layout.blocks), Math.round(persons / 100));

/** A world's first canary objects, its second is erased before tick 1, its third asks at a tick; and so on, by blocks. */
function castRoles(drawsOf: DrawsOf, layout: Layout, block: number, count: number): Roles {
  const draws = drawsOf("person:roles", block);
  const order = draws.shuffle(Array.from({ length: count }).keys());
  const canaries = order.splice(0, canaryCount(layout, count));
  const [objects, erased, asks] = layout.blocks === 1 ? canaries : sparse(block % 3, canaries[0]!);
  const objectorCount = Math.max(Math.ceil(3 / layout.blocks), Math.round(count / 100));
  const objectors = new Set(objects === undefined ? [] : [objects]);
  while (objectors.size < objectorCount) objectors.add(order.pop()!);
  const early = order.splice(0, backlogErasures(layout) - (erased === undefined ? 0 : 1));
  const queue = [erased, ...early, asks, ...order].filter((one) => one !== undefined);
  return {
    canaries,
    objectors,
    ranks: new Map(queue.slice(0, erasableCount(count)).map((person, rank) => [person, rank])),
  };
}

const sparse = (place: number, value: number): (number | undefined)[] =>
  Array.from({ length: 3 }, (_, at) => (at === place ? value : undefined));

function makePerson(drawsOf: DrawsOf, layout: Layout, block: number, index: number, roles: Roles): Person {
  const draws = drawsOf("person", block, index);
  const civility = draws.chance(520) ? "Mme" : "M.";
  const firstName = draws.pick(FIRST_NAMES[civility === "Mme" ? "f" : "m"]);
  const drawnName = draws.pick(LAST_NAMES);
  const canary = roles.canaries.indexOf(index);
  const lastName = canary < 0 ? drawnName : canaryName(drawsOf, block * canariesPerBlock(layout) + canary);
  const objector = roles.objectors.has(index);
  const erasureRank = roles.ranks.get(index) ?? null;
  const account =
    draws.chance(920) || canary >= 0 || objector || erasureRank !== null
      ? identifier(drawsOf, "account", block, index)
      : null;
  const phones = [phoneOf(drawsOf, layout, block, index, 0)];
  if (index % PERSONS_PER_SECOND_PHONE === 0) phones.push(phoneOf(drawsOf, layout, block, index, 1));
  const number = personNumber(drawsOf, layout, block, index);
  return {
    index,
    civility,
    firstName,
    lastName,
    born: Date.UTC(1945 + draws.below(60), draws.below(12), 1 + draws.below(28)),
    emails: phones.map((_, nth) => email(drawsOf, block, index, nth, firstName, lastName, number)),
    phones: phones.filter((phone) => phone !== null),
    address: `${draws.between(1, 128)} ${draws.pick(STREETS)}`,
    commune: draws.pick(MAINLAND),
    account,
    joinedAt: EPOCH - draws.between(30, HISTORY_DAYS + 200) * DAY - draws.below(86_400) * SECOND,
    objector,
    canary: canary >= 0,
    erasureRank,
  };
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/[^A-Za-z]/g, "")
    .toLowerCase();

/** Addresses are unique in a world: each carries the person's number, a keyed permutation of 0 … 9,999,999. */
function email(
  drawsOf: DrawsOf,
  block: number,
  index: number,
  nth: number,
  firstName: string,
  lastName: string,
  number: number,
): string {
  const draws = drawsOf("person:email", block, index, nth);
  const first = plain(firstName);
  const last = plain(lastName);
  const local = draws.pick([
    `${first}.${last}`,
    `${first[0]}.${last}`,
    `${last}.${first}`,
    `${first}${last}`,
  ]);
  const domains = MAIL_DOMAINS.filter((_, position) => position % 2 === nth);
  return `${local}${number}@${draws.pick(domains)}`;
}

const NUMBERS = 10_000_000;

function personNumber(drawsOf: DrawsOf, layout: Layout, block: number, index: number): number {
  const draws = drawsOf("person:number");
  const factor = draws.below(900_000) * 10 + draws.pick([1, 3, 7, 9]);
  const offset = draws.below(1_000_000);
  return ((block * layout.largest.persons + index) * factor + offset) % NUMBERS;
}
