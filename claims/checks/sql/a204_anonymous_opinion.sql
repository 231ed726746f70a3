-- A204 Praise or blame by an unnamed source
-- severity: note
-- why: Anonymity is for facts that could not be had otherwise. Whoever judges others must stand by it with a name.
-- example: “She is the worst boss I ever had,” said a former aide who asked not to be named because she fears for her job.
-- instead: “She is the worst boss I ever had,” said Ann Lee, a former aide.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'a judgement by an unnamed source (' || shortened(sources.name) || '): “'
    || shortened(claims.text) || '”' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN sources ON sources.id = claims.source AND sources.anonymous = 1
JOIN sentences ON sentences.id = claims.sentence
JOIN documents ON documents.id = claims.document
WHERE +claims.kind = 'opinion' AND judges(claims.text) AND NOT is_spokesperson(sources.name) AND NOT is_placeholder(sources.name)
    AND NOT identified(sources.name, documents.text)
    AND NOT EXISTS (
        SELECT 1 FROM attributions WHERE attributions.id = claims.attribution AND only_knows(attributions.cue)
    )
