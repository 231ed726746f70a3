-- W402 A verb that vouches for the truth
-- severity: note
-- why: One can only reveal, point out or acknowledge what is so. By such a verb the writer confirms what a source says; is it
--   confirmed?
-- example: The candidate pointed out that crime had doubled.
-- instead: The candidate said that crime had doubled; police figures show a rise of 4 percent.
WITH vouching (word) AS (
    VALUES ('revealed'), ('reveals'), ('revealing'), ('pointed out'), ('points out'),
        ('pointing out'), ('acknowledged'), ('acknowledges'), ('acknowledging'), ('exposed'),
        ('uncovered'), ('proved'), ('proves'), ('made clear'), ('makes clear'), ('reminded')
)
SELECT attributions.document, attributions.sentence, claims.id AS claim, spans.start, spans.end,
    '“' || shortened(spans.exact) || '” vouches for what ' || sources.name || ' says' AS message
FROM checked
JOIN attributions ON attributions.document = checked.document
JOIN spans ON spans.attribution = attributions.id AND spans.role = 'cue'
JOIN vouching ON ' ' || lower(spans.exact) || ' ' LIKE '% ' || vouching.word || ' %'
JOIN claims ON claims.attribution = attributions.id
JOIN sources ON sources.id = claims.source AND sources.kind IN ('person', 'organisation', 'group')
WHERE claims.kind IN ('fact', 'prediction')
GROUP BY attributions.id
