// Coverage: what the sources list now must have been collected, as they list it now.
import type { PostgresClient } from "@atelier/platform/postgres.ts";
import { missingIds, type Control } from "./queried.ts";
import type { Listed, Sources } from "./source.ts";

/** Of a kind, what the store holds or has set aside: ids, and the newest version in milliseconds. */
interface Held {
  readonly ids: ReadonlySet<string>;
  readonly newest: number;
}

/** Site maps tell seconds. */
const PRECISION_MS = 1000;

export async function checkCoverage(sources: Sources, client: PostgresClient): Promise<Control[]> {
  const [sellers, products, orders] = await Promise.all([
    sources.sellers(),
    sources.productPages(),
    sources.orders(),
  ]);
  const heldSellers = await heldOf(client, "sellers", "SELECT seller_id AS id, version FROM store.sellers");
  const heldOrders = await heldOf(client, "orders", "SELECT order_id AS id, version FROM store.orders");
  const heldPages = await heldOf(
    client,
    "products",
    "SELECT c.record_id AS id, p.version FROM store.product_categories c JOIN store.products p USING (product_id)",
  );
  return [
    missingIds(complete("sellers"), absent(sellers, heldSellers)),
    missingIds(complete("orders"), absent(orders, heldOrders)),
    // The address of a page does not say its product: only how many there are can be told.
    { ...complete("products"), violations: Math.max(0, products.size - heldPages.ids.size), examples: [] },
    current("sellers", sellers, heldSellers),
    current("products", products, heldPages),
    current("orders", orders, heldOrders),
  ];
}

async function heldOf(client: PostgresClient, kind: string, sql: string): Promise<Held> {
  const { rows } = await client.query<{ id: string; version: string }>(
    `${sql} UNION ALL SELECT pointer, version FROM store.rejects WHERE kind = '${kind}'`,
  );
  return {
    ids: new Set(rows.map(({ id }) => id)),
    newest: rows.reduce((newest, { version }) => Math.max(newest, Number(version)), 0),
  };
}

const absent = (listed: Listed, held: Held): string[] => [...listed.keys()].filter((id) => !held.ids.has(id));

const complete = (subject: string) => ({
  name: `${subject}-collected`,
  class: "completeness" as const,
  subject,
});

/** Whether the source has changed something since the newest that the store has of it. */
function current(subject: string, listed: Listed, { newest }: Held): Control {
  const later = [...listed].filter(([, at]) => at >= newest + PRECISION_MS).map(([id]) => id);
  return missingIds({ name: `${subject}-current`, class: "freshness", subject }, later);
}
