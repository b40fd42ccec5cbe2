-- Q6: incomplete products, one row for each gap.
SELECT product_id, 'description' AS gap FROM lab.products WHERE description IS NULL
UNION ALL
SELECT product_id, 'quantity' FROM lab.products WHERE net_quantity IS NULL
UNION ALL
SELECT product_id, 'image' FROM lab.products WHERE image_file_id IS NULL
