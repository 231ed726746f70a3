-- title: Which claims did two people decide?
-- description: Claims that at least two reviewers decided, and who. Narrow to two of them by “one” and “other”; “field” (verdict, extraction, chain, content, kind or certainty): only claims of which both looked at that; “blind” 1: only those decided without seeing each other.
WITH standing AS (
    SELECT attachments.target AS claim, reviews.reviewer, reviews.action, reviews.field
    FROM reviews JOIN attachments ON attachments.review = reviews.id
    WHERE reviews.action IN ('verdict', 'confirm', 'dismiss', 'done', 'correct')
        AND attachments.target_kind = 'claim'
        AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
        AND (:one = '' OR :other = '' OR reviews.reviewer IN (:one, :other))
), decisions AS (
    -- Who gave a verdict said nothing of the chain; who confirmed looked at everything.
    SELECT claim, reviewer FROM standing
    GROUP BY claim, reviewer
    HAVING max(action <> 'correct')
        AND max(CASE :field
            WHEN '' THEN 1
            WHEN 'verdict' THEN action = 'verdict'
            WHEN 'extraction' THEN action IN ('confirm', 'dismiss', 'correct')
            ELSE action = 'confirm' OR (action = 'correct' AND field = :field)
        END)
)
SELECT decisions.claim, coalesce(claims.text, dismissed_claims.text) AS text,
    group_concat(decisions.reviewer, ', ') AS reviewers
FROM decisions
LEFT JOIN claims ON claims.id = decisions.claim
LEFT JOIN dismissed_claims ON dismissed_claims.id = decisions.claim
WHERE (:blind <> '1'
        -- Drawn by the first four digits of the id, as a number in the base of 16; or named.
        OR 4096 * instr('123456789abcdef', substr(decisions.claim, 1, 1))
            + 256 * instr('123456789abcdef', substr(decisions.claim, 2, 1))
            + 16 * instr('123456789abcdef', substr(decisions.claim, 3, 1))
            + instr('123456789abcdef', substr(decisions.claim, 4, 1))
            < 65536 * (SELECT CAST(value AS REAL) FROM desk_settings WHERE name = 'blind_share')
        OR EXISTS (
            SELECT 1 FROM attachments JOIN reviews ON reviews.id = attachments.review
            WHERE attachments.target_kind = 'claim' AND attachments.target = decisions.claim
                AND reviews.action = 'assign' AND reviews.field = 'blind'
                AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)))
GROUP BY decisions.claim HAVING count(*) >= 2
ORDER BY decisions.claim LIMIT 1000
