-- A204 Praise or blame by an unnamed source
-- severity: error
-- why: Anonymity is for facts that could not be had otherwise. Whoever judges others must stand by it with a name.
-- example: “She is the worst boss I ever had,” a former aide said.
-- instead: Leave it out, or name the aide.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'a judgement by an unnamed source (' || shortened(sources.name) || '): “'
    || shortened(claims.text) || '”' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN sources ON sources.id = claims.source AND sources.anonymous = 1
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.kind = 'opinion'
