-- T601 Something was lost on the way from another article
-- severity: note
-- why: An earlier article told the same with a source, with a hedge or with another figure, and this one tells it without. What is
--   passed on grows more certain at every step, unless somebody stops it.
-- example: The plant is closed. (Earlier: The plant may be closed, two workers said.)
-- instead: The plant may be closed, according to two workers.
-- compares: articles
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    coalesce(nullif(earlier_documents.publisher, documents.publisher), 'an earlier article')
    || CASE story_drifts.kind
        WHEN 'source dropped' THEN ' names who says so: ' || shortened(story_drifts.before)
        WHEN 'source blurred' THEN ' says more plainly who says so: ' || shortened(story_drifts.before)
        WHEN 'hedge dropped' THEN ' does not say it as surely: ' || shortened(story_drifts.before)
        ELSE ' has another figure: ' || shortened(story_drifts.before) || ', here '
            || shortened(story_drifts.after)
    END AS message
FROM checked
CROSS JOIN documents ON documents.id = checked.document
CROSS JOIN claims ON claims.document = checked.document
CROSS JOIN story_drifts ON story_drifts.later = claims.id
JOIN sentences ON sentences.id = claims.sentence
JOIN claims AS earlier ON earlier.id = story_drifts.earlier
JOIN documents AS earlier_documents ON earlier_documents.id = earlier.document
WHERE +story_drifts.kind IN ('source dropped', 'source blurred', 'hedge dropped', 'figure changed')
    AND earlier.document <> claims.document
