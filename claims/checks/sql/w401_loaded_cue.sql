-- W401 A verb that takes sides
-- severity: note
-- why: “Claimed” and “insisted” tell the reader not to believe it; “admitted” makes it a confession; “slammed” is a fight.
--   “Said” tells what happened.
-- example: Ann Lee claimed that taxes had fallen.
-- instead: Ann Lee said that taxes had fallen.
WITH loaded (word, effect) AS (
    VALUES ('claim', 'casts doubt'), ('claims', 'casts doubt'), ('claimed', 'casts doubt'),
        ('claiming', 'casts doubt'), ('insist', 'casts doubt'), ('insists', 'casts doubt'),
        ('insisted', 'casts doubt'), ('insisting', 'casts doubt'), ('purported', 'casts doubt'),
        ('admit', 'implies guilt'), ('admits', 'implies guilt'), ('admitted', 'implies guilt'),
        ('admitting', 'implies guilt'), ('confessed', 'implies guilt'),
        ('conceded', 'implies guilt'), ('concedes', 'implies guilt'),
        ('boasted', 'mocks'), ('bragged', 'mocks'), ('gloated', 'mocks'), ('whined', 'mocks'),
        ('ranted', 'mocks'), ('railed', 'mocks'), ('fumed', 'mocks'), ('raged', 'mocks'),
        ('slammed', 'makes a fight of it'), ('blasted', 'makes a fight of it'),
        ('ripped', 'makes a fight of it'), ('lashed', 'makes a fight of it'),
        ('slams', 'makes a fight of it'), ('blasts', 'makes a fight of it'),
        ('rips', 'makes a fight of it')
),
cues AS MATERIALIZED (
    SELECT DISTINCT attributions.cue
    FROM checked CROSS JOIN attributions ON attributions.document = checked.document
),
matched AS MATERIALIZED (
    SELECT cues.cue, min(loaded.effect) AS effect
    FROM cues JOIN loaded ON ' ' || lower(cues.cue) || ' ' LIKE '% ' || loaded.word || ' %'
    GROUP BY cues.cue
)
SELECT attributions.document, attributions.sentence, NULL AS claim,
    min(spans.start) AS start, spans.end,
    '“' || shortened(attributions.cue) || '” ' || matched.effect || '; “said” does not' AS message
FROM checked
CROSS JOIN attributions ON attributions.document = checked.document
JOIN matched ON matched.cue = attributions.cue
JOIN documents ON documents.id = attributions.document
JOIN sentences ON sentences.id = attributions.sentence
JOIN spans ON spans.attribution = attributions.id AND +spans.role = 'cue'
WHERE attributions.content_text NOT LIKE 'responsibility%'
    AND attributions.content_text NOT LIKE 'credit%'
    AND attributions.content_text NOT LIKE 'victory%'
    AND sentences.text NOT LIKE '%claim%responsibility%'
    AND NOT (matched.effect = 'implies guilt' AND tells_of_guilt(documents.text))
    AND NOT stands_quoted(sentences.text, spans.start - sentences.start)
GROUP BY attributions.id
