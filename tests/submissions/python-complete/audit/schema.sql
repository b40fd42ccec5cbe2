-- Tables, and the contract's views over them. Runs again without harm.
CREATE SCHEMA IF NOT EXISTS shop;
CREATE SCHEMA IF NOT EXISTS lab;
CREATE TABLE IF NOT EXISTS shop.seller (
  seller_id text PRIMARY KEY CHECK (seller_id <> ''), name text NOT NULL CHECK (name <> ''), commune text NOT NULL CHECK (commune <> ''),
  department text NOT NULL CHECK (department ~ '^(\d\d|2[AB]|9[78]\d)$' AND department <> '20'),
  postcode text NOT NULL CHECK (postcode ~ '^\d{5}$'), joined_on date NOT NULL);
CREATE TABLE IF NOT EXISTS shop.certification (
  seller_id text NOT NULL REFERENCES shop.seller, label text NOT NULL CHECK (label <> ''), valid_until date NOT NULL, PRIMARY KEY (seller_id, label));
CREATE TABLE IF NOT EXISTS shop.product (
  product_id text PRIMARY KEY CHECK (product_id <> ''), seller_id text NOT NULL REFERENCES shop.seller, name text NOT NULL CHECK (name <> ''),
  description text CHECK (description <> ''), price_cents integer NOT NULL CHECK (price_cents > 0),
  vat_basis_points integer NOT NULL CHECK (vat_basis_points BETWEEN 0 AND 3000),
  net_quantity integer CHECK (net_quantity > 0), net_unit text CHECK (net_unit IN ('g', 'ml')),
  listed_on date NOT NULL, image_file_id text, CHECK ((net_quantity IS NULL) = (net_unit IS NULL)));
CREATE TABLE IF NOT EXISTS shop.product_category (
  product_id text NOT NULL REFERENCES shop.product ON DELETE CASCADE, category text NOT NULL CHECK (category <> ''), PRIMARY KEY (product_id, category));
CREATE TABLE IF NOT EXISTS shop.price (
  product_id text NOT NULL REFERENCES shop.product ON DELETE CASCADE, at timestamptz NOT NULL,
  price_cents integer NOT NULL CHECK (price_cents > 0), PRIMARY KEY (product_id, at));
CREATE TABLE IF NOT EXISTS shop.customer (
  customer_key text PRIMARY KEY CHECK (customer_key ~ '^[0-9a-f]{64}$'), account_key text CHECK (account_key ~ '^[0-9a-f]{64}$'),
  phone_key text CHECK (phone_key ~ '^[0-9a-f]{64}$'), department text NOT NULL CHECK (department ~ '^(\d\d|2[AB]|9[78]\d)$'),
  loyalty_cents integer NOT NULL CHECK (loyalty_cents >= 0), newsletter boolean NOT NULL, pickup_point text NOT NULL, created_on date NOT NULL);
CREATE TABLE IF NOT EXISTS shop.orders (
  order_id text PRIMARY KEY CHECK (order_id <> ''), customer_key text CHECK (customer_key ~ '^[0-9a-f]{64}$'), ordered_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('placed', 'shipped', 'delivered', 'cancelled')), total_cents integer NOT NULL CHECK (total_cents >= 0));
CREATE TABLE IF NOT EXISTS shop.order_line (
  order_id text NOT NULL REFERENCES shop.orders ON DELETE CASCADE, line_no integer NOT NULL CHECK (line_no >= 1),
  product_id text NOT NULL REFERENCES shop.product, quantity integer NOT NULL CHECK (quantity >= 1),
  unit_price_cents integer NOT NULL CHECK (unit_price_cents > 0), PRIMARY KEY (order_id, line_no));
CREATE INDEX IF NOT EXISTS order_line_product ON shop.order_line (product_id);
CREATE INDEX IF NOT EXISTS orders_customer ON shop.orders (customer_key);
CREATE TABLE IF NOT EXISTS shop.review (
  review_id text PRIMARY KEY CHECK (review_id <> ''), product_id text NOT NULL REFERENCES shop.product, author_key text NOT NULL CHECK (author_key ~ '^[0-9a-f]{64}$'),
  rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5), written_at timestamptz NOT NULL,
  device_key text NOT NULL CHECK (device_key ~ '^[0-9a-f]{64}$'), network_key text NOT NULL CHECK (network_key ~ '^[0-9a-f]{64}$'));
