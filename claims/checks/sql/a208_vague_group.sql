-- A208 A group that nobody can check
-- severity: note
-- why: “Critics say” and “some observers believe” may be two people or the writer. The BBC and SPJ ask: who are they? Name one who
--   stands for them, or leave it out.
-- example: Critics say that the fund is empty.
-- instead: Ann Lee, an accountant who audited the fund, says that it is empty.
SELECT sentences.document, sentences.id AS sentence, NULL AS claim, sentences.start, sentences.end,
    'who are they? “' || shortened(vague_group(sentences.text)) || '” names nobody' AS message
FROM checked
CROSS JOIN sentences ON sentences.document = checked.document
WHERE NOT sentences.headline AND vague_group(sentences.text) IS NOT NULL
