-- Links by which somebody outside of the desk reads one article.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- A link to one article, for reading only. The link itself is signed and stands nowhere in the file.
CREATE TABLE shared_links (
    id INTEGER PRIMARY KEY,  -- Counts up
    document TEXT NOT NULL,  -- The article
    names INTEGER NOT NULL CHECK (names IN (0, 1)),  -- 1 where it says who decided
    note TEXT,  -- For whom it is
    reviewer TEXT NOT NULL REFERENCES reviewers (id),  -- Who made it
    made TEXT NOT NULL,  -- When (UTC)
    until TEXT NOT NULL,  -- When it ends (UTC)
    revoked TEXT,  -- When it was ended before (UTC)
    revoked_by TEXT REFERENCES reviewers (id)  -- Who ended it
) STRICT;
CREATE INDEX shared_links_document ON shared_links (document);
CREATE INDEX shared_links_reviewer ON shared_links (reviewer);
CREATE INDEX shared_links_revoked_by ON shared_links (revoked_by) WHERE revoked_by IS NOT NULL;
