-- title: Who is quoted most?
-- description: Sources by how many claims begin with them; “articles” counts those that speak of them.
WITH quoted AS (
    SELECT source, count(*) AS claims FROM claims
    WHERE source IS NOT NULL GROUP BY source ORDER BY claims DESC LIMIT 100
)
SELECT quoted.source, sources.name, sources.kind,
    CASE sources.anonymous WHEN 1 THEN 'unnamed' ELSE 'named' END AS named, quoted.claims,
    (SELECT count(*) FROM appearances WHERE appearances.source = quoted.source) AS articles
FROM quoted JOIN sources ON sources.id = quoted.source
ORDER BY quoted.claims DESC, sources.name
