MATCH (a:Account)-[:WROTE]->(:Review)-[:FROM_DEVICE]->(d:Device)<-[:FROM_DEVICE]-(:Review)<-[:WROTE]-(b:Account)
WHERE a.key < b.key
WITH DISTINCT a, b
MATCH (a)-[:WROTE]->(:Review)-[:ABOUT]->(p:Product)<-[:ABOUT]-(:Review)<-[:WROTE]-(b)
WITH a, b, count(DISTINCT p) AS products
WHERE products >= $n
RETURN a.key AS first, b.key AS second, products
