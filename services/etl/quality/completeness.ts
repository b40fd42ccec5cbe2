// Completeness: whatever the raw layer has must be in the relational store, or be set aside there with a reason.
import { KINDS, type Kind } from "@atelier/contracts/kinds.ts";
import type { Db } from "@atelier/platform/mongo.ts";
import type { PostgresClient } from "@atelier/platform/postgres.ts";
import { missingIds, type Control } from "./queried.ts";

/** Erasures are kept as persons of the ledger, not as records. */
const LOADED = KINDS.filter((kind) => kind !== "erasures");

/** Ids of raw records that the store accounts for, by kind. */
const KEPT: Readonly<Record<(typeof LOADED)[number], string>> = {
  sellers: "SELECT seller_id FROM store.sellers",
  certifications: "SELECT record_id FROM store.certifications",
  products: "SELECT c.record_id FROM store.product_categories c JOIN store.products USING (product_id)",
  reviews: "SELECT review_id FROM store.reviews",
  orders: "SELECT order_id FROM store.orders",
  customers: "SELECT record_id FROM store.customer_records",
  prices: `SELECT product_id || '~' || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    FROM store.prices`,
  labels: "SELECT review_id FROM store.labels",
  files: "SELECT file_id FROM store.files",
};

export async function checkCompleteness(db: Db, client: PostgresClient): Promise<Control[]> {
  const raw = new Map<string, Set<string>>(LOADED.map((kind) => [kind, new Set()]));
  const documents = db.collection<{ kind: Kind; id: string }>("raw");
  for await (const { kind, id } of documents.find({}, { projection: { _id: 0, kind: 1, id: 1 } })) {
    raw.get(kind)?.add(kind === "prices" ? priceKey(id) : id);
  }
  const controls: Control[] = [];
  for (const kind of LOADED) {
    const { rows } = await client.query<string[]>({
      text: `${KEPT[kind]} UNION ALL SELECT pointer FROM store.rejects WHERE kind = '${kind}'`,
      rowMode: "array",
    });
    const kept = new Set(rows.map(([id = ""]) => (kind === "prices" ? priceKey(id) : id)));
    const missing = [...(raw.get(kind) ?? [])].filter((id) => !kept.has(id));
    controls.push(missingIds({ name: `${kind}-loaded`, class: "completeness", subject: kind }, missing));
  }
  return controls;
}

/** The same instant may be written in two ways: ISO 8601, or milliseconds. */
function priceKey(id: string): string {
  const at = id.slice(id.indexOf("~") + 1);
  const instant = new Date(/^\d+$/.test(at) ? Number(at) : at);
  return Number.isNaN(instant.getTime()) ? id : `${id.slice(0, id.indexOf("~"))}~${instant.toISOString()}`;
}
