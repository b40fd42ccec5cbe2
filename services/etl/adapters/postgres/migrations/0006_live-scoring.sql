-- Reviews are scored as they arrive, by features of the facts of that moment. The features are kept, and so is what it
-- takes to make them again: every version of a fact, from the transaction that wrote it to the one that replaced it.

-- Which record of the log a review is: a fact is used once both stores have applied it. -1: before this was kept.
ALTER TABLE store.reviews
  ADD log_partition integer NOT NULL DEFAULT 0,
  ADD log_offset bigint NOT NULL DEFAULT -1,
  ADD applied xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE store.reviews ALTER log_partition DROP DEFAULT, ALTER log_offset DROP DEFAULT;
ALTER TABLE store.products ADD applied xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE store.customer_records ADD applied xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE store.orders ADD applied xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE store.order_lines ADD applied xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE store.labels ADD applied xid8 NOT NULL DEFAULT pg_current_xact_id();

-- What facts were before, as far as a feature looks at them.
CREATE TABLE store.past_reviews AS
  SELECT review_id, product_id, account_key, rating, text, written_at, device_key, network_key, log_partition,
    log_offset, applied, applied AS ended
  FROM store.reviews WITH NO DATA;
CREATE TABLE store.past_products AS
  SELECT product_id, seller_id, price_cents, listed_on, applied, applied AS ended FROM store.products WITH NO DATA;
CREATE TABLE store.past_customer_records AS
  SELECT record_id, account_key, email_key, created_on, updated_at, cluster_id, applied, applied AS ended
  FROM store.customer_records WITH NO DATA;
CREATE TABLE store.past_orders AS
  SELECT order_id, customer_key, ordered_at, applied, applied AS ended FROM store.orders WITH NO DATA;
CREATE TABLE store.past_order_lines AS
  SELECT order_id, line_no, product_id, applied, applied AS ended FROM store.order_lines WITH NO DATA;
CREATE TABLE store.past_labels AS
  SELECT review_id, fraudulent, moderated_on, applied, applied AS ended FROM store.labels WITH NO DATA;
CREATE INDEX ON store.past_reviews (review_id);
CREATE INDEX ON store.past_customer_records (record_id);
CREATE INDEX ON store.past_orders (order_id);

-- A version that lives and ends in one transaction was never seen by another.
CREATE FUNCTION store.keep_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.applied <> pg_current_xact_id() THEN
    EXECUTE format(
      'INSERT INTO store.past_%1$s SELECT p.* FROM jsonb_populate_record(NULL::store.past_%1$s, $1) p', TG_TABLE_NAME
    ) USING to_jsonb(OLD) || jsonb_build_object('ended', pg_current_xact_id()::text);
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  NEW.applied := pg_current_xact_id();
  RETURN NEW;
END $$;

CREATE TRIGGER keep_past BEFORE UPDATE ON store.reviews FOR EACH ROW
  WHEN ((OLD.product_id, OLD.account_key, OLD.rating, OLD.text, OLD.written_at, OLD.device_key, OLD.network_key,
      OLD.log_partition, OLD.log_offset)
    IS DISTINCT FROM (NEW.product_id, NEW.account_key, NEW.rating, NEW.text, NEW.written_at, NEW.device_key,
      NEW.network_key, NEW.log_partition, NEW.log_offset))
  EXECUTE FUNCTION store.keep_past();
CREATE TRIGGER keep_past BEFORE UPDATE ON store.products FOR EACH ROW
  WHEN ((OLD.seller_id, OLD.price_cents, OLD.listed_on) IS DISTINCT FROM (NEW.seller_id, NEW.price_cents, NEW.listed_on))
  EXECUTE FUNCTION store.keep_past();
CREATE TRIGGER keep_past_of_deleted BEFORE DELETE ON store.products FOR EACH ROW EXECUTE FUNCTION store.keep_past();
CREATE TRIGGER keep_past BEFORE UPDATE ON store.customer_records FOR EACH ROW
  WHEN ((OLD.account_key, OLD.email_key, OLD.created_on, OLD.updated_at, OLD.cluster_id)
    IS DISTINCT FROM (NEW.account_key, NEW.email_key, NEW.created_on, NEW.updated_at, NEW.cluster_id))
  EXECUTE FUNCTION store.keep_past();
CREATE TRIGGER keep_past BEFORE UPDATE ON store.orders FOR EACH ROW
  WHEN (NEW.customer_key IS NOT NULL
    AND (OLD.customer_key, OLD.ordered_at) IS DISTINCT FROM (NEW.customer_key, NEW.ordered_at))
  EXECUTE FUNCTION store.keep_past();
CREATE TRIGGER keep_past BEFORE UPDATE ON store.order_lines FOR EACH ROW
  WHEN (OLD.product_id IS DISTINCT FROM NEW.product_id)
  EXECUTE FUNCTION store.keep_past();
CREATE TRIGGER keep_past_of_deleted BEFORE DELETE ON store.order_lines FOR EACH ROW EXECUTE FUNCTION store.keep_past();
CREATE TRIGGER keep_past BEFORE UPDATE ON store.labels FOR EACH ROW
  WHEN ((OLD.fraudulent, OLD.moderated_on) IS DISTINCT FROM (NEW.fraudulent, NEW.moderated_on))
  EXECUTE FUNCTION store.keep_past();

-- The facts of one batch: a snapshot of this store, and of the reviews those that the log has before an offset of each
-- partition, which the graph had applied too.
CREATE TABLE store.feature_snapshots (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  snapshot pg_snapshot NOT NULL,
  reviews_before bigint[] NOT NULL,
  logged_at timestamptz NOT NULL DEFAULT now()
);

