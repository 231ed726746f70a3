-- What people decide takes effect: corrections, the queue, verdicts, filters, settings.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

ALTER TABLE claims ADD COLUMN corrected_by INTEGER REFERENCES reviews (id);  -- The latest decision that changed what extraction found here; empty where no person did
ALTER TABLE claims ADD COLUMN state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'decided', 'disputed'));  -- open: somebody has to look; decided: done; disputed: two people decided differently
ALTER TABLE claims ADD COLUMN flag TEXT;  -- The flag that stands on it: needs a source, wrong attribution, misquoted, check first, own words
-- Whose claim it is comes first; within each hundred: facts, figures, and what extraction is unsure of.
-- A flag comes before all that has none.
ALTER TABLE claims ADD COLUMN attention INTEGER GENERATED ALWAYS AS (
    CASE flag WHEN 'check first' THEN 2000 ELSE iif(flag IS NULL, 0, 1000) END
    + CASE sourcing
        WHEN 'unsourced' THEN iif(disputable, 600, 0)
        WHEN 'anonymous' THEN 500 WHEN 'unstated' THEN 400 WHEN 'outlet' THEN 300
        WHEN 'group' THEN 200 ELSE 100
    END
    + iif(kind = 'fact', 40, 0) + 10 * min(figures, 3)
    + CAST(29 * (1 - min(max(confidence, 0), 1)) AS INTEGER)
) VIRTUAL;  -- How much it needs a look, 0 to 2699; the queue goes from the highest to the lowest
CREATE INDEX claims_corrected_by ON claims (corrected_by) WHERE corrected_by IS NOT NULL;
-- Holds all that the queue filters by, so that even a filter that nothing meets is answered from it.
CREATE INDEX claims_open ON claims (
    attention DESC, id, sourcing, disputable, anonymous, kind, source, figures, confidence, document,
    state, flag  -- without these, of which it thinks it has need, SQLite would look at the table
) WHERE state = 'open';
CREATE INDEX claims_disputed ON claims (attention DESC, id, state) WHERE state = 'disputed';
CREATE INDEX claims_flag ON claims (flag) WHERE flag IS NOT NULL;

-- A story is told anew when the words or the chain of a claim were changed.
CREATE TRIGGER claims_change_their_story AFTER UPDATE OF text, chain ON claims
WHEN new.text <> old.text OR new.chain <> old.chain
BEGIN
    INSERT OR IGNORE INTO stale_stories (story)
        SELECT story FROM story_claims WHERE claim = new.id;
END;
CREATE TRIGGER claims_change_their_words AFTER UPDATE OF text ON claims WHEN new.text <> old.text
BEGIN
    DELETE FROM embeddings WHERE claim = new.id;
    DELETE FROM tracked_documents WHERE document = new.document;
END;

ALTER TABLE sentences ADD COLUMN corrected_by INTEGER REFERENCES reviews (id);  -- The latest decision that changed its status; empty where no person did
CREATE INDEX sentences_corrected_by ON sentences (corrected_by) WHERE corrected_by IS NOT NULL;

ALTER TABLE sources ADD COLUMN corrected_by INTEGER REFERENCES reviews (id);  -- The latest decision that renamed, merged or changed it; empty where no person did
ALTER TABLE sources ADD COLUMN extracted_name TEXT;  -- The name that extraction gave it, where a person renamed it
ALTER TABLE sources ADD COLUMN extracted_kind TEXT;  -- The kind that extraction gave it, where a person changed that
ALTER TABLE sources ADD COLUMN extracted_anonymous INTEGER;  -- What extraction said, where a person said whether it is named
CREATE INDEX sources_corrected_by ON sources (corrected_by) WHERE corrected_by IS NOT NULL;

-- What extraction found in the articles that people corrected, as it was found: corrections start from it.
CREATE TABLE extracted (
    document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    extraction TEXT NOT NULL  -- Sentences, attributions, sources, mentions, claims and assessments, as JSON
) STRICT;

-- Claims that a person said are none. They are in no other table, and come back when that is undone.
CREATE TABLE dismissed_claims (
    id TEXT PRIMARY KEY NOT NULL,  -- The id that the claim had, and has again when this is undone
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    sentence TEXT NOT NULL REFERENCES sentences (id) ON DELETE CASCADE,  -- The sentence in which it stood
    text TEXT NOT NULL,  -- Its words
    chain TEXT NOT NULL,  -- Who was taken to say so
    start INTEGER NOT NULL,  -- Offset of its first character in the article's text
    end INTEGER NOT NULL,  -- Offset behind its last character
    review INTEGER NOT NULL REFERENCES reviews (id)  -- The decision that dismissed it
) STRICT;
CREATE INDEX dismissed_claims_document ON dismissed_claims (document);
CREATE INDEX dismissed_claims_sentence ON dismissed_claims (sentence);
CREATE INDEX dismissed_claims_review ON dismissed_claims (review);