CREATE INDEX IF NOT EXISTS review_product ON shop.review (product_id);
CREATE INDEX IF NOT EXISTS review_author ON shop.review (author_key);
CREATE TABLE IF NOT EXISTS shop.label (
  review_id text PRIMARY KEY REFERENCES shop.review ON DELETE CASCADE, fraudulent boolean NOT NULL, moderated_on date NOT NULL);
CREATE TABLE IF NOT EXISTS shop.file (
  file_id text PRIMARY KEY CHECK (file_id <> ''), media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'application/pdf')),
  bytes integer NOT NULL CHECK (bytes > 0), sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  width integer CHECK (width > 0), height integer CHECK (height > 0), taken_at timestamptz,
  CHECK ((media_type = 'application/pdf') = (width IS NULL) AND (width IS NULL) = (height IS NULL)));
CREATE TABLE IF NOT EXISTS shop.reject (
  source text NOT NULL CHECK (source <> ''), kind text NOT NULL CHECK (kind <> ''), pointer text NOT NULL CHECK (pointer <> ''), rule text NOT NULL CHECK (rule <> ''), PRIMARY KEY (source, kind, pointer, rule));
CREATE TABLE IF NOT EXISTS shop.repair (
  kind text NOT NULL, id text NOT NULL, rule text NOT NULL, PRIMARY KEY (kind, id, rule));
CREATE TABLE IF NOT EXISTS shop.prediction (
  review_id text PRIMARY KEY REFERENCES shop.review ON DELETE CASCADE,
  score double precision NOT NULL CHECK (score BETWEEN 0 AND 1), flagged boolean NOT NULL);
CREATE TABLE IF NOT EXISTS shop.forgotten (subject_key text PRIMARY KEY);
-- How far the stores have followed each source.
CREATE TABLE IF NOT EXISTS shop.page (
  page text PRIMARY KEY, product_id text NOT NULL REFERENCES shop.product ON DELETE CASCADE, modified_at timestamptz NOT NULL);
CREATE TABLE IF NOT EXISTS shop.progress (source text PRIMARY KEY, position text NOT NULL);
CREATE TABLE IF NOT EXISTS shop.expectation (view text PRIMARY KEY, rows bigint NOT NULL, latest timestamptz);
CREATE OR REPLACE VIEW lab.sellers AS SELECT seller_id, name, commune, department, postcode, joined_on FROM shop.seller;
CREATE OR REPLACE VIEW lab.certifications AS SELECT seller_id, label, valid_until FROM shop.certification;
CREATE OR REPLACE VIEW lab.products AS SELECT product_id, seller_id, name, description, price_cents, vat_basis_points,
  net_quantity, net_unit, listed_on, image_file_id FROM shop.product;
CREATE OR REPLACE VIEW lab.product_categories AS SELECT product_id, category FROM shop.product_category;
CREATE OR REPLACE VIEW lab.prices AS SELECT product_id, at, price_cents FROM shop.price;
CREATE OR REPLACE VIEW lab.customers AS SELECT customer_key, account_key, phone_key, department, loyalty_cents, newsletter, pickup_point, created_on FROM shop.customer;
CREATE OR REPLACE VIEW lab.orders AS SELECT order_id, customer_key, ordered_at, status, total_cents FROM shop.orders;
CREATE OR REPLACE VIEW lab.order_lines AS SELECT order_id, line_no, product_id, quantity, unit_price_cents FROM shop.order_line;
CREATE OR REPLACE VIEW lab.reviews AS SELECT review_id, product_id, author_key, rating, written_at, device_key, network_key FROM shop.review;
CREATE OR REPLACE VIEW lab.labels AS SELECT review_id, fraudulent, moderated_on FROM shop.label;
CREATE OR REPLACE VIEW lab.files AS SELECT file_id, media_type, bytes, sha256, width, height, taken_at FROM shop.file;
CREATE OR REPLACE VIEW lab.rejects AS SELECT source, kind, pointer, rule FROM shop.reject;
CREATE OR REPLACE VIEW lab.repairs AS SELECT kind, id, rule FROM shop.repair;
CREATE OR REPLACE VIEW lab.predictions AS SELECT review_id, score, flagged FROM shop.prediction;
CREATE OR REPLACE VIEW lab.seller_sales AS
  SELECT p.seller_id, to_char(o.ordered_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
    count(DISTINCT o.order_id) AS orders, sum(l.quantity)::bigint AS units, sum(l.quantity::bigint * l.unit_price_cents)::bigint AS revenue_cents
  FROM shop.order_line l JOIN shop.orders o USING (order_id) JOIN shop.product p USING (product_id)
  WHERE o.status <> 'cancelled' GROUP BY 1, 2;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
