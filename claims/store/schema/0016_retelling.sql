-- What else changes how a story is told. A comment before CREATE describes the table.

-- A hedge, a source's name or kind: drift and originators follow from them.
CREATE TRIGGER claims_change_their_telling AFTER UPDATE OF certainty, source, sourcing, anonymous ON claims
WHEN new.certainty <> old.certainty OR new.source IS NOT old.source
    OR new.sourcing <> old.sourcing OR new.anonymous <> old.anonymous
BEGIN
    INSERT OR IGNORE INTO stale_stories (story)
        SELECT story FROM story_claims WHERE claim = new.id;
END;
-- A merge or split of which a row is taken back: all stories that it was about.
CREATE TRIGGER reviews_undo_their_story AFTER INSERT ON reviews WHEN new.undoes IS NOT NULL BEGIN
    INSERT OR IGNORE INTO stale_stories (story)
        SELECT story_claims.story FROM reviews AS undone
        JOIN reviews AS side ON side.field = 'story'
            AND substr(side.value, 1, 16) = substr(undone.value, 1, 16)
        JOIN attachments ON attachments.review = side.id
        JOIN story_claims ON story_claims.claim = attachments.target
        WHERE undone.id = new.undoes AND undone.field = 'story';
END;
