-- Q302 A quotation that reads differently elsewhere
-- severity: warning
-- why: Two articles put different words into the same mouth between quotation marks. One of them is wrong, or both.
-- example: “We were wrong about the war,” Lee said. (Elsewhere: “We were wrong about the war and about the debt,” Lee said.)
-- instead: The words as they were spoken, compared with a recording or the original.
-- compares: articles
WITH speakers AS MATERIALIZED (
    SELECT DISTINCT coalesce(sources.merged_into, sources.id) AS source
    FROM checked
    CROSS JOIN claims ON claims.document = checked.document
    JOIN sources ON sources.id = claims.source AND sources.anonymous = 0
    WHERE +claims.manner = 'direct'
),
voices AS (
    SELECT source AS id, source FROM speakers
    UNION
    SELECT sources.id, speakers.source FROM speakers
    JOIN sources ON sources.merged_into = speakers.source
),
quotations AS MATERIALIZED (
    SELECT claims.id, claims.document, claims.sentence, plain(claims.text) AS words,
        substr(plain(claims.text), 1, 30) AS beginning, voices.source
    FROM voices
    JOIN claims ON claims.source = voices.id
    WHERE +claims.manner = 'direct' AND length(claims.text) >= 40
)
SELECT mine.document, mine.sentence, mine.id AS claim, sentences.start, sentences.end,
    'in ' || coalesce(documents.publisher, documents.title, documents.id) || ' it reads: “'
    || shortened(others.text) || '”' AS message
FROM checked
CROSS JOIN quotations AS mine ON mine.document = checked.document
JOIN quotations AS theirs ON theirs.source = mine.source AND theirs.beginning = mine.beginning
JOIN claims AS others ON others.id = theirs.id
JOIN documents ON documents.id = theirs.document
JOIN sentences ON sentences.id = mine.sentence
WHERE theirs.document <> mine.document AND theirs.words <> mine.words
    AND instr(theirs.words, mine.words) = 0 AND instr(mine.words, theirs.words) = 0
