-- title: Which claims have the longest chains?
-- description: Claims with three hops or more between the writer and whoever said it first.
SELECT claims.id AS claim, claims.document, documents.title, claims.hops, claims.chain,
    claims.text, documents.publisher, documents.published
FROM (SELECT DISTINCT claim FROM hops WHERE position = 2 LIMIT 1000) AS long
JOIN claims ON claims.id = long.claim
JOIN documents ON documents.id = claims.document
ORDER BY claims.hops DESC, claims.rowid DESC LIMIT 200
