-- D501 A date that cannot be told
-- severity: note
-- why: The words do not say which day, month or year is meant, even with the date of publication at hand. Whoever reads the
--   article next year cannot know it either.
-- example: The shop opened the following day.
-- instead: The shop opened on March 3, 2021.
SELECT claims.document, claims.sentence, claims.id AS claim, figures.start, figures.end,
    '“' || shortened(figures.text) || '”: which date is meant?' AS message
FROM checked
CROSS JOIN documents ON documents.id = checked.document
CROSS JOIN claims ON claims.document = checked.document
JOIN figures ON figures.claim = claims.id
WHERE +figures.kind = 'date' AND figures.value IS NULL
    AND (documents.published IS NOT NULL OR hangs_on_another_date(figures.text))
    AND NOT is_season(figures.text)
    AND NOT EXISTS (  -- a date beside it, from which it counts
        SELECT 1 FROM figures AS known
        JOIN claims AS near ON near.id = known.claim
        WHERE near.document = claims.document AND known.kind = 'date' AND known.value IS NOT NULL
            AND known.start BETWEEN figures.start - 400 AND figures.start + 200
    )
GROUP BY claims.document, figures.start, figures.end
