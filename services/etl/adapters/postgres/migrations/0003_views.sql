-- The contract's views, the only thing that the reader sees. An orphan (rule `orphan`) is shown by `rejects` until its
-- parent is there; a reject is no longer shown once a newer version of the same record could be read.

CREATE SCHEMA lab;

CREATE VIEW lab.sellers AS
  SELECT seller_id, name, commune, department, postcode, joined_on FROM store.sellers;

CREATE VIEW lab.certifications AS
  SELECT seller_id, label, valid_until FROM store.certifications;

CREATE VIEW lab.products AS
  SELECT product_id, seller_id, name, description, price_cents, vat_basis_points, net_quantity, net_unit, listed_on,
    image_file_id
  FROM store.products;

CREATE VIEW lab.product_categories AS
  SELECT product_id, category FROM store.product_categories;

CREATE VIEW lab.prices AS
  SELECT p.product_id, p.at, p.price_cents FROM store.prices p JOIN store.products USING (product_id);

-- Rule `customer-duplicate`: the most recently updated record gives each value, the oldest the id and the date of creation.
CREATE VIEW lab.customers AS
  SELECT oldest.email_key::text AS customer_key, newest.account_key::text, newest.phone_key::text, newest.department,
    newest.loyalty_cents, newest.newsletter, newest.pickup_point, oldest.created_on
  FROM (
    SELECT DISTINCT ON (cluster_id) * FROM store.customer_records
    ORDER BY cluster_id, created_on, updated_at, record_id
  ) oldest
  JOIN (
    SELECT DISTINCT ON (cluster_id) * FROM store.customer_records
    ORDER BY cluster_id, updated_at DESC, created_on DESC, record_id DESC
  ) newest USING (cluster_id);

CREATE VIEW lab.orders AS
  SELECT o.order_id, coalesce(oldest.email_key, o.customer_key)::text AS customer_key, o.ordered_at, o.status,
    o.total_cents
  FROM store.orders o
  LEFT JOIN (SELECT DISTINCT email_key, cluster_id FROM store.customer_records) known
    ON known.email_key = o.customer_key
  LEFT JOIN (
    SELECT DISTINCT ON (cluster_id) cluster_id, email_key FROM store.customer_records
    ORDER BY cluster_id, created_on, updated_at, record_id
  ) oldest ON oldest.cluster_id = known.cluster_id;

CREATE VIEW lab.order_lines AS
  SELECT l.order_id, l.line_no, l.product_id, l.quantity, l.unit_price_cents
  FROM store.order_lines l JOIN store.products USING (product_id);

CREATE VIEW lab.reviews AS
  SELECT review_id, product_id, account_key::text AS author_key, rating, written_at, device_key::text,
    network_key::text
  FROM store.reviews;

CREATE VIEW lab.labels AS
  SELECT l.review_id, l.fraudulent, l.moderated_on FROM store.labels l JOIN store.reviews USING (review_id);

CREATE VIEW lab.files AS
  SELECT file_id, media_type, bytes, sha256, width, height, taken_at FROM store.files;

CREATE VIEW lab.rejects AS
  SELECT r.source, r.kind, r.pointer, r.rule FROM store.rejects r
  WHERE NOT EXISTS (
      SELECT FROM store.reviews v
      WHERE r.kind = 'reviews' AND v.review_id = r.pointer AND v.version > r.version
    )
    AND NOT EXISTS (
      SELECT FROM store.orders o
      WHERE r.kind = 'orders' AND o.order_id = r.pointer AND o.version > r.version
    )
    AND NOT EXISTS (
      SELECT FROM store.customer_records c
      WHERE r.kind = 'customers' AND c.record_id = r.pointer AND c.version > r.version
    )
  UNION ALL
  SELECT p.source, 'prices', p.record_id, 'orphan' FROM store.prices p
  WHERE NOT EXISTS (SELECT FROM store.products WHERE product_id = p.product_id)
  UNION ALL
  SELECT o.source, 'orders', l.order_id || '#' || l.line_no, 'orphan'
  FROM store.order_lines l JOIN store.orders o USING (order_id)
  WHERE NOT EXISTS (SELECT FROM store.products WHERE product_id = l.product_id)
  UNION ALL
  SELECT l.source, 'labels', l.review_id, 'orphan' FROM store.labels l
  WHERE NOT EXISTS (SELECT FROM store.reviews WHERE review_id = l.review_id);
