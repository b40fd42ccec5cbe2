// The contract's views: what a submission's PostgreSQL must answer under schema `lab`, whatever its tables.
// Values as read with every column cast to text where PostgreSQL's driver would choose a type (bigint, timestamptz).
import { z } from "zod";

const text = z.string();
const int = z.number().int();
const date = z.string();
/** ISO 8601, UTC, milliseconds: "2026-03-04T13:05:00.000Z". */
const instant = z.string();
const bool = z.boolean();

export const VIEWS = {
  sellers: z.object({
    seller_id: text,
    name: text,
    commune: text,
    department: text,
    postcode: text,
    joined_on: date,
  }),
  certifications: z.object({ seller_id: text, label: text, valid_until: date }),
  products: z.object({
    product_id: text,
    seller_id: text,
    name: text,
    description: text.nullable(),
    price_cents: int,
    vat_basis_points: int,
    net_quantity: int.nullable(),
    net_unit: text.nullable(),
    listed_on: date,
    image_file_id: text.nullable(),
  }),
  product_categories: z.object({ product_id: text, category: text }),
  prices: z.object({ product_id: text, at: instant, price_cents: int }),
  customers: z.object({
    /** The pseudonymised e-mail of the oldest record merged into this customer. */
    customer_key: text,
    account_key: text.nullable(),
    phone_key: text.nullable(),
    department: text,
    loyalty_cents: int,
    newsletter: bool,
    pickup_point: text,
    created_on: date,
  }),
  orders: z.object({
    order_id: text,
    /** As in `customers`; the order's own pseudonymised e-mail when no customer record has it; null once forgotten. */
    customer_key: text.nullable(),
    ordered_at: instant,
    status: text,
    total_cents: int,
  }),
  order_lines: z.object({
    order_id: text,
    line_no: int,
    product_id: text,
    quantity: int,
    unit_price_cents: int,
  }),
  reviews: z.object({
    review_id: text,
    product_id: text,
    author_key: text,
    rating: int,
    written_at: instant,
    device_key: text,
    network_key: text,
  }),
  labels: z.object({ review_id: text, fraudulent: bool, moderated_on: date }),
  files: z.object({
    file_id: text,
    media_type: text,
    bytes: int,
    sha256: text,
    width: int.nullable(),
    height: int.nullable(),
    taken_at: instant.nullable(),
  }),
  rejects: z.object({
    source: text,
    kind: text,
    /** See `DeadLetter.pointer`; an orphan's is `<raw id>`, an orphan order line's `<order id>#<line number from 1>`. */
    pointer: text,
    rule: text,
  }),
} as const;

/** Days that the raw layer keeps bodies, by the clock of the source; `erase` removes older ones. */
export const RAW_RETENTION_DAYS = 90;

/**
 * Views that follow from the others, and what was repaired: not compared row by row when a pipeline is verified, but
 * asked of a submission.
 */
export const DERIVED_VIEWS = {
  /** Each rule that changed a record that is kept. `id`: the natural id of the raw record (rawId in ids.ts). */
  repairs: z.object({ kind: text, id: text, rule: text }),
  /** Orders placed, shipped or delivered, by the seller of each line and the month of the order in UTC ("2026-03"). */
  seller_sales: z.object({
    seller_id: text,
    month: text,
    orders: int,
    units: int,
    revenue_cents: int,
  }),
} as const;
export const DERIVED_VIEW_KEYS = {
  repairs: ["kind", "id", "rule"],
  seller_sales: ["seller_id", "month"],
} as const satisfies Record<keyof typeof DERIVED_VIEWS, readonly string[]>;

/** What a model says of every review: view `predictions`. Not compared with the truth row by row, but judged by it. */
export const PredictionRow = z.object({
  review_id: text,
  /** From 0, surely honest, to 1. */
  score: z.number().min(0).max(1),
  flagged: bool,
});
export type PredictionRow = z.infer<typeof PredictionRow>;

export type ViewName = keyof typeof VIEWS;
export type ViewRow<V extends ViewName> = z.infer<(typeof VIEWS)[V]>;

/** The columns that identify a row of each view. */
export const VIEW_KEYS = {
  sellers: ["seller_id"],
  certifications: ["seller_id", "label"],
  products: ["product_id"],
  product_categories: ["product_id", "category"],
  prices: ["product_id", "at"],
  customers: ["customer_key"],
  orders: ["order_id"],
  order_lines: ["order_id", "line_no"],
  reviews: ["review_id"],
  labels: ["review_id"],
  files: ["file_id"],
  rejects: ["source", "kind", "pointer", "rule"],
} as const satisfies Record<ViewName, readonly string[]>;

/**
 * MongoDB: `raw` (raw bodies: _id `<kind>:<id>:<version>`, source, kind, id, hash, version, subjects, body),
 * `reviews` (_id review id, text, version, subjects), `files` (_id file id, mediaType, sha256, content, text).
 * Neo4j: (:Account {key})-[:WROTE]->(:Review {id, rating, at})-[:ABOUT]->(:Product {id})<-[:SELLS]-(:Seller {id}),
 * (:Review)-[:FROM_DEVICE]->(:Device {key}), (:Review)-[:FROM_NETWORK]->(:Network {key}).
 */
export const MONGO_COLLECTIONS = ["raw", "reviews", "files"] as const;
export const GRAPH_LABELS = ["Seller", "Product", "Account", "Review", "Device", "Network"] as const;
