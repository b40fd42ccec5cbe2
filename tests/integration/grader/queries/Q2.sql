SELECT price_cents FROM lab.prices WHERE product_id = $1 AND at <= $2 ORDER BY at DESC LIMIT 1;
