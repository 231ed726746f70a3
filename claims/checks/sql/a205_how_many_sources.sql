-- A205 How many are “sources”?
-- severity: note
-- why: “Sources said” may be two people or one who was asked twice. Give the number.
-- example: Sources said that the deal was off.
-- instead: Three people who took part in the talks said that the deal was off.
SELECT appearances.document, mentions.sentence, NULL AS claim, mentions.start, mentions.end,
    'the article does not say how many “' || shortened(appearances.name) || '” are' AS message
FROM checked
CROSS JOIN appearances ON appearances.document = checked.document
JOIN sources ON sources.id = appearances.source
LEFT JOIN mentions ON mentions.id = (
    SELECT first.id FROM mentions AS first
    WHERE first.document = appearances.document AND first.source = appearances.source
    ORDER BY first.start LIMIT 1
)
WHERE sources.anonymous = 1 AND appearances.number <> 'one'
    AND NOT EXISTS (
        SELECT 1 FROM source_names
        WHERE source_names.source = appearances.source
            AND source_names.document = appearances.document AND says_how_many(source_names.name)
    )
    AND NOT says_how_many(appearances.name)
    AND EXISTS (
        SELECT 1 FROM claims CROSS JOIN hops ON hops.claim = claims.id
        WHERE claims.document = appearances.document AND hops.source = appearances.source
    )
