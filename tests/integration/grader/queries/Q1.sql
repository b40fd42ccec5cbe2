SELECT s.department, count(DISTINCT s.seller_id) AS sellers, count(p.product_id) AS products
FROM lab.sellers s LEFT JOIN lab.products p USING (seller_id)
GROUP BY s.department
