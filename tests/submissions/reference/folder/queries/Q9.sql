-- Ventes mensuelles (UTC) du producteur $1, et l'écart avec le mois précédent où il a vendu.
SELECT month, revenue_cents, revenue_cents - lag(revenue_cents) OVER (ORDER BY month) AS difference_cents
FROM lab.seller_sales
WHERE seller_id = $1
ORDER BY month;
