// The customers file's records: mostly one a person, sometimes two, as real files have them.
import type { RuleId } from "@atelier/contracts/rules.ts";
import { DAY, EPOCH, SECOND } from "./calendar.ts";
import type { DrawsOf } from "./draws.ts";
import { identifier } from "./identifiers.ts";
import type { Person } from "./people.ts";
import { quota, spread } from "./spread.ts";

export interface CustomerRecord {
  readonly recordId: string;
  readonly person: Person;
  /** 0, or 1 for a person's second record. */
  readonly nth: number;
  readonly email: string;
  readonly phone: string | null;
  readonly account: string | null;
  readonly loyaltyCents: number;
  readonly newsletter: boolean;
  readonly pickupPoint: string;
  readonly createdOn: number;
  readonly updatedAt: number;
  readonly defect: RuleId | null;
}

const SHOPS = [
  "Relais du marché",
  "Épicerie de la place",
  "Point vert",
  "Maison de la presse",
  "Halle aux grains",
  "Café de la gare",
];
/** Only Windows-1252 can write these. */
const CP1252_SHOPS = ["Au bon Œuf", "Le Cœur de bœuf", "Tout à 1 €", "Bazar des Sœurs", "Œnothèque du port"];

/** Persons who buy without a customer record. */
const GUESTS_PER_THOUSAND = 30;

export function makeCustomers(drawsOf: DrawsOf, block: number, people: readonly Person[]): CustomerRecord[] {
  const records: CustomerRecord[] = [];
  const forced = Math.max(3, Math.round(people.length / 40));
  const pairable = people.filter((one) => one.emails.length > 1 && one.phones.length > 0 && !one.objector);
  const pairs = new Set(drawsOf("customer:pairs", block).shuffle(pairable).slice(0, forced));
  for (const person of people) records.push(...recordsOf(drawsOf, block, person, pairs.has(person)));
  const free = records.filter((one) => !pairs.has(one.person) && !one.person.objector);
  const n = free.length;
  const defects = spread<CustomerRecord, RuleId>(drawsOf("defect:customers", block), free, [
    { what: "cp1252", count: quota(n, 20, 3) },
    { what: "decimal-comma", count: quota(n, 50, 3) },
    { what: "date-impossible", count: quota(n, 10, 3) },
    { what: "phone-international", count: quota(n, 300, 3), fits: (one) => one.phone !== null },
    { what: "email-case", count: quota(n, 40, 3) },
    { what: "boolean-french", count: quota(n, 50, 3) },
    { what: "duplicate-row", count: quota(n, 12, 3) },
  ]);
  return records
    .map((record): CustomerRecord => {
      if (pairs.has(record.person)) return { ...record, defect: "customer-duplicate" };
      const defect = defects.get(record) ?? null;
      if (defect !== "cp1252") return { ...record, defect };
      const pickupPoint = drawsOf("customer:cp1252", block, record.person.index).pick(CP1252_SHOPS);
      return { ...record, defect, pickupPoint };
    })
    .toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1));
}

function recordsOf(drawsOf: DrawsOf, block: number, person: Person, pair: boolean): CustomerRecord[] {
  const draws = drawsOf("customer", block, person.index);
  if (person.account === null && draws.chance(GUESTS_PER_THOUSAND * 12)) return [];
  const createdOn = person.joinedAt - (person.joinedAt % DAY);
  const first: CustomerRecord = {
    recordId: identifier(drawsOf, "customer-record", block, person.index),
    person,
    nth: 0,
    email: person.emails[0]!,
    phone: pair || draws.chance(880) ? (person.phones[0] ?? null) : null,
    account: person.account,
    loyaltyCents: draws.below(90) * 25 + draws.below(25),
    newsletter: draws.chance(400),
    pickupPoint: draws.pick(SHOPS),
    createdOn,
    updatedAt: createdOn + draws.between(1, 20) * DAY + draws.below(86_400) * SECOND,
    defect: null,
  };
  if (!pair) return [first];
  const later = Math.min(EPOCH - DAY, first.updatedAt + draws.between(3, 60) * DAY);
  const sharesEmail = draws.chance(500);
  const second: CustomerRecord = {
    ...first,
    recordId: identifier(drawsOf, "customer-record", block, person.index, 1),
    nth: 1,
    email: sharesEmail ? person.emails[0]! : person.emails[1]!,
    phone: sharesEmail ? (person.phones[1] ?? null) : person.phones[0]!,
    account: draws.chance(500) ? person.account : null,
    loyaltyCents: draws.below(90) * 25 + draws.below(25),
    newsletter: !first.newsletter,
    pickupPoint: draws.pick(SHOPS),
    createdOn: later - (later % DAY),
    updatedAt: later + draws.below(3600) * SECOND,
  };
  return [first, second];
}
