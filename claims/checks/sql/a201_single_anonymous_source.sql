-- A201 A fact on one unnamed source
-- severity: note
-- why: One person who is not named is not enough for a fact: nobody can check it, and nobody answers for it. Find a second
--   source, a document, or a name.
-- example: The president has decided to resign, said an aide who asked not to be named because the letter is private.
-- instead: The president has decided to resign, according to a draft of the letter.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'rests on one unnamed source (' || shortened(answering.name) || '): “'
    || shortened(claims.text) || '”' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN answering ON answering.claim = claims.id
JOIN sentences ON sentences.id = claims.sentence
JOIN documents ON documents.id = claims.document
WHERE +claims.sourcing = 'anonymous' AND answering.number = 'one' AND +claims.manner <> 'direct'
    AND (+claims.kind = 'fact' OR (+claims.kind IN ('intention', 'prediction') AND decides(claims.text)))
    AND NOT is_spokesperson(answering.name) AND NOT identified(answering.name, documents.text)
    AND NOT judges(claims.text) AND NOT is_placeholder(answering.name)
    AND NOT (
        is_anaphoric(answering.name)
        AND EXISTS (
            SELECT 1 FROM claims AS before
            JOIN answering AS earlier ON earlier.claim = before.id AND earlier.anonymous = 0
            WHERE before.document = claims.document AND before.number < claims.number
        )
    )
    AND NOT EXISTS (
        SELECT 1 FROM attributions WHERE attributions.id = claims.attribution AND only_knows(attributions.cue)
    )
