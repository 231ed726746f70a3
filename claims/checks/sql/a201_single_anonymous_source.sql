-- A201 A fact on one unnamed source
-- severity: error
-- why: One person who is not named is not enough for a fact: nobody can check it, and nobody answers for it. Find a second
--   source, a document, or a name.
-- example: The president has decided to resign, an aide said.
-- instead: The president has decided to resign, according to two aides and a draft of the letter.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'rests on one unnamed source (' || shortened(answering.name) || '): “'
    || shortened(claims.text) || '”' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN answering ON answering.claim = claims.id
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.sourcing = 'anonymous' AND +claims.kind = 'fact' AND answering.number = 'one'
