-- title: What does Reuters relay, and from whom?
-- description: Claims that an outlet (or anybody else) passes on from others. Empty means Reuters; give another name to ask about it.
SELECT claims.id AS claim, claims.document, documents.title, originators.name AS originator,
    claims.text, claims.chain, documents.publisher, documents.published
FROM hops
JOIN claims ON claims.id = hops.claim AND hops.position < claims.hops - 1
JOIN sources AS originators ON originators.id = claims.source
JOIN documents ON documents.id = claims.document
WHERE hops.source IN (
    SELECT source FROM source_names WHERE name = coalesce(nullif(trim(:outlet), ''), 'Reuters')
    UNION SELECT id FROM sources WHERE name = coalesce(nullif(trim(:outlet), ''), 'Reuters')
)
LIMIT 200
