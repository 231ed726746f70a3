-- What `claims watch` follows, so that it goes on where it stopped.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- A feed or folder that is watched.
CREATE TABLE watched_targets (
    target TEXT PRIMARY KEY NOT NULL,  -- The feed's address or the folder's path
    etag TEXT,  -- What the server called this state of the feed; sent along to ask for changes only
    modified TEXT,  -- When the feed last changed, in the server's words
    checked TEXT,  -- When it was last looked at (UTC)
    due TEXT NOT NULL,  -- When it is to be looked at again (UTC)
    failures INTEGER NOT NULL DEFAULT 0,  -- How often in a row it could not be read
    reason TEXT  -- Why it could not be read the last time
) STRICT;

-- An entry of a watched feed, or a file of a watched folder.
CREATE TABLE watched_entries (
    target TEXT NOT NULL REFERENCES watched_targets (target) ON DELETE CASCADE,  -- The feed or folder
    entry TEXT NOT NULL,  -- The entry's own key, or the file's path
    state TEXT NOT NULL,  -- Its address, or the file's time and size: another state is read anew
    read INTEGER NOT NULL CHECK (read IN (0, 1)),  -- 1 once it was read
    failures INTEGER NOT NULL DEFAULT 0,  -- How often it could not be read
    PRIMARY KEY (target, entry)
) STRICT, WITHOUT ROWID;
