-- A207 A spokesperson without a name
-- severity: note
-- why: A house answers for what its spokespeople say, so this is no anonymous source. Still, AP and Reuters name them: a name can be
--   called back, and nobody can later say that it was never said.
-- example: The bridge is safe, a spokesman for the harbour office said.
-- instead: The bridge is safe, Ann Lee, a spokeswoman for the harbour office, said.
SELECT appearances.document, mentions.sentence, NULL AS claim, mentions.start, mentions.end,
    'who is “' || shortened(appearances.name) || '”?' AS message
FROM checked
CROSS JOIN appearances ON appearances.document = checked.document
JOIN sources ON sources.id = appearances.source
JOIN documents ON documents.id = appearances.document
LEFT JOIN mentions ON mentions.id = (
    SELECT first.id FROM mentions AS first
    WHERE first.document = appearances.document AND first.source = appearances.source
    ORDER BY first.start LIMIT 1
)
WHERE sources.anonymous = 1 AND is_spokesperson(appearances.name)
    AND NOT identified(appearances.name, documents.text)
    AND EXISTS (
        SELECT 1 FROM claims CROSS JOIN hops ON hops.claim = claims.id
        WHERE claims.document = appearances.document AND hops.source = appearances.source
    )
