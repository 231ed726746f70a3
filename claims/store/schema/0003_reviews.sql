-- What people decide. These rows are only ever added; a rebuild never touches them.

-- A person who decides.
CREATE TABLE reviewers (
    id TEXT PRIMARY KEY NOT NULL,  -- The name they sign in with
    name TEXT NOT NULL,  -- The name that others see
    role TEXT NOT NULL,  -- reader, reviewer, editor or admin
    active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),  -- 0 once they have left; their decisions stay
    made TEXT NOT NULL  -- When they were entered (UTC)
) STRICT;

-- One decision of one person. Nothing here is ever changed or removed; undoing is a row of its own.
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY,  -- Counts up without gaps
    target_kind TEXT NOT NULL,  -- What it is about: claim, sentence, attribution, source, document or story
    target TEXT NOT NULL,  -- The id of what it is about, as it was then
    document TEXT,  -- The article, where it is about something in one
    exact TEXT,  -- The words it is about, by which they are found again
    prefix TEXT,  -- The text just before them
    suffix TEXT,  -- The text just after them
    action TEXT NOT NULL,  -- flag, unflag, verdict, confirm, correct, add, dismiss, note, assign, done, undo, ...
    field TEXT,  -- What is corrected: source, content, kind, certainty, ...
    value TEXT,  -- The verdict, the reason of the flag, the corrected value (JSON where it is more than a word)
    note TEXT,  -- What the reviewer wrote
    evidence TEXT,  -- Addresses that support it, as a JSON list
    undoes INTEGER REFERENCES reviews (id),  -- The decision that this row takes back
    reviewer TEXT NOT NULL REFERENCES reviewers (id),  -- Who decided
    made TEXT NOT NULL,  -- When (UTC)
    run INTEGER REFERENCES runs (id),  -- The run whose extraction the reviewer saw
    previous TEXT NOT NULL,  -- The hash of the row before; empty in the first
    hash TEXT NOT NULL UNIQUE  -- Hash of this row and the one before: proves that none was changed or removed
) STRICT;
CREATE INDEX reviews_target ON reviews (target_kind, target);
CREATE INDEX reviews_document ON reviews (document);
CREATE INDEX reviews_reviewer ON reviews (reviewer, made);
CREATE INDEX reviews_action ON reviews (action);
CREATE INDEX reviews_undoes ON reviews (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX reviews_run ON reviews (run);

CREATE TRIGGER reviews_refuse_update BEFORE UPDATE ON reviews
BEGIN
    SELECT RAISE(ABORT, 'reviews is append-only: add a row that undoes this one');
END;
CREATE TRIGGER reviews_refuse_delete BEFORE DELETE ON reviews
BEGIN
    SELECT RAISE(ABORT, 'reviews is append-only: add a row that undoes this one');
END;
-- Each row goes on from the last one; this also stops INSERT OR REPLACE from removing a row.
CREATE TRIGGER reviews_refuse_break BEFORE INSERT ON reviews
WHEN new.previous <> coalesce((SELECT hash FROM reviews ORDER BY id DESC LIMIT 1), '')
    OR EXISTS (SELECT 1 FROM reviews WHERE id >= new.id OR hash = new.hash)
BEGIN
    SELECT RAISE(ABORT, 'reviews is append-only: a row must go on from the last one');
END;

-- To which row of today's extraction each decision belongs. Derived: found by id, else by the words.
CREATE TABLE attachments (
    review INTEGER PRIMARY KEY REFERENCES reviews (id),  -- The decision
    target_kind TEXT NOT NULL,  -- What it is about: claim, sentence, ...
    target TEXT NOT NULL,  -- The id of the row it is about today
    found_by TEXT NOT NULL  -- id: the row is the same; quote: found by its words
) STRICT;
CREATE INDEX attachments_target ON attachments (target_kind, target);
