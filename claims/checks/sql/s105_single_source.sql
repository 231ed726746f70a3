-- S105 The whole article rests on one source
-- severity: note
-- why: Everything that anybody says in the article is said by one and the same source. What would the other side say, and who
--   could confirm it?
-- example: Ann Lee said that the bridge is closed. Ann Lee said that it is unsafe. Ann Lee said that it shook.
-- instead: Ann Lee said that the bridge is closed. Ann Lee said that it is unsafe. Max Roe said that it is safe.
SELECT claims.document, NULL AS sentence, NULL AS claim, NULL AS start, NULL AS end,
    'all ' || count(*) || ' attributed statements are those of ' || min(answering.name) AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN answering ON answering.claim = claims.id
GROUP BY claims.document
HAVING count(DISTINCT claims.attribution) >= 3 AND count(DISTINCT answering.source) = 1
