-- T603 Outlets that cite each other
-- severity: note
-- why: The chain of who has it from whom ends where it began: each outlet rests on the other, and nobody on a fact.
-- example: The Post reported it, citing the Herald. (The Herald: The Post reports that …)
-- instead: Nothing, until somebody outside the ring confirms it.
-- compares: articles
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'the outlets that tell this have it from each other: “' || shortened(claims.text) || '”'
    AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
CROSS JOIN story_claims ON story_claims.claim = claims.id
JOIN stories ON stories.id = story_claims.story
JOIN sentences ON sentences.id = claims.sentence
WHERE +stories.circular = 1 AND +claims.sourcing = 'outlet'
