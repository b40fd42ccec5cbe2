-- What cleaning changed, by rule, and what sellers sold: the contract's derived views. Rules that need all records of a
-- kind are read off what they left: a product of two pages, a customer of two records.

CREATE VIEW lab.repairs AS
  SELECT 'sellers' AS kind, seller_id AS id, unnest(repairs) AS rule FROM store.sellers
  UNION
  SELECT 'certifications', record_id, unnest(repairs) FROM store.certifications
  UNION
  SELECT 'products', record_id, unnest(repairs) FROM store.products
  UNION
  SELECT 'products', c.record_id, 'product-two-categories' FROM store.product_categories c
  WHERE EXISTS (
    SELECT FROM store.product_categories other
    WHERE other.product_id = c.product_id AND other.record_id < c.record_id
  )
  UNION
  SELECT 'reviews', review_id, unnest(repairs) FROM store.reviews
  UNION
  SELECT 'orders', order_id, unnest(repairs) FROM store.orders
  UNION
  SELECT 'customers', record_id, unnest(repairs) FROM store.customer_records
  UNION
  -- The oldest record of a customer stays; the others have become part of it.
  SELECT 'customers', record_id, 'customer-duplicate'
  FROM (
    SELECT record_id,
      row_number() OVER (PARTITION BY cluster_id ORDER BY created_on, updated_at, record_id) AS nth
    FROM store.customer_records
  ) merged
  WHERE nth > 1
  UNION
  SELECT 'prices', p.record_id, unnest(p.repairs) FROM store.prices p JOIN store.products USING (product_id)
  UNION
  SELECT 'labels', l.review_id, unnest(l.repairs) FROM store.labels l JOIN store.reviews USING (review_id)
  UNION
  SELECT 'files', file_id, unnest(repairs) FROM store.files;

CREATE VIEW lab.seller_sales AS
  SELECT p.seller_id, to_char(o.ordered_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month,
    count(DISTINCT o.order_id)::int AS orders, sum(l.quantity)::int AS units,
    sum(l.quantity::bigint * l.unit_price_cents)::bigint AS revenue_cents
  FROM store.order_lines l
  JOIN store.orders o USING (order_id)
  JOIN store.products p USING (product_id)
  WHERE o.status <> 'cancelled'
  GROUP BY p.seller_id, month;
