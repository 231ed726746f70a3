-- title: Which facts rest on one unnamed source?
-- description: Facts that reach the writer through a single unnamed person, outlets that relay aside. The newest first.
SELECT claims.id AS claim, claims.document, documents.title, claims.text, claims.chain,
    documents.publisher, documents.published
FROM claims JOIN documents ON documents.id = claims.document
WHERE claims.sourcing = 'anonymous' AND claims.disputable = 0 AND claims.kind = 'fact'
    AND (SELECT count(*) = 1 AND max(sources.number) = 'one' FROM hops
         JOIN sources ON sources.id = hops.source
         WHERE hops.claim = claims.id AND sources.anonymous = 1)
ORDER BY claims.rowid DESC LIMIT 200
