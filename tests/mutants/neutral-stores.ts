// Other ways to keep the same data in PostgreSQL: no mark may move.
import type { NeutralVariant } from "./mutant.ts";

type Stored = Pick<NeutralVariant, "id" | "difference"> & {
  readonly sql: readonly string[];
  readonly declare?: Extract<NeutralVariant["changes"][number], { type: "declare" }>["fields"];
};

const stored = ({ id, difference, sql, declare }: Stored): NeutralVariant => ({
  id,
  difference,
  of: "reference",
  reach: "stores",
  changes: [
    { type: "sql", statements: sql },
    ...(declare ? [{ type: "declare", fields: declare } as const] : []),
  ],
});

const TABLES = {
  sellers: "sellers",
  certifications: "certifications",
  products: "products",
  product_categories: "product_categories",
  prices: "prices",
  customers: "customer_records",
  orders: "orders",
  order_lines: "order_lines",
  reviews: "reviews",
  labels: "labels",
  files: "files",
} as const;

const entitiesIn = (nameOf: (table: string) => string) =>
  Object.fromEntries(Object.entries(TABLES).map(([view, table]) => [view, [nameOf(table)]]));

export const NEUTRAL_STORES: readonly NeutralVariant[] = [
  stored({
    id: "tables-in-french",
    difference: "base tables have other names",
    sql: Object.values(TABLES).map((table) => `ALTER TABLE store.${table} RENAME TO "t_${table}"`),
    declare: { entities: entitiesIn((table) => `store.t_${table}`) },
  }),
  stored({
    id: "tables-in-another-schema",
    difference: "base tables are in another schema",
    sql: [
      "CREATE SCHEMA entrepot",
      ...Object.values(TABLES).map((table) => `ALTER TABLE store.${table} SET SCHEMA entrepot`),
    ],
    declare: { entities: entitiesIn((table) => `entrepot.${table}`) },
  }),
  stored({
    id: "columns-added",
    difference: "tables have columns of their own besides",
    sql: Object.values(TABLES).flatMap((table) => [
      `ALTER TABLE store.${table} ADD COLUMN loaded_by text DEFAULT 'batch'`,
      `ALTER TABLE store.${table} ADD COLUMN loaded_on timestamptz DEFAULT now()`,
    ]),
  }),
  stored({
    id: "columns-renamed",
    difference: "columns of base tables have other names; the views' stay",
    sql: [
      "ALTER TABLE store.products RENAME COLUMN price_cents TO prix",
      "ALTER TABLE store.reviews RENAME COLUMN rating TO note",
      "ALTER TABLE store.orders RENAME COLUMN ordered_at TO passee_le",
    ],
  }),
  stored({
    id: "status-as-enum",
    difference: "the vocabulary of statuses is a domain, not a check of the table",
    sql: [
      "CREATE DOMAIN store.order_status AS text CHECK (VALUE IN ('placed', 'shipped', 'delivered', 'cancelled'))",
      `DO $$ DECLARE c record; BEGIN
         FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'store.orders'::regclass
           AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%placed%'
         LOOP EXECUTE format('ALTER TABLE store.orders DROP CONSTRAINT %I', c.conname); END LOOP; END $$`,
      "ALTER TABLE store.orders ADD COLUMN status_of_domain store.order_status",
      "UPDATE store.orders SET status_of_domain = status",
      "ALTER TABLE store.orders ADD CONSTRAINT same_status CHECK (status = status_of_domain::text)",
    ],
  }),
  stored({
    id: "surrogate-keys",
    difference: "a generated number is the primary key, the natural one is unique and not null",
    sql: [
      `ALTER TABLE store.labels DROP CONSTRAINT labels_pkey, ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       ADD CONSTRAINT labels_natural UNIQUE (review_id), ALTER COLUMN review_id SET NOT NULL`,
      `ALTER TABLE store.files DROP CONSTRAINT files_pkey, ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       ADD CONSTRAINT files_natural UNIQUE (file_id), ALTER COLUMN file_id SET NOT NULL`,
    ],
  }),
  stored({
    id: "checks-as-triggers",
    difference: "a rating outside 1 to 5 is refused by a trigger, not by a check",
    sql: [
      `DO $$ DECLARE c record; BEGIN
         FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'store.reviews'::regclass
           AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%rating%'
         LOOP EXECUTE format('ALTER TABLE store.reviews DROP CONSTRAINT %I', c.conname); END LOOP; END $$`,
      `CREATE FUNCTION store.refuse_rating() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.rating NOT BETWEEN 1 AND 5 THEN RAISE EXCEPTION 'rating %', NEW.rating; END IF; RETURN NEW; END $$`,
      "CREATE TRIGGER refuse_rating BEFORE INSERT OR UPDATE ON store.reviews FOR EACH ROW EXECUTE FUNCTION store.refuse_rating()",
    ],
  }),
  stored({
    id: "database-of-tokyo",
    difference: "the database's time zone and date style are others",
    sql: [
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Tokyo''', current_database());
         EXECUTE format('ALTER DATABASE %I SET datestyle = ''German''', current_database()); END $$`,
    ],
  }),
  stored({
    id: "indexes-and-comments",
    difference: "more indexes, comments, statistics",
    sql: [
      "CREATE INDEX ON store.reviews (written_at)",
      "COMMENT ON TABLE store.reviews IS 'avis'",
      "CREATE STATISTICS store.by_product ON product_id, rating FROM store.reviews",
      "ANALYZE store.reviews",
    ],
  }),
  stored({
    id: "texts-decomposed",
    difference: "accents are stored decomposed",
    sql: [
      "UPDATE store.products SET name = normalize(name, NFD), description = normalize(description, NFD)",
      "UPDATE store.sellers SET name = normalize(name, NFD), commune = normalize(commune, NFD)",
    ],
  }),
  stored({
    id: "varchars-and-numerics",
    difference: "money is numeric and texts are varchar in the base tables",
    sql: [
      "CREATE TABLE store.certificats (seller_id varchar(40) NOT NULL, label varchar(80) NOT NULL, valid_until date NOT NULL, record_id varchar(200) NOT NULL UNIQUE, source varchar(40) NOT NULL, hash varchar(64) NOT NULL, observed_at timestamptz NOT NULL, version numeric(20) NOT NULL, repairs text[] NOT NULL, PRIMARY KEY (seller_id, label))",
      "INSERT INTO store.certificats SELECT * FROM store.certifications",
      "CREATE OR REPLACE VIEW lab.certifications AS SELECT seller_id::text AS seller_id, label::text AS label, valid_until FROM store.certificats",
    ],
    declare: {
      entities: { ...entitiesIn((table) => `store.${table}`), certifications: ["store.certificats"] },
    },
  }),
];
