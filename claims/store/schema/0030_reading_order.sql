-- The queue's order by what matters to a reader, and what waits for somebody's answer left out of it.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

DROP INDEX claims_open;
DROP INDEX claims_open_by_source;
DROP INDEX claims_disputed;
ALTER TABLE claims DROP COLUMN attention;
-- Words of accusation by their stems: an accusation hurts whom it names, so somebody has to answer for it.
ALTER TABLE claims ADD COLUMN accuses INTEGER GENERATED ALWAYS AS (
    instr(lower(text), 'accus') > 0 OR instr(lower(text), 'alleg') > 0
    OR instr(lower(text), 'fraud') > 0 OR instr(lower(text), 'corrupt') > 0
    OR instr(lower(text), 'bribe') > 0 OR instr(lower(text), ' lied') > 0
    OR instr(lower(text), 'abuse') > 0 OR instr(lower(text), 'assault') > 0
    OR instr(lower(text), 'raped') > 0 OR instr(lower(text), 'murder') > 0
    OR instr(lower(text), 'illegal') > 0 OR instr(lower(text), 'criminal') > 0
    OR instr(lower(text), 'blame') > 0 OR instr(lower(text), 'guilty') > 0
    OR instr(lower(text), 'tortur') > 0 OR instr(lower(text), 'harass') > 0
    OR instr(lower(text), 'stole') > 0 OR instr(lower(text), 'misconduct') > 0
    OR instr(lower(text), 'covered up') > 0 OR instr(lower(text), 'cover-up') > 0
    OR instr(lower(text), 'laundering') > 0 OR instr(lower(text), 'embezzl') > 0
) VIRTUAL;  -- 1 where its words accuse somebody
-- Disputable facts with figures first, then accusations, then facts on one unnamed source; then whose
-- claim it is; within each hundred facts, then figures. How sure extraction is does not count.
ALTER TABLE claims ADD COLUMN attention INTEGER GENERATED ALWAYS AS (
    CASE flag WHEN 'check first' THEN 2000 ELSE 0 END
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
) VIRTUAL;  -- How much it needs a look, 0 to 2970; the queue goes from the highest to the lowest
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
