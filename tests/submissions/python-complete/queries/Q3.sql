SELECT c.category, sum(l.quantity::bigint * l.unit_price_cents)::bigint AS revenue_cents
FROM lab.order_lines l JOIN lab.orders o USING (order_id) JOIN lab.product_categories c USING (product_id)
WHERE o.status <> 'cancelled' AND o.ordered_at >= ($1::date)::timestamp AT TIME ZONE 'UTC'
  AND o.ordered_at < ($2::date)::timestamp AT TIME ZONE 'UTC'
GROUP BY c.category
