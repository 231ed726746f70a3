-- title: Which facts rest on another outlet alone?
-- description: Facts taken from a news organisation that names nobody else for them. The newest first.
SELECT claims.id AS claim, claims.document, documents.title, claims.text, claims.chain,
    documents.publisher, documents.published
FROM claims JOIN documents ON documents.id = claims.document
WHERE claims.sourcing = 'outlet' AND claims.disputable = 0 AND claims.kind = 'fact'
ORDER BY claims.rowid DESC LIMIT 200
