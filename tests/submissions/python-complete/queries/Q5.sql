SELECT c.customer_key, count(*)::integer AS orders, sum(o.total_cents)::bigint AS total_cents
FROM lab.customers c JOIN lab.orders o USING (customer_key) WHERE o.status <> 'cancelled'
GROUP BY c.customer_key HAVING sum(o.total_cents) > $1::bigint
