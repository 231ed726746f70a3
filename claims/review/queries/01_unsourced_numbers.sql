-- title: Which statements with a number in them have no source?
-- description: Facts of the writer’s own that hold a quantity, and of which an editor would ask: who says so? The newest first.
SELECT claims.id AS claim, claims.document, documents.title, claims.text,
    (SELECT group_concat(figures.text, '; ') FROM figures
     WHERE figures.claim = claims.id AND figures.kind <> 'date') AS numbers,
    documents.publisher, documents.published
FROM claims JOIN documents ON documents.id = claims.document
WHERE claims.sourcing = 'unsourced' AND claims.disputable = 1 AND claims.kind = 'fact'
    AND EXISTS (SELECT 1 FROM figures
                WHERE figures.claim = claims.id AND figures.kind <> 'date')
ORDER BY claims.rowid DESC LIMIT 200
