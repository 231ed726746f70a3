-- W402 A verb that vouches for the truth
-- severity: note
-- why: One can only reveal or point out what is so. By such a verb the writer confirms what a source says; is it
--   confirmed?
-- example: Ann Lee revealed that the firm had paid two ministers.
-- instead: Ann Lee said that the firm had paid two ministers.
WITH vouching (word) AS (
    VALUES ('revealed'), ('reveals'), ('revealing'), ('pointed out'), ('points out'),
        ('pointing out'), ('exposed'), ('uncovered'), ('proved'), ('proves'), ('made clear'),
        ('makes clear')
),
cues AS MATERIALIZED (
    SELECT DISTINCT attributions.cue
    FROM checked CROSS JOIN attributions ON attributions.document = checked.document
),
matched AS MATERIALIZED (
    SELECT DISTINCT cues.cue
    FROM cues JOIN vouching ON ' ' || lower(cues.cue) || ' ' LIKE '% ' || vouching.word || ' %'
)
SELECT attributions.document, attributions.sentence, claims.id AS claim,
    min(spans.start) AS start, spans.end,
    '“' || shortened(attributions.cue) || '” vouches for what ' || sources.name || ' says'
    AS message
FROM checked
CROSS JOIN attributions ON attributions.document = checked.document
JOIN matched ON matched.cue = attributions.cue
JOIN spans ON spans.attribution = attributions.id AND +spans.role = 'cue'
JOIN claims ON claims.attribution = attributions.id
JOIN sources ON sources.id = claims.source AND sources.kind IN ('person', 'organisation', 'group')
WHERE +claims.kind IN ('fact', 'prediction')
GROUP BY attributions.id