-- The verdicts that this desk gives, in their order.
CREATE TABLE verdicts (
    name TEXT PRIMARY KEY NOT NULL,  -- What is said of the claim: true, false, ...
    position INTEGER NOT NULL,  -- 1, 2, 3 in the order in which they are offered
    description TEXT,  -- When it is to be given
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))  -- 0 once it is no longer given; earlier verdicts stay
) STRICT;
INSERT INTO verdicts (name, position, description) VALUES
    ('true', 1, 'The evidence bears it out'),
    ('mostly true', 2, 'Right in what matters; a detail is wrong or missing'),
    ('unproven', 3, 'The evidence neither bears it out nor refutes it'),
    ('misleading', 4, 'Leads to a wrong conclusion, though its words may be right'),
    ('false', 5, 'The evidence refutes it'),
    ('not checkable', 6, 'No evidence could decide it');

-- Filters of the queue that a person saved under a name.
CREATE TABLE saved_filters (
    reviewer TEXT NOT NULL REFERENCES reviewers (id),  -- Whose filter it is
    name TEXT NOT NULL,  -- The name they gave it
    filters TEXT NOT NULL,  -- The filters, as JSON
    made TEXT NOT NULL,  -- When it was saved (UTC)
    PRIMARY KEY (reviewer, name)
) STRICT, WITHOUT ROWID;

-- Settings of this desk, which all who work on the file share.
CREATE TABLE desk_settings (
    name TEXT PRIMARY KEY NOT NULL,  -- The setting
    value TEXT NOT NULL,  -- Its value
    description TEXT  -- What it does
) STRICT;
INSERT INTO desk_settings (name, value, description) VALUES
    ('blind_share', '0', 'The share of claims, 0 to 1, that two people decide without seeing each other');

CREATE INDEX reviews_assigned ON reviews (value) WHERE action = 'assign';
-- Who is to look at what. An assignment ends when it is undone.
CREATE VIEW assignments (
    review,  -- The decision that assigned it
    target_kind,  -- What is assigned: claim, document or story
    target,  -- Its id
    reviewer,  -- Who is to look at it
    blind,  -- 1 where they are to decide without seeing what the other one decides
    assigned_by,  -- Who assigned it
    made  -- When (UTC)
) AS
SELECT reviews.id, attachments.target_kind, attachments.target, reviews.value,
    coalesce(reviews.field = 'blind', 0), reviews.reviewer, reviews.made
FROM reviews
JOIN attachments ON attachments.review = reviews.id
WHERE reviews.action = 'assign'
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id);

-- Made anew below: what was decided between two people counts, and so does adding a claim.
DROP VIEW claim_status;
-- The latest decision on each claim that somebody has decided on.
CREATE VIEW claim_status (
    claim,  -- The claim
    document,  -- The article
    status,  -- decided, confirmed, corrected, dismissed, flagged, done or noted
    verdict,  -- The latest verdict; where people differed, what was decided between them
    flag,  -- The latest flag; empty once it was taken away
    reviewer,  -- Who decided last
    made,  -- When (UTC)
    decisions  -- How many decisions stand
) AS
SELECT claims.id, claims.document,
    CASE latest.action
        WHEN 'verdict' THEN 'decided' WHEN 'confirm' THEN 'confirmed'
        WHEN 'correct' THEN 'corrected' WHEN 'add' THEN 'corrected'
        WHEN 'dismiss' THEN 'dismissed' WHEN 'adjudicate' THEN 'decided'
        WHEN 'flag' THEN 'flagged' WHEN 'done' THEN 'done' ELSE 'noted'
    END,
    (SELECT value FROM standing_reviews AS verdict
     WHERE verdict.target_kind = 'claim' AND verdict.target = claims.id
        AND (verdict.action = 'verdict'
            OR (verdict.action = 'adjudicate' AND verdict.field = 'verdict'))
     ORDER BY verdict.id DESC LIMIT 1),
    (SELECT CASE action WHEN 'flag' THEN value END FROM standing_reviews AS flag
     WHERE flag.target_kind = 'claim' AND flag.target = claims.id
        AND flag.action IN ('flag', 'unflag') ORDER BY flag.id DESC LIMIT 1),
    latest.reviewer, latest.made, decided.decisions
FROM (
    SELECT target AS claim, max(id) AS latest, count(*) AS decisions
    FROM standing_reviews WHERE target_kind = 'claim' GROUP BY target
) AS decided
JOIN claims ON claims.id = decided.claim
JOIN reviews AS latest ON latest.id = decided.latest;
