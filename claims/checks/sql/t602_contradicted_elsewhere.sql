-- T602 Another article says the contrary
-- severity: note
-- why: Both cannot be so. Whichever is right, the reader should learn that there are two accounts.
-- example: The bridge was destroyed. (Elsewhere: The bridge is standing, the mayor said.)
-- instead: The army says that it destroyed the bridge; the mayor says that it is standing.
-- compares: articles
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'contradicted in ' || coalesce(others.publisher, others.title, others.id) || ': “'
    || shortened(other.text) || '”' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
CROSS JOIN (
    SELECT claim AS mine, other AS theirs, relation, confidence FROM claim_links
    UNION ALL
    SELECT other, claim, relation, confidence FROM claim_links
) AS links ON links.mine = claims.id
JOIN claims AS other ON other.id = links.theirs
JOIN documents AS others ON others.id = other.document
JOIN sentences ON sentences.id = claims.sentence
WHERE +links.relation = 'contradicts' AND links.confidence >= 0.95
