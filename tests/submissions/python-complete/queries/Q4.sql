SELECT product_id, count(*)::integer AS reviews, avg(rating) AS average_rating FROM lab.reviews
WHERE written_at >= ($1::date)::timestamp AT TIME ZONE 'UTC' AND written_at < ($2::date)::timestamp AT TIME ZONE 'UTC'
GROUP BY product_id ORDER BY count(*) DESC, product_id COLLATE "C" LIMIT $3::integer
