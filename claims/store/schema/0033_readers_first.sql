-- Where readers differ comes first in the queue, behind what is to be checked first.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

DROP INDEX claims_open;
DROP INDEX claims_open_by_source;
DROP INDEX claims_disputed;
ALTER TABLE claims DROP COLUMN attention;
ALTER TABLE claims ADD COLUMN differs INTEGER NOT NULL DEFAULT 0 CHECK (differs IN (0, 1));  -- 1 where a further reader reads it or its sentence otherwise and nobody has decided between them
-- Within each thousand as before: disputable facts with figures first, then accusations, then facts on
-- one unnamed source; then whose claim it is; within each hundred facts, then figures.
ALTER TABLE claims ADD COLUMN attention INTEGER GENERATED ALWAYS AS (
    CASE flag WHEN 'check first' THEN 2000 ELSE 0 END
    + iif(differs, 1000, 0)
    + CASE
        WHEN sourcing = 'unsourced' AND disputable AND kind = 'fact' AND figures > 0 THEN 900
        WHEN (sourcing = 'unsourced' AND disputable OR sourcing IN ('anonymous', 'unstated'))
            AND accuses THEN 800
        WHEN sourcing = 'anonymous' AND kind = 'fact' THEN 700
        WHEN sourcing = 'unsourced' THEN iif(disputable, 600, 0)
        WHEN sourcing = 'anonymous' THEN 500
        WHEN sourcing = 'unstated' THEN 400
        WHEN sourcing = 'outlet' THEN 300
        WHEN sourcing = 'group' THEN 200
        ELSE 100
    END
    + iif(kind = 'fact', 40, 0) + 10 * min(figures, 3)
) VIRTUAL;  -- How much it needs a look, 0 to 3970; the queue goes from the highest to the lowest

CREATE TRIGGER readers_differ AFTER INSERT ON reading_differences
WHEN new.settled = 0 AND new.claim IS NOT NULL BEGIN
    UPDATE claims SET differs = 1 WHERE id = new.claim AND differs = 0;
END;
CREATE TRIGGER readers_differ_no_more AFTER DELETE ON reading_differences
WHEN old.settled = 0 AND old.claim IS NOT NULL BEGIN
    UPDATE claims SET differs = 0 WHERE id = old.claim AND NOT EXISTS (
        SELECT 1 FROM reading_differences WHERE claim = old.claim AND settled = 0);
END;
UPDATE claims SET differs = 1
WHERE id IN (SELECT claim FROM reading_differences WHERE settled = 0 AND claim IS NOT NULL);

-- Holds all that the queue filters by, so that even a filter that nothing meets is answered from it.
CREATE INDEX claims_open ON claims (
    attention DESC, id, sourcing, disputable, anonymous, kind, source, figures, confidence, document,
    state, flag  -- without these, of which it thinks it has need, SQLite would look at the table
) WHERE state = 'open';
CREATE INDEX claims_disputed ON claims (attention DESC, id, state) WHERE state = 'disputed';
-- The queue of one source, however much it is quoted, in its order and with all that is filtered by.
CREATE INDEX claims_open_by_source ON claims (
    source, attention DESC, id, sourcing, disputable, anonymous, kind, figures, confidence, document,
    state, flag
) WHERE state = 'open';
