SELECT s.department, count(DISTINCT s.seller_id)::integer AS sellers, count(DISTINCT p.product_id)::integer AS products
FROM lab.sellers s LEFT JOIN lab.products p USING (seller_id) GROUP BY s.department
