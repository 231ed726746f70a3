-- title: What is attributed to nobody (“reportedly”)?
-- description: Claims given as somebody else’s ("reportedly", "is said to") with no source stated. The newest first.
SELECT claims.id AS claim, claims.document, documents.title, claims.text, attributions.cue,
    documents.publisher, documents.published
FROM claims INDEXED BY claims_sourcing
JOIN documents ON documents.id = claims.document
LEFT JOIN attributions ON attributions.id = claims.attribution
WHERE claims.sourcing = 'unstated'
ORDER BY claims.rowid DESC LIMIT 200
