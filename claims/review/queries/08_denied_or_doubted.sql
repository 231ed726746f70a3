-- title: What is denied or doubted?
-- description: Claims whose own source denies them, or whose writer doubts them ("so-called", "without evidence"). The newest first.
SELECT claims.id AS claim, claims.document, documents.title, claims.certainty, claims.text,
    claims.chain, documents.publisher, documents.published
FROM claims JOIN documents ON documents.id = claims.document
WHERE claims.certainty IN ('denied', 'doubted')
ORDER BY claims.rowid DESC LIMIT 200
