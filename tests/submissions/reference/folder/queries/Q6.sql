-- Produits incomplets, une ligne par manque.
SELECT p.product_id, missing.gap
FROM lab.products p
CROSS JOIN LATERAL (
  VALUES ('description', p.description IS NULL), ('quantity', p.net_quantity IS NULL), ('image', p.image_file_id IS NULL)
) AS missing (gap, is_missing)
WHERE missing.is_missing;
