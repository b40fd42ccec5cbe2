SELECT price_cents FROM lab.prices WHERE product_id = $1::text AND at <= $2::timestamptz ORDER BY at DESC LIMIT 1
