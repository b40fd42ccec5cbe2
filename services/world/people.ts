// The persons of a block: buyers, reviewers, objectors, canaries. What they hide (fraud) is in fraud.ts, drawn apart.
import { DAY, EPOCH, HISTORY_DAYS, SECOND } from "./calendar.ts";
import { MAINLAND, type Commune } from "./data/communes.ts";
import {
  CANARY_ENDS,
  CANARY_MIDDLES,
  CANARY_STARTS,
  FIRST_NAMES,
  LAST_NAMES,
  MAIL_DOMAINS,
  STREETS,
} from "./data/names.ts";
import type { DrawsOf } from "./draws.ts";
import { identifier } from "./identifiers.ts";
import type { Layout } from "./layout.ts";
import { phoneOf } from "./phones.ts";

export interface Person {
  readonly index: number;
  readonly civility: "M." | "Mme";
  readonly firstName: string;
  readonly lastName: string;
  readonly born: number;
  /** The first is the one used most; a second only for a person with two customer records. */
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
  const roles = drawsOf("person:roles", block).shuffle(Array.from({ length: count }).keys());
  const canaryCount = Math.max(Math.ceil(5 / layout.blocks), Math.round(count / 100));
  const objectorCount = Math.max(Math.ceil(3 / layout.blocks), Math.round(count / 100));
  const canaries = new Set(roles.slice(0, canaryCount));
  // The first canary of each block objects; the second is among the first to ask for erasure.
  const objectors = new Set([
    ...roles.slice(0, 1),
    ...roles.slice(canaryCount, canaryCount + objectorCount - 1),
  ]);
  const erasable = roles.filter((person) => !objectors.has(person));
  const [firstCanary, ...others] = erasable;
  const order = [
    ...drawsOf("person:erasure", block).shuffle(others.slice(canaryCount)),
    ...others.slice(0, canaryCount),
  ];
  const ranks = new Map<number, number>();
  const queue = [firstCanary!, ...order].slice(0, erasableCount(count));
  for (const [rank, person] of queue.entries()) ranks.set(person, rank);
  return Array.from({ length: count }, (_, index) =>
    makePerson(drawsOf, layout, block, index, {
      canary: canaries.has(index) ? [...canaries].indexOf(index) : null,
      objector: objectors.has(index),
      erasureRank: ranks.get(index) ?? null,
    }),
  );
}

function makePerson(
  drawsOf: DrawsOf,
  layout: Layout,
  block: number,
  index: number,
  role: { canary: number | null; objector: boolean; erasureRank: number | null },
): Person {
  const draws = drawsOf("person", block, index);
  const civility = draws.chance(520) ? "Mme" : "M.";
  const firstName = draws.pick(FIRST_NAMES[civility === "Mme" ? "f" : "m"]);
  const drawnName = draws.pick(LAST_NAMES);
  const lastName = role.canary === null ? drawnName : canaryName(drawsOf, layout, block, role.canary);
  const known = role.canary !== null || role.objector || role.erasureRank !== null;
  const account = draws.chance(920) || known ? identifier(drawsOf, "account", block, index) : null;
  const two = draws.chance(120);
  const commune = draws.pick(MAINLAND);
  const number = personNumber(drawsOf, layout, block, index);
  const phones = [
    phoneOf(drawsOf, layout, block, index, 0),
    ...(two ? [phoneOf(drawsOf, layout, block, index, 1)] : []),
  ];
  return {
    index,
    civility,
    firstName,
    lastName,
    born: Date.UTC(1945 + draws.below(60), draws.below(12), 1 + draws.below(28)),
    emails: [0, ...(two ? [1] : [])].map((nth) =>
      email(drawsOf, block, index, nth, firstName, lastName, number),
    ),
    phones: phones.filter((phone) => phone !== null),
    address: `${draws.between(1, 128)} ${draws.pick(STREETS)}`,
    commune,
    account,
    joinedAt: EPOCH - draws.between(30, HISTORY_DAYS + 200) * DAY - draws.below(86_400) * SECOND,
    objector: role.objector,
    canary: role.canary !== null,
    erasureRank: role.erasureRank,
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

/** A surname that nobody bears and no other canary of the world has. */
function canaryName(drawsOf: DrawsOf, layout: Layout, block: number, nth: number): string {
  const draws = drawsOf("person:canary");
  const starts = draws.shuffle(CANARY_STARTS);
  const middles = draws.shuffle(CANARY_MIDDLES);
  const ends = draws.shuffle(CANARY_ENDS);
  const perBlock = Math.max(5, Math.ceil(layout.largest.persons / 100));
  let number = block * perBlock + nth;
  let name = "";
  const start = starts[number % starts.length]!;
  number = Math.floor(number / starts.length);
  name = start + middles[number % middles.length]!;
  number = Math.floor(number / middles.length);
  name += ends[number % ends.length]!;
  number = Math.floor(number / ends.length);
  return number === 0 ? name : `${name}-${starts[number % starts.length]!}${ends[0]!}`;
}
