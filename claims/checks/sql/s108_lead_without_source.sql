-- S108 The lead has no source
-- severity: note
-- why: The first sentence says what a reader could dispute, and nobody in the first three sentences says so. AP and Reuters want the
--   source of a contentious lead in the lead, or right after it.
-- example: At least 20 people were killed in an attack on the port. The port opened in 1990. It was rebuilt in 1995. It was closed in 2001. It reopened in 2003.
-- instead: At least 20 people were killed in an attack on the port, the police said.
SELECT leads.document, leads.sentence, NULL AS claim, sentences.start, sentences.end,
    'the article opens with this, and nobody is named who says so' AS message
FROM leads
JOIN sentences ON sentences.id = leads.sentence
WHERE hearsay(sentences.text) IS NULL AND vague_group(sentences.text) IS NULL
    AND NOT is_background(sentences.text) AND is_contentious(sentences.text)
