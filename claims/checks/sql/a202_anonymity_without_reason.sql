-- A202 Anonymity without a reason
-- severity: warning
-- why: The reader is owed the reason why a source is not named, and how it can know what it says: “who asked not to be named
--   because the talks are private”, “who has read the report”.
-- example: A senior official said that the talks had failed.
-- instead: A senior official who was not authorized to speak about the talks said that they had failed.
SELECT appearances.document, mentions.sentence, NULL AS claim, mentions.start, mentions.end,
    'the article does not say why it leaves “' || shortened(appearances.name) || '” unnamed' AS message
FROM checked
CROSS JOIN appearances ON appearances.document = checked.document
JOIN sources ON sources.id = appearances.source
LEFT JOIN mentions ON mentions.id = (
    SELECT first.id FROM mentions AS first
    WHERE first.document = appearances.document AND first.source = appearances.source
    ORDER BY first.start LIMIT 1
)
WHERE sources.anonymous = 1 AND appearances.reason IS NULL
    AND EXISTS (
        SELECT 1 FROM claims CROSS JOIN hops ON hops.claim = claims.id
        WHERE claims.document = appearances.document AND hops.source = appearances.source
    )
