-- B702 Only one side of a dispute is heard
-- severity: note
-- why: The article says who is at odds with whom, and one of the two speaks in it and the other does not. AP, Reuters and the BBC
--   want both sides, or the attempt to reach the one that is missing.
-- example: The dispute between Karst Works and Velmo goes on. Karst Works said that the pipe is safe.
-- instead: The dispute between Karst Works and Velmo goes on. Karst Works said that the pipe is safe. Velmo said that it leaks.
WITH heard AS MATERIALIZED (
    SELECT checked.document, group_concat(coalesce(source_names.name, sources.name), '; ') AS names
    FROM checked
    CROSS JOIN appearances ON appearances.document = checked.document
    JOIN sources ON sources.id = appearances.source
    LEFT JOIN source_names ON source_names.source = sources.id
        AND source_names.document = checked.document
    WHERE EXISTS (
        SELECT 1 FROM claims CROSS JOIN hops ON hops.claim = claims.id
        WHERE claims.document = checked.document AND hops.source = appearances.source
    )
    GROUP BY checked.document
)
SELECT sentences.document, sentences.id AS sentence, NULL AS claim, sentences.start, sentences.end,
    'the other side is not heard: “' || unheard(sentences.text, heard.names) || '”' AS message
FROM checked
CROSS JOIN documents ON documents.id = checked.document
JOIN heard ON heard.document = checked.document
CROSS JOIN sentences ON sentences.document = checked.document
WHERE NOT sentences.headline AND unheard(sentences.text, heard.names) IS NOT NULL
    AND NOT answers(documents.text)
GROUP BY sentences.document
HAVING sentences.start = min(sentences.start)
