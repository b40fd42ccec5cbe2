-- Certifications expirées avant la date $1, sans autre du même label qui coure encore à cette date.
SELECT DISTINCT c.seller_id, c.label
FROM lab.certifications c
WHERE c.valid_until < $1::date
  AND NOT EXISTS (
    SELECT FROM lab.certifications other
    WHERE other.seller_id = c.seller_id AND other.label = c.label AND other.valid_until >= $1::date
  );
