-- Q303 The speaker is named only after the second quoted sentence
-- severity: note
-- why: The reader must know who speaks before long: Reuters and AP put the name after the first sentence of a quotation at the
--   latest.
-- example: “The bridge was old. The board knew it. Nobody did a thing,” said Ann Lee, an engineer.
-- instead: “The bridge was old,” said Ann Lee, an engineer. “The board knew it. Nobody did a thing.”
WITH late AS MATERIALIZED (
    SELECT attributions.id AS attribution, attributions.document, attributions.sentence,
        min(said.start) AS start, min(cues.start) AS named, min(cues.end) AS end
    FROM checked
    CROSS JOIN attributions ON attributions.document = checked.document
    JOIN spans AS said ON said.attribution = attributions.id AND +said.role = 'content'
    JOIN spans AS cues ON cues.attribution = attributions.id AND +cues.role = 'cue'
    WHERE attributions.manner = 'direct'
    GROUP BY attributions.id
),
counted AS MATERIALIZED (
    SELECT late.*, (
        SELECT count(*) FROM sentences
        WHERE sentences.document = late.document
            AND sentences.start >= late.start AND sentences.end <= late.named
    ) AS sentences
    FROM late WHERE late.start < late.named
)
SELECT document, sentence, NULL AS claim, start, end,
    'who speaks is told only after ' || sentences || ' quoted sentences' AS message
FROM counted
WHERE sentences >= 2
    AND NOT EXISTS (  -- named just before, the speaker need not be named after the first sentence
        SELECT 1 FROM claims
        JOIN mentions ON mentions.document = claims.document AND mentions.source = claims.source
        WHERE claims.attribution = counted.attribution
            AND mentions.start BETWEEN counted.start - 400 AND counted.start - 1
    )
