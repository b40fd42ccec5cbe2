// Faults of what the reference's load leaves in its stores. None changes a table, a view or a column.
import type { Mutant } from "./mutant.ts";

type Stored = Omit<Mutant, "of" | "reach" | "changes"> & { readonly sql: readonly string[] };

const stored = ({ sql, ...mutant }: Stored): Mutant => ({
  ...mutant,
  of: "reference",
  reach: "stores",
  changes: [{ type: "sql", statements: sql }],
});

/** Every second row by its key, the same ones each time. */
const half = (key: string) => `get_byte(sha256(${key}::bytea), 0) % 2 = 0`;

/** Values that the tables' own constraints would refuse need them gone first. */
const without = (table: string, like: string) =>
  `DO $$ DECLARE c record; BEGIN
     FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = '${table}'::regclass
       AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%${like}%'
     LOOP EXECUTE format('ALTER TABLE ${table} DROP CONSTRAINT %I', c.conname); END LOOP; END $$`;

/** The columns that must be given; the others fill themselves. */
const REVIEW = `review_id, product_id, account_key, rating, text, written_at, device_key, network_key,
  source, hash, observed_at, version, subjects, repairs, log_partition, log_offset`;

export const REFERENCE_STORES: readonly Mutant[] = [
  // Wholeness of what is loaded
  stored({
    id: "half-of-products-lost",
    fault: "every second product is not loaded",
    sql: [`DELETE FROM store.products WHERE ${half("product_id")}`],
    costs: ["C7.4"],
    touches: ["C7.5", "C8.1.b", "C9.1", "C7.2"],
    says: /products/,
    section: "contract",
  }),
  stored({
    id: "half-of-reviews-lost",
    fault: "every second review is not loaded",
    sql: [`DELETE FROM store.reviews WHERE ${half("review_id")}`],
    costs: ["C7.4"],
    // With less than half of the reviews there, nobody can be said to be protected.
    touches: ["C7.5", "C8.1.b", "C9.1", "C12.5", "C7.2", "C6.2"],
    says: /reviews/,
    section: "contract",
  }),
  stored({
    id: "orders-of-one-page-lost",
    fault: "the last hundred orders are missing: the last page of the API was not read",
    sql: [
      "DELETE FROM store.orders WHERE order_id IN (SELECT order_id FROM store.orders ORDER BY order_id DESC LIMIT 100)",
    ],
    costs: ["C7.4"],
    // Orphans among their lines are no rejects any more.
    touches: ["C7.5", "C8.1.b", "C9.1", "C9.2", "C11.4"],
    says: /orders/,
    section: "contract",
  }),
  stored({
    id: "labels-lost",
    fault: "no moderation label is loaded",
    sql: ["DELETE FROM store.labels"],
    costs: ["C7.4"],
    // An empty view proves nothing of its tables; orphans among labels are no rejects any more.
    touches: ["C8.1.b", "C9.1", "C7.1", "C9.2", "C11.4"],
    says: /labels/,
    section: "contract",
  }),
  stored({
    id: "files-lost",
    fault: "no file is described in the database",
    sql: ["DELETE FROM store.files"],
    costs: ["C7.4"],
    // An empty view proves nothing of its tables.
    touches: ["C9.1", "C8.1.b", "C7.1"],
    says: /files/,
    section: "contract",
  }),
  stored({
    id: "certifications-lost",
    fault: "certifications are not loaded",
    sql: ["DELETE FROM store.certifications"],
    costs: ["C7.4"],
    // An empty view proves nothing of its tables.
    touches: ["C7.5", "C9.1", "C7.1"],
    says: /certifications/,
    section: "contract",
  }),
  stored({
    id: "price-history-truncated",
    fault: "only the last price of each product is kept",
    sql: [
      "DELETE FROM store.prices p USING store.prices later WHERE later.product_id = p.product_id AND later.at > p.at",
    ],
    costs: ["C7.4"],
    touches: ["C7.5", "C8.1.b", "C9.1"],
    says: /prices/,
    section: "contract",
  }),
  stored({
    id: "invented-reviews",
    fault: "reviews that no source has were added",
    sql: [
      `INSERT INTO store.reviews (${REVIEW}) SELECT 'X' || ${REVIEW} FROM store.reviews WHERE ${half("review_id")}`,
    ],
    costs: ["C7.4"],
    touches: ["C7.5", "C12.5", "C9.1", "C8.1.b"],
    says: /reviews/,
    section: "contract",
  }),
  // Transformations: one class of defect each
  stored({
    id: "prices-times-hundred",
    fault: "prices of products are in hundredths of cents",
    sql: ["UPDATE store.products SET price_cents = price_cents * 100"],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /price_cents/,
    section: "rules",
  }),
  stored({
    id: "comma-prices-misread",
    fault: "a decimal comma was dropped: 12,50 became 1250 euros",
    sql: ["UPDATE store.products SET price_cents = price_cents * 100 WHERE 'price-comma' = ANY (repairs)"],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /price-comma/,
    section: "rules",
  }),
  stored({
    id: "comma-prices-half-misread",
    fault: "half of the decimal commas were dropped",
    sql: [
      `UPDATE store.products SET price_cents = price_cents * 100 WHERE 'price-comma' = ANY (repairs) AND ${half("product_id")}`,
    ],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /price-comma/,
    section: "rules",
  }),
  stored({
    id: "vat-fractions-misread",
    fault: "a VAT rate of 0.055 became 0.055 %",
    sql: [
      "UPDATE store.products SET vat_basis_points = greatest(0, vat_basis_points / 100) WHERE 'vat-fraction' = ANY (repairs)",
    ],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /vat-fraction/,
    section: "rules",
  }),
  stored({
    id: "kilograms-as-grams",
    fault: "1.5 kg was stored as 2 g",
    sql: [
      "UPDATE store.products SET net_quantity = greatest(1, net_quantity / 1000) WHERE 'unit-kilograms' = ANY (repairs)",
    ],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /unit-kilograms/,
    section: "rules",
  }),
  stored({
    id: "day-and-month-swapped",
    fault: "04/03/2026 was read as 3 April",
    sql: [
      `UPDATE store.products SET listed_on = make_date(extract(year from listed_on)::int, least(12, extract(day from listed_on)::int),
       extract(month from listed_on)::int) WHERE 'date-slash' = ANY (repairs)`,
    ],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /date-slash/,
    section: "rules",
  }),
  stored({
    id: "paris-time-as-utc",
    fault: "an instant without a zone was taken for UTC",
    sql: [
      "UPDATE store.orders SET ordered_at = ordered_at + interval '1 hour' WHERE 'time-zone-missing' = ANY (repairs)",
    ],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C8.1.b"],
    says: /time-zone-missing/,
    section: "rules",
  }),
  stored({
    id: "all-instants-local",
    fault: "every order's instant is local time stored as UTC",
    sql: ["UPDATE store.orders SET ordered_at = ordered_at + interval '2 hours'"],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C8.1.b"],
    says: /ordered_at/,
    section: "rules",
  }),
  stored({
    id: "totals-as-shown",
    fault: "an order's displayed total is kept although its lines say otherwise",
    sql: ["UPDATE store.orders SET total_cents = total_cents + 100 WHERE 'total-mismatch' = ANY (repairs)"],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5"],
    says: /total-mismatch/,
    section: "rules",
  }),
  stored({
    id: "postcodes-without-zero",
    fault: "01000 lost its zero",
    sql: [
      without("store.sellers", "postcode"),
      "UPDATE store.sellers SET postcode = ltrim(postcode, '0') WHERE postcode LIKE '0%'",
    ],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.1"],
    says: /postcode/,
    section: "rules",
  }),
  stored({
    id: "corsica-as-twenty",
    fault: "department 20 stays 20",
    sql: [
      without("store.sellers", "department"),
      "UPDATE store.sellers SET department = '20' WHERE department IN ('2A', '2B')",
    ],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C7.1"],
    says: /department-corsica|department/,
    section: "rules",
  }),
  stored({
    id: "merged-communes-kept",
    fault: "former communes keep their names",
    sql: ["UPDATE store.sellers SET commune = 'Évry' WHERE 'commune-merged' = ANY (repairs)"],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /commune-merged/,
    section: "rules",
  }),
  stored({
    id: "apostrophes-kept",
    fault: "typographic apostrophes stay in names",
    sql: ["UPDATE store.products SET name = replace(name, '''', '’')"],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /apostrophe|name/,
    section: "rules",
  }),
  stored({
    id: "double-spaces-kept",
    fault: "runs of spaces stay in names",
    sql: [
      "UPDATE store.products SET name = replace(name, ' ', '  ') WHERE 'spaces' = ANY (repairs)",
      "UPDATE store.sellers SET name = replace(name, ' ', '  ') WHERE 'spaces' = ANY (repairs)",
    ],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /spaces/,
    section: "rules",
  }),
  stored({
    id: "entities-kept",
    fault: "descriptions escaped twice are decoded once",
    sql: [
      "UPDATE store.products SET description = replace(description, 'é', '&eacute;') WHERE 'double-entity' = ANY (repairs)",
    ],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /double-entity/,
    section: "rules",
  }),
  stored({
    id: "missing-as-zero",
    fault: "a quantity that a page does not say is zero grams",
    sql: [
      without("store.products", "net_quantity"),
      "UPDATE store.products SET net_quantity = 0, net_unit = 'g' WHERE net_quantity IS NULL",
    ],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C7.1"],
    says: /net_quantity/,
    section: "rules",
  }),
  stored({
    id: "statuses-in-french",
    fault: "French statuses are not translated",
    sql: [
      without("store.orders", "status"),
      `UPDATE store.orders SET status = CASE status WHEN 'placed' THEN 'passée' WHEN 'shipped' THEN 'expédiée'
         WHEN 'delivered' THEN 'livrée' ELSE 'annulée' END WHERE 'status-synonym' = ANY (repairs)`,
    ],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C8.1.b", "C7.1"],
    says: /status/,
    section: "rules",
  }),
  stored({
    id: "quantities-text-as-one",
    fault: "a quantity written x3 became 1",
    sql: [
      `UPDATE store.order_lines l SET quantity = 1 FROM store.orders o
       WHERE o.order_id = l.order_id AND 'quantity-text' = ANY (o.repairs)`,
    ],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C8.1.b"],
    says: /quantity-text|quantity/,
    section: "rules",
  }),
  stored({
    id: "ratings-off-by-one",
    fault: "ratings are one too low",
    sql: ["UPDATE store.reviews SET rating = greatest(1, rating - 1)"],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5"],
    says: /rating/,
    section: "rules",
  }),
  stored({
    id: "customers-not-merged",
    fault: "two records of one person stay two customers",
    sql: ["UPDATE store.customer_records SET cluster_id = record_id"],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C8.1.b"],
    says: /customer/,
    section: "rules",
  }),
  stored({
    id: "customers-merged-by-department",
    fault: "people of one department and day of creation are merged",
    sql: [
      "UPDATE store.customer_records c SET cluster_id = (SELECT min(o.record_id) FROM store.customer_records o WHERE o.department = c.department AND date_trunc('month', o.created_on) = date_trunc('month', c.created_on))",
    ],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C8.1.b"],
    says: /customer/,
    section: "rules",
  }),
  stored({
    id: "oldest-record-survives",
    fault: "of two records of a person the older gives the values",
    sql: [
      "UPDATE store.customer_records SET updated_at = '2060-01-01'::timestamptz - (updated_at - '2000-01-01'::timestamptz)",
    ],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C8.1.b"],
    says: /customer/,
    section: "rules",
  }),
  stored({
    id: "loyalty-in-euros",
    fault: "loyalty balances are in euros",
    sql: ["UPDATE store.customer_records SET loyalty_cents = loyalty_cents / 100"],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /loyalty_cents/,
    section: "rules",
  }),
  stored({
    id: "newsletter-inverted",
    fault: "oui and non are swapped",
    sql: [
      "UPDATE store.customer_records SET newsletter = NOT newsletter WHERE 'boolean-french' = ANY (repairs)",
    ],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /boolean-french/,
    section: "rules",
  }),
  stored({
    id: "media-types-by-extension",
    fault: "an image's type is that of its extension",
    sql: [
      `UPDATE store.files SET media_type = CASE media_type WHEN 'image/png' THEN 'image/jpeg' ELSE 'image/png' END
       WHERE 'media-type-lie' = ANY (repairs)`,
    ],
    costs: ["C9.1"],
    touches: ["C7.4"],
    says: /media-type-lie/,
    section: "rules",
  }),
  stored({
    id: "second-category-lost",
    fault: "a product of two categories is in one",
    sql: [
      `DELETE FROM store.product_categories c USING store.product_categories other
       WHERE other.product_id = c.product_id AND other.category < c.category`,
    ],
    costs: ["C9.1"],
    touches: ["C7.4", "C7.5", "C8.1.b"],
    says: /product-two-categories|product_categories/,
    section: "rules",
  }),
  // Rejects
  stored({
    id: "rejects-thrown-away",
    fault: "what cannot be used leaves no trace",
    sql: ["DELETE FROM store.rejects"],
    costs: ["C8.1.b", "C9.2"],
    touches: ["C7.4", "C9.1", "C11.4"],
    says: /reject/,
    section: "rules",
  }),
  stored({
    id: "rejects-without-rule",
    fault: "every reject has the same rule",
    sql: ["UPDATE store.rejects SET rule = 'unreadable'"],
    costs: ["C8.1.b"],
    touches: ["C7.4", "C9.1", "C9.2", "C11.4"],
    says: /rule|reject/,
    section: "rules",
  }),
  stored({
    id: "good-records-rejected",
    fault: "sound orders are shown as rejects",
    sql: [
      `INSERT INTO store.rejects SELECT r.* FROM store.rejects r, LATERAL (SELECT 1) one WHERE false`,
      `DO $$ DECLARE columns text; BEGIN
         SELECT string_agg(CASE column_name WHEN 'pointer' THEN 'o.order_id' ELSE 'r.' || column_name END, ',' ORDER BY ordinal_position)
           INTO columns FROM information_schema.columns WHERE table_schema = 'store' AND table_name = 'rejects';
         EXECUTE 'INSERT INTO store.rejects SELECT ' || columns ||
           ' FROM (SELECT * FROM store.rejects WHERE kind = ''orders'' LIMIT 1) r, (SELECT order_id FROM store.orders ORDER BY order_id LIMIT 300) o';
       END $$`,
    ],
    costs: ["C8.1.b"],
    touches: ["C7.4", "C9.2", "C11.4"],
    says: /reject/,
    section: "rules",
  }),
  // Predictions
  stored({
    id: "predictions-constant",
    fault: "every review has the same score",
    sql: ["UPDATE store.predictions SET score = 0.5, flagged = false"],
    costs: ["C12.5"],
    touches: ["C12.4", "C12.6"],
    says: /better than|PR-AUC/,
    section: "c12",
  }),
  stored({
    id: "predictions-of-half",
    fault: "every second review has no prediction",
    sql: [`DELETE FROM store.predictions WHERE ${half("review_id")}`],
    costs: ["C12.5"],
    touches: ["C12.4", "C12.6"],
    says: /reviews/,
    section: "c12",
  }),
  stored({
    id: "predictions-by-rating",
    fault: "the score is the rating",
    sql: [
      `UPDATE store.predictions p SET score = r.rating / 5.0, flagged = r.rating = 5
       FROM store.reviews r WHERE r.review_id = p.review_id`,
    ],
    costs: ["C12.5"],
    touches: ["C12.4", "C12.6"],
    says: /better than|PR-AUC/,
    section: "c12",
  }),
  stored({
    id: "predictions-repeat-labels",
    fault: "labelled reviews have their label, others nothing",
    sql: [
      "UPDATE store.predictions SET score = 0, flagged = false",
      `UPDATE store.predictions p SET score = 1, flagged = true FROM store.labels l
       WHERE l.review_id = p.review_id AND l.fraudulent`,
    ],
    costs: ["C12.5"],
    touches: ["C12.4", "C12.6"],
    says: /better than|PR-AUC|label/,
    section: "c12",
  }),
  stored({
    id: "everybody-accused",
    fault: "every review is flagged",
    sql: ["UPDATE store.predictions SET flagged = true"],
    costs: ["C12.5"],
    touches: ["C12.6"],
    says: /honest|accus|F1/,
    section: "c12",
  }),
  // Law
  stored({
    id: "objectors-kept",
    fault: "an objector's reviews are still there",
    sql: [
      `INSERT INTO store.reviews (${REVIEW})
       SELECT 'OBJ' || r.review_id || row_number() OVER (), r.product_id, f.subject, r.rating, r.text, r.written_at, r.device_key,
         r.network_key, r.source, r.hash, r.observed_at, r.version, ARRAY[f.subject], r.repairs, r.log_partition, r.log_offset
       FROM (SELECT * FROM store.reviews ORDER BY review_id LIMIT 1) r, (SELECT subject FROM store.forgotten ORDER BY subject) f`,
    ],
    costs: ["C6.2"],
    touches: ["C7.4", "C11.3", "C8.1.b"],
    says: /object|forgot|person/,
    section: "law",
  }),
  // Rights
  stored({
    id: "reader-reads-tables",
    fault: "the reader may read the base tables",
    sql: ["GRANT USAGE ON SCHEMA store TO reader", "GRANT SELECT ON ALL TABLES IN SCHEMA store TO reader"],
    costs: ["C7.3"],
    touches: ["C8.1.f"],
    says: /reader/,
    section: "contract",
  }),
  stored({
    id: "reader-writes",
    fault: "the reader may write",
    sql: [
      "GRANT USAGE ON SCHEMA store TO reader",
      "GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA store TO reader",
    ],
    costs: ["C7.3"],
    touches: ["C8.1.f"],
    says: /reader/,
    section: "contract",
  }),
  // Structure
  stored({
    id: "no-checks",
    fault: "no table has a CHECK",
    sql: [
      `DO $$ DECLARE c record; BEGIN
         FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint WHERE contype = 'c' AND connamespace = 'store'::regnamespace AND conrelid <> 0
         LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.conname); END LOOP; END $$`,
    ],
    costs: ["C7.1"],
    touches: ["C9.2"],
    says: /refused|constraint/i,
    section: "c7",
  }),
  stored({
    id: "no-keys",
    fault: "no table has a primary key",
    sql: [
      `DO $$ DECLARE c record; BEGIN
         FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint WHERE contype = 'p' AND connamespace = 'store'::regnamespace
         LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', c.t, c.conname); END LOOP; END $$`,
    ],
    costs: ["C7.1"],
    touches: ["C9.2"],
    says: /key/,
    section: "c7",
  }),
];
