// How a batch of clean records becomes rows: one statement per kind, fed with the JSON of the messages as it is.
// Every one keeps the version guard: an older record never overwrites a newer one, whatever the order of arrival.
import type { Kind } from "@atelier/contracts/kinds.ts";

export type LoadedKind = Exclude<Kind, "erasures">;

/** `$1` is a JSON array of clean records, at most one per key. */
const messages = (bodyType: string) =>
  `json_to_recordset($1::json) AS m(id text, source text, hash text, "observedAt" timestamptz, version bigint,
     subjects text[], repairs text[], body store.${bodyType})`;

interface Upsert {
  readonly table: string;
  readonly bodyType: string;
  readonly key: readonly string[];
  /** Column → the expression over `m` that gives it. */
  readonly columns: Readonly<Record<string, string>>;
  /** Other records may have the same key: the greatest (version, record id) wins, in the batch as in the table. */
  readonly sharedKey?: boolean;
  /** Columns that an update leaves as they are. */
  readonly insertOnly?: readonly string[];
}

function upsert({ table, bodyType, key, columns, sharedKey = false, insertOnly = [] }: Upsert): string {
  const names = Object.keys(columns);
  const changes = names
    .filter((name) => !key.includes(name) && !insertOnly.includes(name))
    .map((name) => `${name} = EXCLUDED.${name}`);
  const keyExpressions = key.map((name) => columns[name]).join(", ");
  const [distinct, order] = sharedKey
    ? [`DISTINCT ON (${keyExpressions})`, `ORDER BY ${keyExpressions}, m.version DESC, m.id DESC`]
    : ["", ""];
  const guard = sharedKey
    ? "(EXCLUDED.version, EXCLUDED.record_id) >= (t.version, t.record_id)"
    : "EXCLUDED.version >= t.version";
  return `INSERT INTO store.${table} AS t (${names.join(", ")})
    SELECT ${distinct} ${Object.values(columns).join(", ")} FROM ${messages(bodyType)} ${order}
    ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${changes.join(", ")} WHERE ${guard}`;
}

const body = (field: string) => `(m.body)."${field}"`;
const lineage = {
  source: "m.source",
  hash: "m.hash",
  observed_at: `m."observedAt"`,
  version: "m.version",
  repairs: "m.repairs",
};
const personal = { ...lineage, subjects: "m.subjects" };
const { hash: _, ...lineageOfPrices } = lineage;

const ORDERS = `WITH incoming AS MATERIALIZED (SELECT * FROM ${messages("order_body")}),
  accepted AS (
    INSERT INTO store.orders AS t
      (order_id, customer_key, ordered_at, status, total_cents, source, hash, observed_at, version, subjects, repairs)
    SELECT ${body("orderId")}, ${body("customerKey")}, ${body("orderedAt")}, ${body("status")}, ${body("totalCents")},
      source, hash, "observedAt", version, subjects, repairs FROM incoming m
    ON CONFLICT (order_id) DO UPDATE SET customer_key = EXCLUDED.customer_key, ordered_at = EXCLUDED.ordered_at,
      status = EXCLUDED.status, total_cents = EXCLUDED.total_cents, source = EXCLUDED.source, hash = EXCLUDED.hash,
      observed_at = EXCLUDED.observed_at, version = EXCLUDED.version, subjects = EXCLUDED.subjects,
      repairs = EXCLUDED.repairs
    WHERE EXCLUDED.version >= t.version
    RETURNING order_id
  ),
  surplus AS (
    DELETE FROM store.order_lines l USING incoming m
    WHERE l.order_id = m.id AND l.line_no > cardinality((m.body)."lines")
      AND m.id IN (SELECT order_id FROM accepted)
  ),
  lines AS (
    INSERT INTO store.order_lines AS t (order_id, line_no, product_id, quantity, unit_price_cents)
    SELECT m.id, line.no, line."productId", line.quantity, line."unitPriceCents"
    FROM incoming m
    CROSS JOIN LATERAL unnest((m.body)."lines") WITH ORDINALITY AS line("productId", quantity, "unitPriceCents", no)
    WHERE m.id IN (SELECT order_id FROM accepted)
    ON CONFLICT (order_id, line_no) DO UPDATE SET product_id = EXCLUDED.product_id, quantity = EXCLUDED.quantity,
      unit_price_cents = EXCLUDED.unit_price_cents
  )
  SELECT FROM accepted`;

