-- A claim that only a further reader has is shown in the queue beside a claim of its sentence: the
-- writer's own, as before, else the first, so that none is missing from it.

UPDATE reading_differences SET claim = (
    SELECT id FROM claims WHERE claims.sentence = reading_differences.sentence
    ORDER BY number LIMIT 1
) WHERE kind = 'missed' AND claim IS NULL;
UPDATE claims SET differs = 1 WHERE differs = 0
    AND id IN (SELECT claim FROM reading_differences WHERE settled = 0 AND claim IS NOT NULL);
