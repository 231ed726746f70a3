-- Q301 Quotation without a speaker
-- severity: warning
-- why: Words in quotation marks are somebody's, and the reader must be told whose.
-- example: “We will never give in.” The mood in the hall was grim.
-- instead: “We will never give in,” said Ann Lee.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'nobody is named who says: “' || shortened(claims.text) || '”' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.sourcing = 'unstated' AND +claims.manner IN ('direct', 'mixed')
UNION ALL
SELECT sentences.document, sentences.id, NULL, sentences.start, sentences.end,
    'nobody is named who says: “' || shortened(sentences.text) || '”'
FROM checked
CROSS JOIN sentences ON sentences.document = checked.document
WHERE NOT sentences.headline AND is_quotation(sentences.text)
    AND NOT EXISTS (
        SELECT 1 FROM claims WHERE claims.sentence = sentences.id AND claims.sourcing <> 'unsourced'
    )
