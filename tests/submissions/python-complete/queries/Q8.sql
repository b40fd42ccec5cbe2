SELECT c.seller_id, c.label FROM lab.certifications c WHERE c.valid_until < $1::date
  AND NOT EXISTS (SELECT 1 FROM lab.certifications d WHERE d.seller_id = c.seller_id AND d.label = c.label AND d.valid_until >= $1::date)
