SELECT month, revenue_cents, revenue_cents - lag(revenue_cents) OVER (ORDER BY month) AS difference_cents
FROM (
  SELECT to_char(o.ordered_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, sum(l.quantity * l.unit_price_cents) AS revenue_cents
  FROM lab.orders o JOIN lab.order_lines l USING (order_id) JOIN lab.products p USING (product_id)
  WHERE p.seller_id = $1 AND o.status <> 'cancelled' GROUP BY 1
) sales ORDER BY month
