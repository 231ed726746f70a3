-- A202 Anonymity without a reason
-- severity: note
-- why: The reader is owed two things: why a source is not named, and how it can know what it says. “Who asked not to be named
--   because the talks are private” says the one, “who has read the report” the other; a rank (“a senior official”) says the
--   other, too.
-- example: Two senior officials said that the talks had failed.
-- instead: Two senior officials who were not authorized to speak about the talks said that they had failed.
WITH described AS MATERIALIZED (
    SELECT appearances.document, appearances.source, appearances.name,
        coalesce(appearances.reason, '') || ' ' || coalesce(
            (
                SELECT group_concat(sentences.text, ' ') FROM mentions
                JOIN sentences ON sentences.id = mentions.sentence
                WHERE mentions.document = appearances.document AND mentions.source = appearances.source
            ), ''
        ) AS words,
        (
            SELECT first.id FROM mentions AS first
            WHERE first.document = appearances.document AND first.source = appearances.source
            ORDER BY first.start LIMIT 1
        ) AS mention
    FROM checked
    CROSS JOIN appearances ON appearances.document = checked.document
    JOIN sources ON sources.id = appearances.source
    JOIN documents ON documents.id = appearances.document
    WHERE sources.anonymous = 1 AND NOT is_spokesperson(appearances.name)
        AND NOT is_anaphoric(appearances.name) AND NOT is_vague_group(appearances.name)
        AND NOT is_placeholder(appearances.name)
        AND NOT identified(appearances.name, documents.text)
        AND EXISTS (
            SELECT 1 FROM claims CROSS JOIN hops ON hops.claim = claims.id
            LEFT JOIN attributions ON attributions.id = claims.attribution
            WHERE claims.document = appearances.document AND hops.source = appearances.source
                AND NOT only_knows(attributions.cue)
        )
)
SELECT described.document, mentions.sentence, NULL AS claim, mentions.start, mentions.end,
    'the article does not say '
    || CASE
        WHEN says_why(words) THEN 'how “' || shortened(name) || '” can know'
        WHEN needs_how(name) AND NOT says_how(words)
            THEN 'why it leaves “' || shortened(name) || '” unnamed, nor how they can know'
        ELSE 'why it leaves “' || shortened(name) || '” unnamed'
    END AS message
FROM described
LEFT JOIN mentions ON mentions.id = described.mention
WHERE NOT says_why(words) OR (needs_how(name) AND NOT says_how(words))
