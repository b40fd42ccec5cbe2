// How a batch of clean records becomes rows: one statement per table over arrays of columns. Every one keeps the version
// guard: an older record never overwrites a newer one, whatever the order of arrival.
import type { Kind } from "@atelier/contracts/kinds.ts";
import type { PostgresClient } from "@atelier/platform/postgres.ts";
import type { CleanOf } from "../../messages.ts";
import type { Logged } from "./batch.ts";
import { columnOf, parametersOf, unnested, type Column } from "./columns.ts";
import { writeOrders } from "./orders.ts";

export type LoadedKind = Exclude<Kind, "erasures">;

/** Writes records, at most one per id. @returns how many were accepted; the others are older than what is there. */
type Upsert<R> = (client: PostgresClient, records: readonly R[]) => Promise<number>;

interface Table<R> {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly Column<R>[];
  /** Other records may have the same key: the greatest (version, record id) wins, in the batch as in the table. */
  readonly sharedKey?: boolean;
  /** Columns that an update leaves as they are. */
  readonly insertOnly?: readonly string[];
}

type Lineage = Omit<CleanOf<Kind>, "body" | "kind">;

export const LINEAGE: readonly Column<Lineage>[] = [
  { name: "source", type: "text", value: (row) => row.source },
  { name: "hash", type: "text", value: (row) => row.hash },
  { name: "observed_at", type: "timestamptz", value: (row) => row.observedAt },
  { name: "version", type: "bigint", value: (row) => row.version },
  { name: "repairs", type: "text[]", value: (row) => row.repairs },
];
export const PERSONAL: readonly Column<Lineage>[] = [
  ...LINEAGE,
  { name: "subjects", type: "text[]", value: (row) => row.subjects },
];
const RECORD_ID: Column<Lineage> = { name: "record_id", type: "text", value: (row) => row.id };

function upsertOf<R>({ table, key, columns, sharedKey = false, insertOnly = [] }: Table<R>): Upsert<R> {
  const names = columns.map(({ name }) => name);
  const changes = names
    .filter((name) => !key.includes(name) && !insertOnly.includes(name))
    .map((name) => `${name} = EXCLUDED.${name}`);
  const keys = key.map((name) => `m.${name}`).join(", ");
  const [distinct, order] = sharedKey
    ? [`DISTINCT ON (${keys})`, `ORDER BY ${keys}, m.version DESC, m.record_id DESC`]
    : ["", ""];
  const guard = sharedKey
    ? "(EXCLUDED.version, EXCLUDED.record_id) >= (t.version, t.record_id)"
    : "EXCLUDED.version >= t.version";
  const text = `INSERT INTO store.${table} AS t (${names.join(", ")})
    SELECT ${distinct} ${columns.map((column) => columnOf(column, "m")).join(", ")} FROM ${unnested(columns, "m")} ${order}
    ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${changes.join(", ")} WHERE ${guard}`;
  return async (client, records) => {
    const { rowCount } = await client.query({ name: table, text, values: parametersOf(columns, records) });
    return rowCount ?? 0;
  };
}

type Product = CleanOf<"products">;

const upsertProducts = upsertOf<Product>({
  table: "products",
  key: ["product_id"],
  sharedKey: true,
  columns: [
    { name: "product_id", type: "text", value: ({ body }) => body.productId },
    { name: "seller_id", type: "text", value: ({ body }) => body.sellerId },
    { name: "name", type: "text", value: ({ body }) => body.name },
    { name: "description", type: "text", value: ({ body }) => body.description },
    { name: "price_cents", type: "integer", value: ({ body }) => body.priceCents },
    { name: "vat_basis_points", type: "integer", value: ({ body }) => body.vatBasisPoints },
    { name: "net_quantity", type: "integer", value: ({ body }) => body.netQuantity },
    { name: "net_unit", type: "text", value: ({ body }) => body.netUnit },
    { name: "listed_on", type: "date", value: ({ body }) => body.listedOn },
    { name: "image_file_id", type: "text", value: ({ body }) => body.imageFileId },
    RECORD_ID,
    ...LINEAGE,
  ],
});

const CATEGORY_COLUMNS: readonly Column<Product>[] = [
  { name: "product_id", type: "text", value: ({ body }) => body.productId },
  { name: "category", type: "text", value: ({ body }) => body.category },
  RECORD_ID,
];
const CATEGORIES = `INSERT INTO store.product_categories (product_id, category, record_id)
  SELECT * FROM ${unnested(CATEGORY_COLUMNS, "m")} ORDER BY 1, 2 ON CONFLICT DO NOTHING`;

async function writeProducts(client: PostgresClient, records: readonly Product[]): Promise<number> {
  const accepted = await upsertProducts(client, records);
  await client.query({
    name: "product_categories",
    text: CATEGORIES,
    values: parametersOf(CATEGORY_COLUMNS, records),
  });
  return accepted;
}

