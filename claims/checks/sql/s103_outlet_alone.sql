-- S103 A fact on another outlet's word alone
-- severity: note
-- why: The article takes a fact from another outlet and does not say from whom that outlet has it. Name its source, or
--   confirm the fact yourself.
-- example: The minister resigned, Reuters reported.
-- instead: The minister resigned, Reuters reported, citing her letter to the president.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'rests on the word of ' || claims.chain || ' alone: where does it have it from?' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN documents ON documents.id = claims.document
JOIN sentences ON sentences.id = claims.sentence
LEFT JOIN attributions ON attributions.id = claims.attribution
WHERE +claims.sourcing = 'outlet'
    -- What is reported is a fact to the outlet, whatever it reads like: "The deal is dead".
    AND (+claims.kind IN ('fact', 'prediction', 'intention') OR attributions.cue = 'reported')
    AND NOT same_outlet(claims.chain, documents.publisher) AND NOT is_document(claims.chain)
    AND +claims.manner <> 'direct' AND NOT says_whence(sentences.text)
