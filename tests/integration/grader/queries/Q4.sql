SELECT product_id, count(*) AS reviews, round(avg(rating), 2) AS average_rating
FROM lab.reviews WHERE written_at >= $1::date AND written_at < $2::date
GROUP BY product_id ORDER BY reviews DESC, product_id LIMIT $3
