-- A203 Relayed from people whom the other outlet does not name
-- severity: note
-- why: Another outlet vouches for people whom it does not name, and this article vouches for that outlet: two steps that no
--   reader can take. Say plainly that you could not confirm it.
-- example: The envoy met the leaders in Oslo, Reuters reported, citing two officials who asked not to be named because of the talks.
-- instead: The envoy met the leaders in Oslo, the foreign ministry said.
SELECT claims.document, claims.sentence, min(claims.number) AS first, NULL AS claim,
    sentences.start, sentences.end,
    CASE count(*) WHEN 1 THEN 'this comes' ELSE count(*) || ' statements come' END
    || ' from people whom ' || sources.name || ' does not name: '
    || replace(group_concat(DISTINCT shortened(answering.name)), ',', ', ') AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN sentences ON sentences.id = claims.sentence
JOIN hops ON hops.claim = claims.id AND hops.position = 0
JOIN sources ON sources.id = hops.source AND sources.kind = 'outlet' AND sources.anonymous = 0
JOIN answering ON answering.claim = claims.id
JOIN documents ON documents.id = claims.document
WHERE +claims.sourcing = 'anonymous' AND NOT same_outlet(sources.name, documents.publisher)
    AND NOT is_placeholder(answering.name)
GROUP BY claims.document, sources.id
