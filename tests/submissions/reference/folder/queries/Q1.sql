-- Producteurs et produits par département ; 0 produit où il n'y en a aucun.
SELECT s.department, count(DISTINCT s.seller_id)::int AS sellers, count(p.product_id)::int AS products
FROM lab.sellers s
LEFT JOIN lab.products p USING (seller_id)
GROUP BY s.department
ORDER BY s.department;
