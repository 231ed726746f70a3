-- S102 Number without a source
-- severity: note
-- why: A count, a sum or a share was counted by somebody. A reader who wants to check it must be told by whom.
-- example: More than 28,000 people have been killed.
-- instead: More than 28,000 people have been killed, according to the territory's health ministry.
SELECT claims.document, claims.sentence, claims.id AS claim,
    min(figures.start) AS start, max(figures.end) AS end,
    'no source is stated for ' || group_concat('“' || figures.text || '”', ', ') AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN figures ON figures.claim = claims.id
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.sourcing = 'unsourced' AND +claims.disputable = 1 AND +figures.kind NOT IN ('date', 'duration')
    AND figures.prefix NOT LIKE '%aged ' AND figures.prefix NOT LIKE '%at age '
    AND probability(sentences.reason) >= 0.5
    AND hearsay(sentences.text) IS NULL AND vague_group(sentences.text) IS NULL
    AND NOT is_background(sentences.text)
    AND instr(lower(sentences.text), 'according to ' || lower(figures.text)) = 0
    AND instr(lower(sentences.text), 'citing ' || lower(figures.text)) = 0
    AND claims.sentence NOT IN (SELECT sentence FROM leads)
    AND claims.document NOT IN (SELECT document FROM own_work)
    AND coalesce(figures.unit, '') NOT IN ('km', 'kilometers', 'kilometres', 'miles', 'metres', 'meters',
        'feet', 'inches', 'millimeters', 'games', 'seasons', 'goals', 'yards')
    AND figures.text NOT LIKE '911%'
    AND NOT (+figures.kind = 'count' AND cast(figures.value AS REAL) < 10)
    AND NOT EXISTS (  -- who is named beside it with figures answers for these, too
        SELECT 1 FROM claims AS near
        JOIN sentences AS beside ON beside.id = near.sentence
        JOIN figures AS other ON other.claim = near.id AND +other.kind NOT IN ('date', 'duration')
        WHERE near.document = claims.document AND near.sourcing NOT IN ('unsourced', 'unstated')
            AND beside.number BETWEEN sentences.number - 1 AND sentences.number + 1
    )
    AND NOT EXISTS (  -- somebody says the same number elsewhere in the article
        SELECT 1 FROM claims AS told
        JOIN figures AS same ON same.claim = told.id
        WHERE told.document = claims.document AND told.sourcing NOT IN ('unsourced', 'unstated')
            AND +same.kind = figures.kind AND same.value = figures.value
    )
GROUP BY claims.id
