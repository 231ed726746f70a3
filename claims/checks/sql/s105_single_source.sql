-- S105 The whole article rests on one source
-- severity: warning
-- why: Everything that anybody says in the article is said by one and the same source. What would the other side say, and who
--   could confirm it?
-- example: An article of ten statements, all of them by the same spokesman.
-- instead: The same article with the answer of those of whom he speaks, or a document that bears him out.
SELECT claims.document, NULL AS sentence, NULL AS claim, NULL AS start, NULL AS end,
    'all ' || count(*) || ' attributed statements are those of ' || min(answering.name) AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN answering ON answering.claim = claims.id
GROUP BY claims.document
HAVING count(*) >= 3 AND count(DISTINCT answering.source) = 1
