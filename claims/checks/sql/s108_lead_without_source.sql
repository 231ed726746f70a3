-- S108 The lead has no source
-- severity: note
-- why: The first sentence says what a reader could dispute, and nobody in the first three sentences says so. AP and Reuters want the
--   source of a contentious lead in the lead, or right after it.
-- example: The company hid the defects of the bridge for years. The bridge stands near the port. It has two lanes. It is painted green. It opened in 1990.
-- instead: The company hid the defects of the bridge for years, Ann Lee said.
SELECT leads.document, leads.sentence, NULL AS claim, sentences.start, sentences.end,
    'the article opens with this, and nobody is named who says so' AS message
FROM leads
JOIN sentences ON sentences.id = leads.sentence
WHERE hearsay(sentences.text) IS NULL AND vague_group(sentences.text) IS NULL
    AND NOT is_background(sentences.text)