-- What a review was first scored by: little-endian floats in the order of `feature_set`, a hash of the features' names.
CREATE TABLE store.review_features (
  review_id text NOT NULL REFERENCES store.reviews ON DELETE CASCADE,
  feature_set text NOT NULL,
  features bytea NOT NULL,
  snapshot_id bigint NOT NULL,
  PRIMARY KEY (review_id, feature_set)
);

-- Where the scorer stands: scored before `next`, and told to the log before `published`.
CREATE TABLE store.scorer_offsets (
  topic text NOT NULL,
  partition integer NOT NULL,
  next bigint NOT NULL CHECK (next >= 0),
  published bigint NOT NULL CHECK (published BETWEEN 0 AND next),
  PRIMARY KEY (topic, partition)
);

-- Forgetting. What is forgotten is in no past either, and features that were made of it can never be made again: they
-- go with it. Whoever takes facts away waits for the batch that is being scored by them, and the other way round.

CREATE FUNCTION store.await_scoring() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7005);
  RETURN NULL;
END $$;

CREATE TRIGGER await_scoring BEFORE DELETE ON store.reviews EXECUTE FUNCTION store.await_scoring();
CREATE TRIGGER await_scoring BEFORE DELETE ON store.customer_records EXECUTE FUNCTION store.await_scoring();
CREATE TRIGGER await_scoring BEFORE DELETE ON store.labels EXECUTE FUNCTION store.await_scoring();

CREATE VIEW store.ties_ever AS
  SELECT review_id, account_key, product_id, device_key, network_key FROM store.reviews
  UNION
  SELECT review_id, account_key, product_id, device_key, network_key FROM store.past_reviews;

-- Drops the features of every review that looks at one of these: from the same device or network, or by somebody who
-- has reviewed the same product.
CREATE FUNCTION store.drop_features_around(products text[], devices text[], networks text[]) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM store.review_features WHERE review_id IN (
    SELECT review_id FROM store.ties_ever
    WHERE device_key = ANY(devices) OR network_key = ANY(networks)
      OR account_key IN (SELECT account_key FROM store.ties_ever WHERE product_id = ANY(products))
  )
$$;

CREATE FUNCTION store.drop_features_of_accounts(accounts text[]) RETURNS void LANGUAGE sql AS $$
  SELECT store.drop_features_around(array_agg(product_id), array_agg(device_key::text), array_agg(network_key::text))
  FROM store.ties_ever WHERE account_key = ANY(accounts)
$$;

CREATE FUNCTION store.forget_reviews() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM store.review_features) THEN
    PERFORM store.drop_features_around(array_agg(product_id), array_agg(device_key::text), array_agg(network_key::text))
    FROM (
      SELECT product_id, device_key, network_key FROM gone
      UNION
      SELECT product_id, device_key, network_key FROM store.past_reviews
      WHERE review_id IN (SELECT review_id FROM gone)
    ) ties;
  END IF;
  DELETE FROM store.past_reviews WHERE review_id IN (SELECT review_id FROM gone);
  DELETE FROM store.past_labels WHERE review_id IN (SELECT review_id FROM gone);
  RETURN NULL;
END $$;

CREATE FUNCTION store.forget_labels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM store.review_features) THEN
    PERFORM store.drop_features_around(array_agg(product_id), array_agg(device_key::text), array_agg(network_key::text))
    FROM store.ties_ever WHERE review_id IN (SELECT review_id FROM gone);
  END IF;
  DELETE FROM store.past_labels WHERE review_id IN (SELECT review_id FROM gone);
  RETURN NULL;
END $$;

-- A record that goes changes what is known of everybody whom it was ever taken for.
CREATE FUNCTION store.forget_customer_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM store.review_features) THEN
    PERFORM store.drop_features_of_accounts(array_agg(account_key::text))
    FROM (
      SELECT account_key, cluster_id FROM gone
      UNION SELECT account_key, cluster_id FROM store.customer_records
      UNION SELECT account_key, cluster_id FROM store.past_customer_records
    ) ever
    WHERE cluster_id IN (
      SELECT cluster_id FROM gone
      UNION SELECT cluster_id FROM store.past_customer_records WHERE record_id IN (SELECT record_id FROM gone)
    );
  END IF;
  DELETE FROM store.past_customer_records WHERE record_id IN (SELECT record_id FROM gone);
  RETURN NULL;
END $$;

-- An order that loses its person, or goes, has no past; its person's records say whose features go.
CREATE FUNCTION store.forget_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM store.past_orders WHERE order_id = OLD.order_id;
  RETURN NULL;
END $$;

CREATE TRIGGER forget AFTER DELETE ON store.reviews REFERENCING OLD TABLE AS gone
  EXECUTE FUNCTION store.forget_reviews();
CREATE TRIGGER forget AFTER DELETE ON store.labels REFERENCING OLD TABLE AS gone
  EXECUTE FUNCTION store.forget_labels();
CREATE TRIGGER forget AFTER DELETE ON store.customer_records REFERENCING OLD TABLE AS gone
  EXECUTE FUNCTION store.forget_customer_records();
CREATE TRIGGER forget_person AFTER UPDATE ON store.orders FOR EACH ROW
  WHEN (OLD.customer_key IS NOT NULL AND NEW.customer_key IS NULL) EXECUTE FUNCTION store.forget_order();
CREATE TRIGGER forget AFTER DELETE ON store.orders FOR EACH ROW EXECUTE FUNCTION store.forget_order();
