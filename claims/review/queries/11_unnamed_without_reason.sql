-- title: Which unnamed sources come without a reason?
-- description: People whom an article does not name and of whom it does not say why, nor how they know. The newest first.
SELECT sources.id AS source, sources.name, sources.kind, sources.number, sources.document,
    documents.title, documents.publisher, documents.published
FROM sources NOT INDEXED JOIN documents ON documents.id = sources.document
WHERE sources.anonymous = 1 AND sources.reason IS NULL
ORDER BY sources.rowid DESC LIMIT 200
