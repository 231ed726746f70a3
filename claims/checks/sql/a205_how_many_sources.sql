-- A205 How many are “sources”?
-- severity: note
-- why: “Sources said” may be two people or one who was asked twice. Give the number.
-- example: Officials who were not authorized to speak about the talks said that the deal was off.
-- instead: Three officials who were not authorized to speak about the talks said that the deal was off.
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
JOIN documents ON documents.id = appearances.document
WHERE sources.anonymous = 1 AND appearances.number <> 'one'
    AND NOT is_vague_group(appearances.name) AND NOT is_spokesperson(appearances.name)
    AND NOT is_placeholder(appearances.name)
    AND NOT is_anaphoric(appearances.name) AND NOT identified(appearances.name, documents.text)
    AND NOT EXISTS (
        SELECT 1 FROM source_names
        WHERE source_names.source = appearances.source
            AND source_names.document = appearances.document AND says_how_many(source_names.name)
    )
    AND NOT says_how_many(appearances.name)
    AND EXISTS (
        SELECT 1 FROM claims CROSS JOIN hops ON hops.claim = claims.id
        LEFT JOIN attributions ON attributions.id = claims.attribution
        WHERE claims.document = appearances.document AND hops.source = appearances.source
            AND NOT only_knows(attributions.cue)
    )
