// What a tombstone deletes, by kind.
import type { LoadedKind } from "./upserts.ts";

/** `$1` is an array of record ids. */
export const DELETES: Readonly<Record<LoadedKind, string>> = {
  sellers: "DELETE FROM store.sellers WHERE seller_id = ANY($1)",
  certifications: "DELETE FROM store.certifications WHERE record_id = ANY($1)",
  products: `WITH gone AS (DELETE FROM store.product_categories WHERE record_id = ANY($1) RETURNING product_id, category)
    DELETE FROM store.products p WHERE product_id IN (SELECT product_id FROM gone) AND NOT EXISTS (
      SELECT FROM store.product_categories c
      WHERE c.product_id = p.product_id AND (c.product_id, c.category) NOT IN (SELECT product_id, category FROM gone)
    )`,
  prices: "DELETE FROM store.prices WHERE record_id = ANY($1)",
  customers: "DELETE FROM store.customer_records WHERE record_id = ANY($1)",
  orders: "DELETE FROM store.orders WHERE order_id = ANY($1)",
  reviews: "DELETE FROM store.reviews WHERE review_id = ANY($1)",
  labels: "DELETE FROM store.labels WHERE review_id = ANY($1)",
  files: "DELETE FROM store.files WHERE file_id = ANY($1)",
};
