SELECT month, revenue_cents, (revenue_cents - lag(revenue_cents) OVER (ORDER BY month))::bigint AS difference_cents
FROM lab.seller_sales WHERE seller_id = $1::text ORDER BY month
