-- Every order's lines are numbered from 1 without a gap, and its total is their sum.
-- inconsistent: orders
SELECT o.order_id AS example
FROM store.orders o LEFT JOIN store.order_lines l USING (order_id)
GROUP BY o.order_id, o.total_cents
HAVING coalesce(max(l.line_no), 0) <> count(l.line_no)
  OR coalesce(sum(l.quantity * l.unit_price_cents), 0) <> o.total_cents
