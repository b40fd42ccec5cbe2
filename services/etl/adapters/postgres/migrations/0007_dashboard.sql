-- What the dashboard reads beside the contract's views that name no person: counts and dates. No pseudonym, no text of a
-- review and no pointer passes here, so that its role cannot show what it cannot see.

CREATE SCHEMA IF NOT EXISTS dashboard;

-- What was collected, and when the youngest of it was seen on its source.
CREATE VIEW dashboard.collected AS
  SELECT 'sellers' AS kind, (SELECT count(*) FROM lab.sellers) AS rows,
    (SELECT max(observed_at) FROM store.sellers) AS newest
  UNION ALL
  SELECT 'certifications', (SELECT count(*) FROM lab.certifications), (SELECT max(observed_at) FROM store.certifications)
  UNION ALL
  SELECT 'products', (SELECT count(*) FROM lab.products), (SELECT max(observed_at) FROM store.products)
  UNION ALL
  SELECT 'reviews', (SELECT count(*) FROM lab.reviews), (SELECT max(observed_at) FROM store.reviews)
  UNION ALL
  SELECT 'orders', (SELECT count(*) FROM lab.orders), (SELECT max(observed_at) FROM store.orders)
  UNION ALL
  SELECT 'customers', (SELECT count(*) FROM lab.customers), (SELECT max(observed_at) FROM store.customer_records)
  UNION ALL
  SELECT 'prices', (SELECT count(*) FROM lab.prices), (SELECT max(observed_at) FROM store.prices)
  UNION ALL
  SELECT 'labels', (SELECT count(*) FROM lab.labels), (SELECT max(observed_at) FROM store.labels)
  UNION ALL
  SELECT 'files', (SELECT count(*) FROM lab.files), (SELECT max(observed_at) FROM store.files);

CREATE VIEW dashboard.reviews AS
  SELECT review_id, product_id, rating, written_at FROM store.reviews;

-- Records of customers as delivered, and the persons that they are.
CREATE VIEW dashboard.customer_records AS
  SELECT count(*) AS records, count(DISTINCT cluster_id) AS customers FROM store.customer_records;

-- Fields that a source may leave empty.
CREATE VIEW dashboard.completeness AS
  SELECT 'products' AS kind, 'description' AS field, count(description) AS present, count(*) AS total FROM store.products
  UNION ALL
  SELECT 'products', 'quantity', count(net_quantity), count(*) FROM store.products
  UNION ALL
  SELECT 'products', 'image', count(image_file_id), count(*) FROM store.products
  UNION ALL
  SELECT 'reviews', 'text', count(text), count(*) FROM store.reviews
  UNION ALL
  SELECT 'customers', 'phone', count(phone_key), count(*) FROM lab.customers
  UNION ALL
  SELECT 'customers', 'account', count(account_key), count(*) FROM lab.customers;

CREATE VIEW dashboard.rejects AS
  SELECT kind, rule, count(*) AS rejects FROM lab.rejects GROUP BY kind, rule;

CREATE VIEW dashboard.repairs AS
  SELECT kind, rule, count(*) AS repairs
  FROM (
    SELECT 'sellers' AS kind, unnest(repairs) AS rule FROM store.sellers
    UNION ALL
    SELECT 'certifications', unnest(repairs) FROM store.certifications
    UNION ALL
    SELECT 'products', unnest(repairs) FROM store.products
    UNION ALL
    SELECT 'reviews', unnest(repairs) FROM store.reviews
    UNION ALL
    SELECT 'orders', unnest(repairs) FROM store.orders
    UNION ALL
    SELECT 'customers', unnest(repairs) FROM store.customer_records
    UNION ALL
    SELECT 'prices', unnest(repairs) FROM store.prices
    UNION ALL
    SELECT 'labels', unnest(repairs) FROM store.labels
    UNION ALL
    SELECT 'files', unnest(repairs) FROM store.files
  ) repaired
  GROUP BY kind, rule;

CREATE VIEW dashboard.integrity AS
  SELECT name, violations, checked_at FROM store.integrity;

CREATE VIEW dashboard.forgotten AS
  SELECT reason, count(*) AS persons FROM store.forgotten GROUP BY reason;

CREATE VIEW dashboard.trainings AS
  SELECT t.*, a.version IS NOT NULL AS active
  FROM store.trainings t LEFT JOIN store.active_model a USING (version);
