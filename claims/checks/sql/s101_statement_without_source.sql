-- S101 Disputable statement without a source
-- severity: note
-- why: The writer asserts something that a reader could dispute, and nobody is named who says so. What is established, on
--   public record or witnessed by the reporter needs no source; this is neither.
-- example: The government is increasingly struggling to control the unrest.
-- instead: The government is increasingly struggling to control the unrest, a report by the army says.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'no source is stated: who says that “' || shortened(claims.text) || '”?' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.sourcing = 'unsourced' AND +claims.disputable = 1 AND +claims.kind <> 'opinion'
    AND probability(sentences.reason) >= 0.5
    AND hearsay(sentences.text) IS NULL AND vague_group(sentences.text) IS NULL
    AND NOT is_background(sentences.text) AND +claims.text NOT LIKE '% … who %'
    AND +claims.text NOT LIKE '%?' AND +claims.text NOT LIKE '%?_'
    AND claims.sentence NOT IN (SELECT sentence FROM leads)
    AND claims.document NOT IN (SELECT document FROM own_work)
    AND NOT EXISTS (
        SELECT 1 FROM figures
        WHERE figures.claim = claims.id AND +figures.kind NOT IN ('date', 'duration')
            AND figures.prefix NOT LIKE '%aged ' AND figures.prefix NOT LIKE '%at age '
    )
UNION ALL
SELECT claims.document, claims.sentence, claims.id, sentences.start, sentences.end,
    'no source is stated: who says that “' || shortened(sentences.text) || '”?'
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN attributions ON attributions.id = claims.attribution AND only_knows(attributions.cue)
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.hops = 1 AND hearsay(sentences.text) IS NULL
UNION
SELECT claims.document, claims.sentence, claims.id, sentences.start, sentences.end,
    'no source is stated: who says that “' || shortened(claims.text) || '”?'
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.sourcing = 'unsourced' AND says_who_knew(claims.text)
    AND hearsay(sentences.text) IS NULL AND vague_group(sentences.text) IS NULL
