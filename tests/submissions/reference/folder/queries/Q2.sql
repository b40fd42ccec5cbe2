-- Prix d'un produit ($1) à un instant ($2) : le dernier relevé à cet instant ou avant.
SELECT price_cents
FROM lab.prices
WHERE product_id = $1 AND at <= $2::timestamptz
ORDER BY at DESC
LIMIT 1;
