-- No row speaks of a person in the ledger.
-- forgotten: customers
WITH mentioned AS (
  SELECT 'review ' || review_id AS example, unnest(subjects || account_key::text) AS key FROM store.reviews
  UNION ALL
  SELECT 'order ' || order_id, unnest(subjects || customer_key::text) FROM store.orders
  UNION ALL
  SELECT 'customer record ' || record_id,
    unnest(subjects || ARRAY[email_key::text, phone_key::text, account_key::text])
  FROM store.customer_records
  UNION ALL
  SELECT 'label ' || review_id, unnest(subjects) FROM store.labels
  UNION ALL
  SELECT 'reject ' || kind || ' ' || pointer, unnest(subjects) FROM store.rejects
)
SELECT DISTINCT example FROM mentioned JOIN store.forgotten ON subject = key
UNION ALL
SELECT 'label ' || review_id FROM store.labels JOIN store.forgotten_reviews USING (review_id)
