// Every review has one author, one product, one device and one network.
// orphan: Review
MATCH (r:Review)
WHERE COUNT { (r)<-[:WROTE]-(:Account) } <> 1 OR COUNT { (r)-[:ABOUT]->(:Product) } <> 1
  OR COUNT { (r)-[:FROM_DEVICE]->(:Device) } <> 1 OR COUNT { (r)-[:FROM_NETWORK]->(:Network) } <> 1
  OR r.rating IS NULL OR r.at IS NULL
RETURN r.id AS example
