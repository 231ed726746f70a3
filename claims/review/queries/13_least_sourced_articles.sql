-- title: Which articles leave most unsourced?
-- description: Among the 1,000 newest articles, those with the largest share of sentences that lack a source an editor would ask for.
WITH newest AS (SELECT id, title, publisher, published FROM documents
                WHERE extracted = 1 ORDER BY rowid DESC LIMIT 1000)
SELECT newest.id AS document, newest.title,
    sum(sentences.status IN ('unsourced', 'mixed') AND sentences.disputable = 1) AS unsourced,
    count(*) AS sentences,
    round(100.0 * sum(sentences.status IN ('unsourced', 'mixed') AND sentences.disputable = 1)
        / count(*)) AS percent,
    newest.publisher, newest.published
FROM newest JOIN sentences ON sentences.document = newest.id
WHERE sentences.status IS NOT NULL
GROUP BY newest.id HAVING unsourced > 0
ORDER BY percent DESC, unsourced DESC LIMIT 200