/** Statements per kind, run in this order; the row count of the first tells how many records were accepted. */
export const UPSERTS: Readonly<Record<LoadedKind, readonly string[]>> = {
  sellers: [
    upsert({
      table: "sellers",
      bodyType: "seller_body",
      key: ["seller_id"],
      columns: {
        seller_id: body("sellerId"),
        name: body("name"),
        commune: body("commune"),
        department: body("department"),
        postcode: body("postcode"),
        joined_on: body("joinedOn"),
        ...lineage,
      },
    }),
  ],
  certifications: [
    upsert({
      table: "certifications",
      bodyType: "certification_body",
      key: ["seller_id", "label"],
      columns: {
        seller_id: body("sellerId"),
        label: body("label"),
        valid_until: body("validUntil"),
        record_id: "m.id",
        ...lineage,
      },
    }),
  ],
  products: [
    upsert({
      table: "products",
      bodyType: "product_body",
      key: ["product_id"],
      sharedKey: true,
      columns: {
        product_id: body("productId"),
        seller_id: body("sellerId"),
        name: body("name"),
        description: body("description"),
        price_cents: body("priceCents"),
        vat_basis_points: body("vatBasisPoints"),
        net_quantity: body("netQuantity"),
        net_unit: body("netUnit"),
        listed_on: body("listedOn"),
        image_file_id: body("imageFileId"),
        record_id: "m.id",
        ...lineage,
      },
    }),
    `INSERT INTO store.product_categories (product_id, category, record_id)
       SELECT ${body("productId")}, ${body("category")}, m.id FROM ${messages("product_body")}
       ORDER BY 1, 2
       ON CONFLICT DO NOTHING`,
  ],
  prices: [
    upsert({
      table: "prices",
      bodyType: "price_body",
      key: ["product_id", "at"],
      sharedKey: true,
      columns: {
        product_id: body("productId"),
        at: body("at"),
        price_cents: body("priceCents"),
        record_id: "m.id",
        ...lineageOfPrices,
      },
    }),
  ],
  customers: [
    upsert({
      table: "customer_records",
      bodyType: "customer_body",
      key: ["record_id"],
      insertOnly: ["cluster_id"],
      columns: {
        record_id: body("recordId"),
        account_key: body("accountKey"),
        email_key: body("emailKey"),
        phone_key: body("phoneKey"),
        department: body("department"),
        loyalty_cents: body("loyaltyCents"),
        newsletter: body("newsletter"),
        pickup_point: body("pickupPoint"),
        created_on: body("createdOn"),
        updated_at: body("updatedAt"),
        // Alone until `customers.ts` says otherwise, in the same transaction.
        cluster_id: body("recordId"),
        ...personal,
      },
    }),
  ],
  orders: [ORDERS],
  reviews: [
    upsert({
      table: "reviews",
      bodyType: "review_body",
      key: ["review_id"],
      columns: {
        review_id: body("reviewId"),
        product_id: body("productId"),
        account_key: body("accountKey"),
        rating: body("rating"),
        text: body("text"),
        written_at: body("writtenAt"),
        device_key: body("deviceKey"),
        network_key: body("networkKey"),
        ...personal,
      },
    }),
  ],
  labels: [
    upsert({
      table: "labels",
      bodyType: "label_body",
      key: ["review_id"],
      columns: {
        review_id: body("reviewId"),
        fraudulent: body("fraudulent"),
        moderated_on: body("moderatedOn"),
        ...personal,
      },
    }),
  ],
  files: [
    upsert({
      table: "files",
      bodyType: "file_body",
      key: ["file_id"],
      columns: {
        file_id: body("fileId"),
        path: body("path"),
        media_type: body("mediaType"),
        bytes: body("bytes"),
        sha256: body("sha256"),
        width: body("width"),
        height: body("height"),
        taken_at: body("takenAt"),
        ...lineage,
      },
    }),
  ],
};

/** What a tombstone deletes: `$1` is an array of record ids. */
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
