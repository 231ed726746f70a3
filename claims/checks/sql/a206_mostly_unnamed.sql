-- A206 Most of the article rests on unnamed sources
-- severity: warning
-- why: An article may need one source that it does not name. Where more than half of what is said in it comes from people
--   without names, an editor should know who they are, and that should be on record.
-- example: Two officials who were not authorized to speak said that the bridge is closed. Three engineers who were not authorized to speak said that it is unsafe. Two drivers who were not authorized to speak said that it shook. Ann Lee said that it is safe.
-- instead: Ann Lee said that the bridge is closed. Max Roe said that it is unsafe. Ida Voss said that it shook.
SELECT claims.document, NULL AS sentence, NULL AS claim, NULL AS start, NULL AS end,
    sum(claims.sourcing = 'anonymous') || ' of ' || count(*)
    || ' attributed statements rest on unnamed sources' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
WHERE +claims.sourcing <> 'unsourced'
GROUP BY claims.document
HAVING count(*) >= 4 AND sum(claims.sourcing = 'anonymous') * 2 > count(*)
