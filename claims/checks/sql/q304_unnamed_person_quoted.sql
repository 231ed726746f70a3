-- Q304 A direct quotation of somebody unnamed
-- severity: note
-- why: The very words of somebody who is not named cannot be checked by anybody, and colour is no reason for anonymity. AP and
--   Reuters paraphrase such a source, or print its words only where the words themselves are the news.
-- example: “We saw it bend for months,” said a docker who asked not to be named because he fears for his job.
-- instead: “We saw it bend for months,” said Jan Sild, a docker.
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    'the words of somebody unnamed (' || shortened(sources.name) || '): “'
    || shortened(claims.text) || '”' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN documents ON documents.id = claims.document
JOIN sources ON sources.id = claims.source AND sources.anonymous = 1 AND sources.kind = 'person'
JOIN sentences ON sentences.id = claims.sentence
WHERE +claims.manner = 'direct' AND NOT judges(claims.text) AND NOT is_spokesperson(sources.name)
    AND NOT is_placeholder(sources.name)
    AND NOT is_anaphoric(sources.name) AND NOT identified(sources.name, documents.text)