export const UPSERTS: { readonly [K in LoadedKind]: Upsert<Logged<K>> } = {
  sellers: upsertOf<CleanOf<"sellers">>({
    table: "sellers",
    key: ["seller_id"],
    columns: [
      { name: "seller_id", type: "text", value: ({ body }) => body.sellerId },
      { name: "name", type: "text", value: ({ body }) => body.name },
      { name: "commune", type: "text", value: ({ body }) => body.commune },
      { name: "department", type: "text", value: ({ body }) => body.department },
      { name: "postcode", type: "text", value: ({ body }) => body.postcode },
      { name: "joined_on", type: "date", value: ({ body }) => body.joinedOn },
      ...LINEAGE,
    ],
  }),
  certifications: upsertOf<CleanOf<"certifications">>({
    table: "certifications",
    key: ["seller_id", "label"],
    columns: [
      { name: "seller_id", type: "text", value: ({ body }) => body.sellerId },
      { name: "label", type: "text", value: ({ body }) => body.label },
      { name: "valid_until", type: "date", value: ({ body }) => body.validUntil },
      RECORD_ID,
      ...LINEAGE,
    ],
  }),
  products: writeProducts,
  prices: upsertOf<CleanOf<"prices">>({
    table: "prices",
    key: ["product_id", "at"],
    sharedKey: true,
    columns: [
      { name: "product_id", type: "text", value: ({ body }) => body.productId },
      { name: "at", type: "timestamptz", value: ({ body }) => body.at },
      { name: "price_cents", type: "integer", value: ({ body }) => body.priceCents },
      RECORD_ID,
      ...LINEAGE.filter(({ name }) => name !== "hash"),
    ],
  }),
  customers: upsertOf<CleanOf<"customers">>({
    table: "customer_records",
    key: ["record_id"],
    insertOnly: ["cluster_id"],
    columns: [
      { name: "record_id", type: "text", value: ({ body }) => body.recordId },
      { name: "account_key", type: "text", value: ({ body }) => body.accountKey },
      { name: "email_key", type: "text", value: ({ body }) => body.emailKey },
      { name: "phone_key", type: "text", value: ({ body }) => body.phoneKey },
      { name: "department", type: "text", value: ({ body }) => body.department },
      { name: "loyalty_cents", type: "integer", value: ({ body }) => body.loyaltyCents },
      { name: "newsletter", type: "boolean", value: ({ body }) => body.newsletter },
      { name: "pickup_point", type: "text", value: ({ body }) => body.pickupPoint },
      { name: "created_on", type: "date", value: ({ body }) => body.createdOn },
      { name: "updated_at", type: "timestamptz", value: ({ body }) => body.updatedAt },
      // Alone until `customers.ts` says otherwise, in the same transaction.
      { name: "cluster_id", type: "text", value: ({ body }) => body.recordId },
      ...PERSONAL,
    ],
  }),
  orders: writeOrders,
  reviews: upsertOf<Logged<"reviews">>({
    table: "reviews",
    key: ["review_id"],
    columns: [
      { name: "review_id", type: "text", value: ({ body }) => body.reviewId },
      { name: "product_id", type: "text", value: ({ body }) => body.productId },
      { name: "account_key", type: "text", value: ({ body }) => body.accountKey },
      { name: "rating", type: "smallint", value: ({ body }) => body.rating },
      { name: "text", type: "text", value: ({ body }) => body.text },
      { name: "written_at", type: "timestamptz", value: ({ body }) => body.writtenAt },
      { name: "device_key", type: "text", value: ({ body }) => body.deviceKey },
      { name: "network_key", type: "text", value: ({ body }) => body.networkKey },
      { name: "log_partition", type: "integer", value: (row) => row.logPartition },
      { name: "log_offset", type: "bigint", value: (row) => row.logOffset },
      ...PERSONAL,
    ],
  }),
  labels: upsertOf<CleanOf<"labels">>({
    table: "labels",
    key: ["review_id"],
    columns: [
      { name: "review_id", type: "text", value: ({ body }) => body.reviewId },
      { name: "fraudulent", type: "boolean", value: ({ body }) => body.fraudulent },
      { name: "moderated_on", type: "date", value: ({ body }) => body.moderatedOn },
      ...PERSONAL,
    ],
  }),
  files: upsertOf<CleanOf<"files">>({
    table: "files",
    key: ["file_id"],
    columns: [
      { name: "file_id", type: "text", value: ({ body }) => body.fileId },
      { name: "path", type: "text", value: ({ body }) => body.path },
      { name: "media_type", type: "text", value: ({ body }) => body.mediaType },
      { name: "bytes", type: "integer", value: ({ body }) => body.bytes },
      { name: "sha256", type: "text", value: ({ body }) => body.sha256 },
      { name: "width", type: "integer", value: ({ body }) => body.width },
      { name: "height", type: "integer", value: ({ body }) => body.height },
      { name: "taken_at", type: "timestamptz", value: ({ body }) => body.takenAt },
      ...LINEAGE,
    ],
  }),
};
