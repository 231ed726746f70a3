-- A206 Most of the article rests on unnamed sources
-- severity: warning
-- why: An article may need one source that it does not name. Where more than half of what is said in it comes from people
--   without names, an editor should know who they are, and that should be on record.
-- example: An article in which “sources”, “an official” and “a second official” say nearly everything.
-- instead: The same article with documents, or with names.
SELECT claims.document, NULL AS sentence, NULL AS claim, NULL AS start, NULL AS end,
    sum(claims.sourcing = 'anonymous') || ' of ' || count(*)
    || ' attributed statements rest on unnamed sources' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
WHERE +claims.sourcing <> 'unsourced'
GROUP BY claims.document
HAVING count(*) >= 4 AND sum(claims.sourcing = 'anonymous') * 2 > count(*)
