// Rule `customer-duplicate`: which records are one customer, and what that customer is.
import type { CleanBody } from "@atelier/contracts/clean.ts";
import type { ViewRow } from "@atelier/contracts/views.ts";
import type { Held } from "./tables.ts";

type Row = ViewRow<"customers">;

export interface Customers {
  readonly rows: readonly Row[];
  /** The customer whose record has this pseudonymised e-mail. */
  readonly keyOf: ReadonlyMap<string, string>;
}

/** @param merged whether records with the same e-mail or phone are one customer; else each is its own. */
export function makeCustomers(
  held: readonly Held<"customers">[],
  merged: boolean,
  copiesShow: boolean,
): Customers {
  const rows: Row[] = [];
  const keyOf = new Map<string, string>();
  for (const cluster of merged ? clusters(held) : held.map((one) => [one])) {
    const bodies = cluster.map(({ body }) => body);
    const oldest = extreme(
      bodies,
      (a, b) => a.createdOn < b.createdOn || (a.createdOn === b.createdOn && a.recordId < b.recordId),
    );
    const newest = extreme(
      bodies,
      (a, b) => a.updatedAt > b.updatedAt || (a.updatedAt === b.updatedAt && a.recordId > b.recordId),
    );
    for (const { emailKey } of bodies) keyOf.set(emailKey, oldest.emailKey);
    const copies = copiesShow ? (cluster.find(({ body }) => body === newest)?.copies ?? 1) : 1;
    const row = customerRow(oldest, newest);
    for (let copy = 0; copy < copies; copy += 1) rows.push(row);
  }
  return { rows, keyOf };
}

function customerRow(oldest: CleanBody<"customers">, newest: CleanBody<"customers">): Row {
  return {
    customer_key: oldest.emailKey,
    account_key: newest.accountKey,
    phone_key: newest.phoneKey,
    department: newest.department,
    loyalty_cents: newest.loyaltyCents,
    newsletter: newest.newsletter,
    pickup_point: newest.pickupPoint,
    created_on: oldest.createdOn,
  };
}

/** Connected by an equal e-mail or phone, over any number of steps. */
function clusters(held: readonly Held<"customers">[]): Held<"customers">[][] {
  const byKey = new Map<string, Held<"customers">[]>();
  for (const one of held) {
    const keys = [`email:${one.body.emailKey}`, ...(one.body.phoneKey ? [`phone:${one.body.phoneKey}`] : [])];
    const joined = new Set([one, ...keys.flatMap((key) => byKey.get(key) ?? [])]);
    const cluster = [...joined];
    for (const { body } of cluster) {
      byKey.set(`email:${body.emailKey}`, cluster);
      if (body.phoneKey) byKey.set(`phone:${body.phoneKey}`, cluster);
    }
  }
  return [...new Set(byKey.values())];
}

function extreme<T>(items: readonly T[], isBetter: (one: T, than: T) => boolean): T {
  return items.reduce((best, one) => (isBetter(one, best) ? one : best));
}
