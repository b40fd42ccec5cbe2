// Cypher of the graph loader. Every statement takes a list of rows and may be run again without effect; a node that a
// review or a product only points at is made without a version, and filled when its own record comes.

/**
 * One writer at a time, and none beside an erasure: whoever writes takes this lock first. The node says how much of the
 * log the graph holds: up to where by `topic/partition`, which a batch that comes again does not take back.
 */
export const LOCK = `
MERGE (l:Ledger {id: 1}) SET l.turn = coalesce(l.turn, 0) + 1
SET l += CASE WHEN coalesce(l[$place], 0) < $next THEN $position ELSE {} END`;

export const SELLERS = `
UNWIND $rows AS row
MERGE (s:Seller {id: row.id})
WITH s, row WHERE coalesce(s.version, -1) <= row.version
SET s.version = toInteger(row.version)`;

/** A product has a record per page: the newest page tells who sells it. */
export const PRODUCTS = `
UNWIND $rows AS row
MERGE (p:Product {id: row.productId})
WITH p, row
WHERE coalesce(p.version, -1) < row.version OR (p.version = row.version AND coalesce(p.page, '') <= row.id)
SET p.version = toInteger(row.version), p.page = row.id
WITH p, row
OPTIONAL MATCH (p)<-[old:SELLS]-(other:Seller) WHERE other.id <> row.sellerId
DELETE old
WITH DISTINCT p, row
MERGE (s:Seller {id: row.sellerId})
MERGE (s)-[:SELLS]->(p)`;

export const FORGOTTEN_AMONG = "MATCH (f:Forgotten) WHERE f.key IN $keys RETURN f.key AS key";

export const REVIEWS_AMONG = "MATCH (r:Review) WHERE r.id IN $ids RETURN r.id AS id";

/** Reviews that are not there: nothing of them needs to be looked for. */
export const NEW_REVIEWS = `
UNWIND $rows AS row
MERGE (a:Account {key: row.accountKey})
MERGE (p:Product {id: row.productId})
MERGE (d:Device {key: row.deviceKey})
MERGE (n:Network {key: row.networkKey})
CREATE (r:Review {id: row.id, version: toInteger(row.version), rating: toInteger(row.rating), at: row.at})
CREATE (a)-[:WROTE]->(r), (r)-[:ABOUT]->(p), (r)-[:FROM_DEVICE]->(d), (r)-[:FROM_NETWORK]->(n)`;

/** Reviews that may be newer than what is there; what an older version pointed at is let go. */
export const KNOWN_REVIEWS = `
UNWIND $rows AS row
MATCH (r:Review {id: row.id}) WHERE r.version <= row.version
SET r.version = toInteger(row.version), r.rating = toInteger(row.rating), r.at = row.at
WITH r, row
OPTIONAL MATCH (r)-[old:ABOUT|FROM_DEVICE|FROM_NETWORK]->(end)
  WHERE NOT coalesce(end.id, end.key) IN [row.productId, row.deviceKey, row.networkKey]
DELETE old
WITH DISTINCT r, row
MERGE (a:Account {key: row.accountKey})
MERGE (p:Product {id: row.productId})
MERGE (d:Device {key: row.deviceKey})
MERGE (n:Network {key: row.networkKey})
MERGE (a)-[:WROTE]->(r)
MERGE (r)-[:ABOUT]->(p)
MERGE (r)-[:FROM_DEVICE]->(d)
MERGE (r)-[:FROM_NETWORK]->(n)`;

export const DELETE_REVIEWS = "UNWIND $ids AS id MATCH (r:Review {id: id}) DETACH DELETE r";
export const DELETE_SELLERS = "UNWIND $ids AS id MATCH (s:Seller {id: id}) DETACH DELETE s";

export const ADD_FORGOTTEN = "UNWIND $keys AS key MERGE (:Forgotten {key: key})";

export const FORGET = `
UNWIND $keys AS key
MATCH (a:Account {key: key})
OPTIONAL MATCH (a)-[:WROTE]->(r:Review)
DETACH DELETE r, a`;

/** Devices and networks that nobody's review comes from, and accounts that wrote none: as if they had never been. */
export const DELETE_UNUSED = [
  "MATCH (d:Device) WHERE NOT (d)<-[:FROM_DEVICE]-() DELETE d",
  "MATCH (n:Network) WHERE NOT (n)<-[:FROM_NETWORK]-() DELETE n",
  "MATCH (a:Account) WHERE NOT (a)-[:WROTE]->() DELETE a",
  "MATCH (p:Product) WHERE p.version IS NULL AND NOT (p)<-[:ABOUT]-() DETACH DELETE p",
];
