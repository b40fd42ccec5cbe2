-- Tables, and the contract's views over them. Runs again without harm.
CREATE SCHEMA IF NOT EXISTS shop;
CREATE SCHEMA IF NOT EXISTS lab;

CREATE TABLE IF NOT EXISTS shop.product (
  product_id text PRIMARY KEY,
  seller_id text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  price_cents integer NOT NULL CHECK (price_cents > 0)
);

CREATE TABLE IF NOT EXISTS shop.review (
  review_id text PRIMARY KEY,
  product_id text NOT NULL REFERENCES shop.product,
  author_key text NOT NULL,
  rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
  written_at timestamptz NOT NULL,
  device_key text NOT NULL,
  network_key text NOT NULL
);

CREATE TABLE IF NOT EXISTS shop.prediction (
  review_id text PRIMARY KEY REFERENCES shop.review ON DELETE CASCADE,
  score double precision NOT NULL CHECK (score BETWEEN 0 AND 1),
  flagged boolean NOT NULL
);

-- To be completed: see the contract for the columns that are null here.
CREATE OR REPLACE VIEW lab.products AS
  SELECT product_id, seller_id, name, NULL::text AS description, price_cents,
    NULL::integer AS vat_basis_points, NULL::integer AS net_quantity, NULL::text AS net_unit,
    NULL::date AS listed_on, NULL::text AS image_file_id
  FROM shop.product;

CREATE OR REPLACE VIEW lab.reviews AS
  SELECT review_id, product_id, author_key, rating, written_at, device_key, network_key
  FROM shop.review;

CREATE OR REPLACE VIEW lab.predictions AS
  SELECT review_id, score, flagged FROM shop.prediction;
