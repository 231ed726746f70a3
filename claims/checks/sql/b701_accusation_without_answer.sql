-- B701 An accusation without an answer
-- severity: note
-- why: Whoever is accused must be heard: the article gives neither an answer nor the attempt to get one. So say AP, Reuters, the BBC
--   (“right of reply”) and SPJ (“diligently seek subjects of news coverage”).
-- example: Ann Lee accused the mayor of taking bribes.
-- instead: Ann Lee accused the mayor of taking bribes. The mayor denied it.
SELECT sentences.document, sentences.id AS sentence, NULL AS claim, sentences.start, sentences.end,
    'somebody is accused, and the article has no answer and no attempt to get one' AS message
FROM checked
CROSS JOIN documents ON documents.id = checked.document
CROSS JOIN sentences ON sentences.document = checked.document
WHERE NOT sentences.headline AND accuses(sentences.text) AND NOT answers(documents.text)
GROUP BY sentences.document
HAVING sentences.start = min(sentences.start)
