SELECT DISTINCT c.seller_id, c.label FROM lab.certifications c
WHERE c.valid_until < $1 AND NOT EXISTS (
  SELECT FROM lab.certifications d WHERE (d.seller_id, d.label) = (c.seller_id, c.label) AND d.valid_until >= $1)
