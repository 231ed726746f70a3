-- Q303 The speaker is named only after the second quoted sentence
-- severity: note
-- why: The reader must know who speaks before long: Reuters and AP put the name after the first sentence of a quotation at the
--   latest.
-- example: “The bridge was old. The board knew it. Nobody did a thing,” said Ann Lee, an engineer.
-- instead: “The bridge was old,” said Ann Lee, an engineer. “The board knew it. Nobody did a thing.”
SELECT attributions.document, attributions.sentence, NULL AS claim, min(said.start) AS start,
    min(cues.end) AS end,
    'who speaks is told only after ' || (
        SELECT count(*) FROM sentences
        WHERE sentences.document = attributions.document
            AND sentences.start >= min(said.start) AND sentences.end <= min(cues.start)
    ) || ' quoted sentences' AS message
FROM checked
CROSS JOIN attributions ON attributions.document = checked.document
JOIN spans AS said ON said.attribution = attributions.id AND +said.role = 'content'
JOIN spans AS cues ON cues.attribution = attributions.id AND +cues.role = 'cue'
WHERE attributions.manner = 'direct'
GROUP BY attributions.id
HAVING min(said.start) < min(cues.start) AND (
    SELECT count(*) FROM sentences
    WHERE sentences.document = attributions.document
        AND sentences.start >= min(said.start) AND sentences.end <= min(cues.start)
) >= 2
