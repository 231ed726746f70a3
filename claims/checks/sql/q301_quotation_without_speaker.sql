-- Q301 Quotation without a speaker
-- severity: note
-- why: Words in quotation marks are somebody's, and the reader must be told whose.
-- example: “We will never give in.” The mood in the hall was grim.
-- instead: “We will never give in,” said Ann Lee.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'nobody is named who says: “' || shortened(claims.text) || '”' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.sourcing = 'unstated' AND +claims.manner IN ('direct', 'mixed')
    AND NOT EXISTS (  -- whoever speaks beside it goes on
        SELECT 1 FROM claims AS near
        JOIN sentences AS beside ON beside.id = near.sentence
        WHERE near.document = sentences.document AND near.sentence <> sentences.id
            AND beside.number BETWEEN sentences.number - 1 AND sentences.number + 1
            AND near.sourcing NOT IN ('unsourced', 'unstated')
    )
UNION ALL
SELECT sentences.document, sentences.id, NULL, sentences.start, sentences.end,
    'nobody is named who says: “' || shortened(sentences.text) || '”'
FROM checked
CROSS JOIN sentences ON sentences.document = checked.document
WHERE NOT sentences.headline AND is_quotation(sentences.text)
    AND NOT EXISTS (
        SELECT 1 FROM claims WHERE claims.sentence = sentences.id AND claims.sourcing <> 'unsourced'
    )
    AND NOT EXISTS (  -- whoever speaks beside it goes on
        SELECT 1 FROM claims AS near
        JOIN sentences AS beside ON beside.id = near.sentence
        WHERE near.document = sentences.document AND near.sentence <> sentences.id
            AND beside.number BETWEEN sentences.number - 1 AND sentences.number + 1
            AND near.sourcing NOT IN ('unsourced', 'unstated')
    )
