-- title: What did we flag and not yet decide?
-- description: Claims that a reviewer flagged, without a verdict so far. The newest flag first.
SELECT claim_status.claim, claim_status.document, documents.title, claims.text,
    claim_status.flag, claim_status.reviewer, claim_status.made
FROM claim_status
JOIN claims ON claims.id = claim_status.claim
JOIN documents ON documents.id = claim_status.document
WHERE claim_status.flag IS NOT NULL AND claim_status.verdict IS NULL
ORDER BY claim_status.made DESC LIMIT 200
