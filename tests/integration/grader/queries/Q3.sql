SELECT c.category, sum(l.quantity * l.unit_price_cents) AS revenue_cents
FROM orders o JOIN order_lines l USING (order_id) JOIN product_categories c USING (product_id)
WHERE o.status <> 'cancelled' AND o.ordered_at >= $1::date AND o.ordered_at < $2::date
GROUP BY c.category
