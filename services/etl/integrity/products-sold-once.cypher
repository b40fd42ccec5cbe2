// Every product with a page has one seller.
// orphan: Product
MATCH (p:Product) WHERE p.version IS NOT NULL AND COUNT { (p)<-[:SELLS]-(:Seller) } <> 1
RETURN p.id AS example
