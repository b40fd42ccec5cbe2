// The customers that a block's records amount to, by the told rule: the record updated last gives each value, the
// oldest gives the key and the date of creation.
import type { ViewRow } from "@atelier/contracts/views.ts";
import { isoDate } from "./calendar.ts";
import type { CustomerRecord } from "./customers.ts";
import type { Person } from "./people.ts";
import type { BlockState } from "./state.ts";
import type { Keys } from "./truth-keys.ts";

export interface MergedCustomer {
  readonly person: Person;
  readonly records: readonly CustomerRecord[];
  readonly row: ViewRow<"customers">;
}

/** Rejected records and forgotten persons have no part in it. */
export function mergeCustomers(keys: Keys, state: BlockState): Map<Person, MergedCustomer> {
  const byPerson = new Map<Person, CustomerRecord[]>();
  for (const record of state.block.customers) {
    if (record.defect === "date-impossible" || state.isForgotten(record.person)) continue;
    byPerson.set(record.person, [...(byPerson.get(record.person) ?? []), record]);
  }
  const merged = new Map<Person, MergedCustomer>();
  for (const [person, records] of byPerson)
    merged.set(person, { person, records, row: rowOf(keys, person, records) });
  return merged;
}

function rowOf(keys: Keys, person: Person, records: readonly CustomerRecord[]): ViewRow<"customers"> {
  const newest = records.toSorted((a, b) => b.updatedAt - a.updatedAt)[0]!;
  const oldest = records.toSorted((a, b) => a.createdOn - b.createdOn)[0]!;
  return {
    customer_key: keys.email(oldest.email),
    account_key: newest.account === null ? null : keys.account(newest.account),
    phone_key: newest.phone === null ? null : keys.phone(newest.phone),
    department: person.commune.department,
    loyalty_cents: newest.loyaltyCents,
    newsletter: newest.newsletter,
    pickup_point: newest.pickupPoint,
    created_on: isoDate(oldest.createdOn),
  };
}
