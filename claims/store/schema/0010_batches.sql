-- What one action decides on several claims is taken back by one action too.

-- Decisions that one person made at once, by one action. Rows are only ever added.
CREATE TABLE review_batches (
    review INTEGER PRIMARY KEY REFERENCES reviews (id),  -- The decision
    first INTEGER NOT NULL REFERENCES reviews (id)  -- The first of those made at once, which names them all
) STRICT;
CREATE INDEX review_batches_first ON review_batches (first);

CREATE TRIGGER review_batches_refuse_update BEFORE UPDATE ON review_batches
BEGIN
    SELECT RAISE(ABORT, 'review_batches is append-only');
END;
CREATE TRIGGER review_batches_refuse_delete BEFORE DELETE ON review_batches
BEGIN
    SELECT RAISE(ABORT, 'review_batches is append-only');
END;
