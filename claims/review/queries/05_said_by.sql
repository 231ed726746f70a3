-- title: What does one person or organisation say?
-- description: Everything that one source is quoted with, by any of its names as articles give them. Empty means whoever is quoted most.
WITH asked AS (
    SELECT source FROM source_names WHERE name = trim(:name)
    UNION SELECT id FROM sources WHERE name = trim(:name)
    UNION SELECT source FROM (
        SELECT source, count(*) AS claims FROM claims
        WHERE source IS NOT NULL AND trim(:name) = ''
        GROUP BY source ORDER BY claims DESC LIMIT 1
    )
)
SELECT claims.id AS claim, claims.source, sources.name, claims.document, documents.title,
    claims.text, claims.manner, claims.kind, claims.certainty, documents.published
FROM claims
JOIN sources ON sources.id = claims.source
JOIN documents ON documents.id = claims.document
WHERE claims.source IN (SELECT source FROM asked)
LIMIT 500
