-- Stories in the orders that the desk lists them by, from an index each, however many there are.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

ALTER TABLE stories ADD COLUMN contradicted INTEGER NOT NULL DEFAULT 0;  -- How many stories contradict it
UPDATE stories SET contradicted = (
    SELECT count(*) FROM story_links
    WHERE relation = 'contradicts' AND (story = stories.id OR other = stories.id)
) WHERE id IN (
    SELECT story FROM story_links WHERE relation = 'contradicts'
    UNION SELECT other FROM story_links WHERE relation = 'contradicts'
);
CREATE INDEX stories_told ON stories (first_seen) WHERE documents > 1;
CREATE INDEX stories_contradicted ON stories (documents) WHERE contradicted > 0;
CREATE INDEX stories_one_originator ON stories (documents) WHERE documents > 1 AND originators = 1;
CREATE INDEX stories_drifted ON stories (documents) WHERE drifts > 0;
CREATE INDEX stories_in_circles ON stories (documents) WHERE circular;
CREATE INDEX reviews_stories ON reviews (substr(value, 1, 16)) WHERE field = 'story';  -- Finds all sides of a merge or split

CREATE TRIGGER story_links_count AFTER INSERT ON story_links WHEN new.relation = 'contradicts' BEGIN
    UPDATE stories SET contradicted = (
        SELECT count(*) FROM story_links
        WHERE relation = 'contradicts' AND (story = stories.id OR other = stories.id)
    ) WHERE id IN (new.story, new.other);
END;
CREATE TRIGGER story_links_uncount AFTER DELETE ON story_links WHEN old.relation = 'contradicts' BEGIN
    UPDATE stories SET contradicted = (
        SELECT count(*) FROM story_links
        WHERE relation = 'contradicts' AND (story = stories.id OR other = stories.id)
    ) WHERE id IN (old.story, old.other);
END;
