-- Every product is in a category.
-- missing: product_categories
SELECT product_id AS example FROM store.products
WHERE NOT EXISTS (SELECT FROM store.product_categories c WHERE c.product_id = products.product_id)
