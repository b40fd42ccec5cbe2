-- Records that share an e-mail or a phone are one customer, and a customer is named after its least record.
-- duplicate: customers
SELECT 'e-mail shared by ' || min(cluster_id) || ' and ' || max(cluster_id) AS example
FROM store.customer_records GROUP BY email_key HAVING count(DISTINCT cluster_id) > 1
UNION ALL
SELECT 'phone shared by ' || min(cluster_id) || ' and ' || max(cluster_id)
FROM store.customer_records WHERE phone_key IS NOT NULL
GROUP BY phone_key HAVING count(DISTINCT cluster_id) > 1
UNION ALL
SELECT 'cluster ' || cluster_id FROM store.customer_records
GROUP BY cluster_id HAVING min(record_id COLLATE "C") <> cluster_id
