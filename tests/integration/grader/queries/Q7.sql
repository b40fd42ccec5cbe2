SELECT p.product_id, count(r.review_id) AS reviews, count(r.review_id) FILTER (WHERE EXISTS (
  SELECT FROM lab.customers c JOIN lab.orders o USING (customer_key) JOIN lab.order_lines l USING (order_id)
  WHERE c.account_key = r.author_key AND l.product_id = p.product_id AND o.status <> 'cancelled'
    AND o.ordered_at < r.written_at)) AS verified
FROM lab.products p LEFT JOIN lab.reviews r USING (product_id)
WHERE p.seller_id = $1 GROUP BY p.product_id
