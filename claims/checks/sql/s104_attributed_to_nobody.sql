-- S104 Attributed to nobody
-- severity: note
-- why: “It is believed”, “reportedly” and “is said to” tell the reader that somebody else says so, and hide who. Name them, or
--   leave it out.
-- example: The general is believed to have fled to the coast.
-- instead: The general fled to the coast, Ann Lee said.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    '“' || shortened(attributions.cue) || '” says that somebody says so, and not who' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN attributions ON attributions.id = claims.attribution
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.sourcing = 'unstated' AND +claims.manner = 'indirect' AND attributions.cue <> ''
    AND +claims.kind IN ('fact', 'prediction') AND hearsay(sentences.text) IS NULL
UNION ALL
SELECT sentences.document, sentences.id,
    (SELECT min(claims.id) FROM claims WHERE claims.sentence = sentences.id),
    sentences.start, sentences.end,
    '“' || hearsay(sentences.text) || '” says that somebody says so, and not who'
FROM checked
CROSS JOIN sentences ON sentences.document = checked.document
WHERE NOT sentences.headline AND hearsay(sentences.text) IS NOT NULL AND NOT in_court(sentences.text)
    AND NOT EXISTS (
        SELECT 1 FROM claims
        WHERE claims.sentence = sentences.id AND claims.sourcing NOT IN ('unsourced', 'unstated')
    )
