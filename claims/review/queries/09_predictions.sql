-- title: Who predicts what?
-- description: Predictions and who made them: what can be checked once the day has come. The newest first.
SELECT claims.id AS claim, claims.document, documents.title, claims.text, claims.chain,
    (SELECT group_concat(figures.text, '; ') FROM figures
     WHERE figures.claim = claims.id AND figures.kind = 'date') AS dates,
    documents.publisher, documents.published
FROM claims JOIN documents ON documents.id = claims.document
WHERE claims.kind = 'prediction'
ORDER BY claims.rowid DESC LIMIT 200
