-- title: What is denied or doubted?
-- description: Claims whose own source denies them, or whose writer doubts them ("so-called", "without evidence"). The newest first.
WITH newest AS (
    SELECT * FROM (SELECT rowid AS place FROM claims INDEXED BY claims_by_certainty
                   WHERE certainty = 'denied' ORDER BY rowid DESC LIMIT 200)
    UNION ALL
    SELECT * FROM (SELECT rowid AS place FROM claims INDEXED BY claims_by_certainty
                   WHERE certainty = 'doubted' ORDER BY rowid DESC LIMIT 200)
)
SELECT claims.id AS claim, claims.document, documents.title, claims.certainty, claims.text,
    claims.chain, documents.publisher, documents.published
FROM newest
JOIN claims ON claims.rowid = newest.place
JOIN documents ON documents.id = claims.document
ORDER BY claims.rowid DESC LIMIT 200
