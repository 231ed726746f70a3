-- S104 Attributed to nobody
-- severity: warning
-- why: “It is believed”, “reportedly” and “is said to” tell the reader that somebody else says so, and hide who. Name them, or
--   leave it out.
-- example: The general is believed to have fled.
-- instead: The general fled, two officers of his staff said.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    '“' || shortened(attributions.cue) || '” says that somebody says so, and not who' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN attributions ON attributions.id = claims.attribution
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.sourcing = 'unstated' AND +claims.manner = 'indirect' AND attributions.cue <> ''
    AND +claims.kind IN ('fact', 'prediction')
UNION ALL
SELECT claims.document, claims.sentence, claims.id, spans.start, spans.end,
    '“' || spans.exact || '” says that somebody says so, and not who'
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN spans ON spans.claim = claims.id AND +spans.role = 'certainty'
WHERE +claims.sourcing = 'unsourced'
    AND lower(spans.exact) IN (
        'reportedly', 'allegedly', 'purportedly', 'supposedly', 'apparently', 'rumored', 'rumoured',
        'is said to', 'are said to', 'is believed to', 'are believed to', 'it is believed',
        'is thought to', 'are thought to', 'is understood to', 'are understood to'
    )
