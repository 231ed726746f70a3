-- title: Which articles open without a source?
-- description: Articles whose first sentence states something disputable in the writer’s own voice. The newest first.
SELECT sentences.document, documents.title, sentences.text AS opening, sentences.reason,
    documents.publisher, documents.published
FROM documents
JOIN sentences ON sentences.id = (
    SELECT first.id FROM sentences AS first
    WHERE first.document = documents.id AND first.headline = 0 ORDER BY first.number LIMIT 1
)
WHERE sentences.status = 'unsourced' AND sentences.disputable = 1
ORDER BY documents.rowid DESC LIMIT 200
