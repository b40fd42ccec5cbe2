SELECT p.product_id, count(r.review_id)::integer AS reviews,
  count(r.review_id) FILTER (WHERE EXISTS (
    SELECT 1 FROM lab.customers c JOIN lab.orders o USING (customer_key) JOIN lab.order_lines l USING (order_id)
    WHERE c.account_key = r.author_key AND l.product_id = r.product_id
      AND o.ordered_at < r.written_at AND o.status <> 'cancelled'))::integer AS verified
FROM lab.products p LEFT JOIN lab.reviews r USING (product_id) WHERE p.seller_id = $1::text GROUP BY p.product_id
