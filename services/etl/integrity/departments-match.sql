-- A seller's department is that of its postcode.
-- inconsistent: sellers
SELECT seller_id AS example FROM store.sellers
WHERE department <> CASE
  WHEN postcode ~ '^20[01]' THEN '2A'
  WHEN postcode LIKE '20%' THEN '2B'
  WHEN postcode LIKE '97%' THEN left(postcode, 3)
  ELSE left(postcode, 2)
END
