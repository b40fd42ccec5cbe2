// What every table must be like, whether or not the server enforces it: the controls are what is left when a constraint is missing.
import type { ViewName } from "@atelier/contracts/views.ts";
import type { Queried } from "./queried.ts";

interface Table {
  readonly table: string;
  /** Of a row, as examples name it. */
  readonly key: readonly string[];
  /** What may not be null, beside the key. */
  readonly required: readonly string[];
  /** SQL that is true of a row outside its bounds. */
  readonly outside?: string;
  /** SQL that is true of a row that contradicts itself. */
  readonly contradictory?: string;
}

const DEPARTMENT = String.raw`^(\d\d|2[AB]|97\d)$`;

/** By the view of the contract that shows the table. */
export const TABLES: Readonly<Record<ViewName, Table>> = {
  sellers: {
    table: "store.sellers",
    key: ["seller_id"],
    required: ["name", "commune", "department", "postcode", "joined_on"],
    outside: String.raw`name = '' OR department !~ '${DEPARTMENT}' OR postcode !~ '^\d{5}$'`,
  },
  certifications: {
    table: "store.certifications",
    key: ["seller_id", "label"],
    required: ["valid_until"],
  },
  products: {
    table: "store.products",
    key: ["product_id"],
    required: ["seller_id", "name", "price_cents", "vat_basis_points", "listed_on"],
    outside: `name = '' OR price_cents <= 0 OR vat_basis_points NOT BETWEEN 0 AND 10000 OR net_quantity <= 0
      OR net_unit NOT IN ('g', 'ml')`,
    contradictory: "(net_quantity IS NULL) <> (net_unit IS NULL)",
  },
  product_categories: {
    table: "store.product_categories",
    key: ["product_id", "category"],
    required: ["record_id"],
    outside: "category = ''",
  },
  prices: {
    table: "store.prices",
    key: ["product_id", "at"],
    required: ["price_cents"],
    outside: "price_cents <= 0",
  },
  customers: {
    table: "store.customer_records",
    key: ["record_id"],
    required: [
      "email_key",
      "department",
      "loyalty_cents",
      "newsletter",
      "pickup_point",
      "created_on",
      "updated_at",
      "cluster_id",
    ],
    outside: `department !~ '${DEPARTMENT}' OR length(email_key) <> 64 OR length(phone_key) <> 64
      OR length(account_key) <> 64`,
    contradictory: "updated_at < created_on",
  },
  orders: {
    table: "store.orders",
    key: ["order_id"],
    required: ["ordered_at", "status", "total_cents"],
    outside: `status NOT IN ('placed', 'shipped', 'delivered', 'cancelled') OR total_cents < 0
      OR length(customer_key) <> 64`,
  },
  order_lines: {
    table: "store.order_lines",
    key: ["order_id", "line_no"],
    required: ["product_id", "quantity", "unit_price_cents"],
    outside: "line_no < 1 OR quantity < 1 OR unit_price_cents < 0",
  },
  reviews: {
    table: "store.reviews",
    key: ["review_id"],
    required: ["product_id", "account_key", "rating", "written_at", "device_key", "network_key"],
    outside: `rating NOT BETWEEN 1 AND 5 OR length(account_key) <> 64 OR length(device_key) <> 64
      OR length(network_key) <> 64`,
  },
  labels: { table: "store.labels", key: ["review_id"], required: ["fraudulent", "moderated_on"] },
  files: {
    table: "store.files",
    key: ["file_id"],
    required: ["media_type", "bytes", "sha256"],
    outside: `media_type NOT IN ('image/png', 'image/jpeg', 'application/pdf') OR bytes < 0
      OR sha256 !~ '^[0-9a-f]{64}$' OR width <= 0 OR height <= 0`,
  },
  rejects: { table: "store.rejects", key: ["kind", "pointer"], required: ["source", "rule", "reason"] },
};

/** Children whose parent must be there. Those that may come before it are set aside by the views, with rule `orphan`. */
const PARENTS: readonly { child: ViewName; column: string; parent: ViewName; key: string }[] = [
  { child: "products", column: "seller_id", parent: "sellers", key: "seller_id" },
  { child: "certifications", column: "seller_id", parent: "sellers", key: "seller_id" },
  { child: "product_categories", column: "product_id", parent: "products", key: "product_id" },
  { child: "order_lines", column: "order_id", parent: "orders", key: "order_id" },
  { child: "reviews", column: "product_id", parent: "products", key: "product_id" },
];

/** Controls that each are one query, which gives an `example` a violation. */
export function tableControls(): Queried[] {
  const of = Object.entries(TABLES).flatMap(([subject, one]): Queried[] => {
    const name = nameOf(one, "t");
    const where = (condition: string) => `SELECT ${name} AS example FROM ${one.table} t WHERE ${condition}`;
    const missing = [...one.key, ...one.required].map((column) => `${column} IS NULL`).join(" OR ");
    return [
      {
        name: `${subject}-once`,
        class: "duplicate",
        subject,
        query: `SELECT ${name} AS example FROM ${one.table} t GROUP BY ${one.key.join(", ")} HAVING count(*) > 1`,
      },
      { name: `${subject}-filled`, class: "missing", subject, query: where(missing) },
      ...(one.outside === undefined
        ? []
        : [{ name: `${subject}-in-range`, class: "range", subject, query: where(one.outside) } as const]),
      ...(one.contradictory === undefined
        ? []
        : [
            {
              name: `${subject}-consistent`,
              class: "inconsistent",
              subject,
              query: where(one.contradictory),
            } as const,
          ]),
    ];
  });
  const orphans = PARENTS.map(({ child, column, parent, key }): Queried => {
    const { table } = TABLES[child];
    return {
      name: `${child}-have-${parent}`,
      class: "orphan",
      subject: child,
      query: `SELECT ${nameOf(TABLES[child], "t")} AS example FROM ${table} t
        WHERE NOT EXISTS (SELECT FROM ${TABLES[parent].table} p WHERE p.${key} = t.${column})`,
    };
  });
  return [...of, ...orphans];
}

const nameOf = ({ key }: Table, alias: string) =>
  `concat_ws('~', ${key.map((column) => `${alias}.${column}`).join(", ")})`;
