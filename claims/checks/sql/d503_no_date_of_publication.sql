-- D503 No date of publication
-- severity: warning
-- why: The article speaks of “yesterday” or “last month” and does not say when it was published. Give the date with --published,
--   so that these can be told.
-- example: The talks ended on Friday.
-- instead: The talks ended on March 3, 2024.
SELECT claims.document, claims.sentence, NULL AS claim,
    min(figures.start) AS start, figures.end,
    'the article has no date of publication; ' || count(DISTINCT figures.start)
    || CASE count(DISTINCT figures.start) WHEN 1 THEN ' date' ELSE ' dates' END
    || ' cannot be told without it' AS message
FROM checked
CROSS JOIN documents ON documents.id = checked.document AND documents.published IS NULL
CROSS JOIN claims ON claims.document = checked.document
JOIN figures ON figures.claim = claims.id
WHERE +figures.kind = 'date' AND figures.value IS NULL AND NOT hangs_on_another_date(figures.text)
    AND NOT EXISTS (
        SELECT 1 FROM figures AS dated
        WHERE dated.claim = claims.id AND +dated.kind = 'date' AND length(dated.value) = 10
            AND dated.start BETWEEN figures.end + 1 AND figures.end + 3
    )
GROUP BY claims.document
