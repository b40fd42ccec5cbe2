-- Base tables: facts as the clean layer says them. Keys are natural. No foreign key crosses kinds, because a stream
-- brings children before parents: docs/decisions/0010-late-parents.md. What waits for its parent is hidden by the views.
-- Every table keeps where a row comes from (source, hash of the fetched bytes, time, version) and whom it speaks of.

CREATE DOMAIN store.pseudonym AS text CHECK (length(VALUE) = 64);

CREATE TABLE store.sellers (
  seller_id text PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  commune text NOT NULL,
  department text NOT NULL CHECK (department ~ '^(\d\d|2[AB]|97\d)$'),
  postcode text NOT NULL CHECK (postcode ~ '^\d{5}$'),
  joined_on date NOT NULL,
  source text NOT NULL,
  hash text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  repairs text[] NOT NULL
);

CREATE TABLE store.certifications (
  seller_id text NOT NULL,
  label text NOT NULL,
  valid_until date NOT NULL,
  record_id text NOT NULL UNIQUE,
  source text NOT NULL,
  hash text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  repairs text[] NOT NULL,
  PRIMARY KEY (seller_id, label)
);

-- A product has a page (a record) per category: the newest page gives the values.
CREATE TABLE store.products (
  product_id text PRIMARY KEY,
  seller_id text NOT NULL,
  name text NOT NULL CHECK (name <> ''),
  description text,
  price_cents integer NOT NULL CHECK (price_cents > 0),
  vat_basis_points integer NOT NULL CHECK (vat_basis_points BETWEEN 0 AND 10000),
  net_quantity integer CHECK (net_quantity > 0),
  net_unit text CHECK (net_unit IN ('g', 'ml')),
  listed_on date NOT NULL,
  image_file_id text,
  record_id text NOT NULL,
  source text NOT NULL,
  hash text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  repairs text[] NOT NULL,
  CHECK ((net_quantity IS NULL) = (net_unit IS NULL))
);

CREATE TABLE store.product_categories (
  product_id text NOT NULL REFERENCES store.products ON DELETE CASCADE,
  category text NOT NULL CHECK (category <> ''),
  record_id text NOT NULL UNIQUE,
  PRIMARY KEY (product_id, category)
);

CREATE TABLE store.prices (
  product_id text NOT NULL,
  at timestamptz NOT NULL,
  price_cents integer NOT NULL CHECK (price_cents > 0),
  record_id text NOT NULL,
  source text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  repairs text[] NOT NULL,
  PRIMARY KEY (product_id, at)
);
CREATE INDEX ON store.prices (record_id);

-- Every record as delivered; records of one person share `cluster_id`, the least record id among them.
CREATE TABLE store.customer_records (
  record_id text PRIMARY KEY,
  account_key store.pseudonym,
  email_key store.pseudonym NOT NULL,
  phone_key store.pseudonym,
  department text NOT NULL,
  loyalty_cents integer NOT NULL,
  newsletter boolean NOT NULL,
  pickup_point text NOT NULL,
  created_on date NOT NULL,
  updated_at timestamptz NOT NULL,
  cluster_id text NOT NULL,
  source text NOT NULL,
  hash text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  subjects text[] NOT NULL,
  repairs text[] NOT NULL
);
CREATE INDEX ON store.customer_records (email_key);
CREATE INDEX ON store.customer_records (phone_key);
CREATE INDEX ON store.customer_records (cluster_id);

CREATE TABLE store.orders (
  order_id text PRIMARY KEY,
  customer_key store.pseudonym,
  ordered_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('placed', 'shipped', 'delivered', 'cancelled')),
  total_cents integer NOT NULL,
  source text NOT NULL,
  hash text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  subjects text[] NOT NULL,
  repairs text[] NOT NULL
);

CREATE TABLE store.order_lines (
  order_id text NOT NULL REFERENCES store.orders ON DELETE CASCADE,
  line_no integer NOT NULL CHECK (line_no > 0),
  product_id text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_price_cents integer NOT NULL,
  PRIMARY KEY (order_id, line_no)
);

CREATE TABLE store.reviews (
  review_id text PRIMARY KEY,
  product_id text NOT NULL,
  account_key store.pseudonym NOT NULL,
  rating smallint NOT NULL CHECK (rating BETWEEN 1 AND 5),
  text text,
  written_at timestamptz NOT NULL,
  device_key store.pseudonym NOT NULL,
  network_key store.pseudonym NOT NULL,
  source text NOT NULL,
  hash text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  subjects text[] NOT NULL,
  repairs text[] NOT NULL
);

CREATE TABLE store.labels (
  review_id text PRIMARY KEY,
  fraudulent boolean NOT NULL,
  moderated_on date NOT NULL,
  source text NOT NULL,
  hash text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  subjects text[] NOT NULL,
  repairs text[] NOT NULL
);

CREATE TABLE store.files (
  file_id text PRIMARY KEY,
  path text NOT NULL,
  media_type text NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'application/pdf')),
  bytes integer NOT NULL CHECK (bytes >= 0),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  width integer CHECK (width > 0),
  height integer CHECK (height > 0),
  taken_at timestamptz,
  source text NOT NULL,
  hash text NOT NULL,
  observed_at timestamptz NOT NULL,
  version bigint NOT NULL,
  repairs text[] NOT NULL
);
