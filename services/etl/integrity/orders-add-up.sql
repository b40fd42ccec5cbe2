-- Every order has lines, numbered from 1 without a gap, and its total is their sum.
SELECT o.order_id AS example
FROM store.orders o LEFT JOIN store.order_lines l USING (order_id)
GROUP BY o.order_id, o.total_cents
HAVING count(l.line_no) = 0 OR max(l.line_no) <> count(l.line_no)
  OR sum(l.quantity * l.unit_price_cents) <> o.total_cents
