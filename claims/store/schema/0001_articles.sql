-- Articles as they were read, their sentences, and the runs that put them here.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- One run of a command that writes: claims add, rebuild, watch.
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,  -- Counts up with every run
    command TEXT NOT NULL,  -- What was run: add, rebuild, ...
    started TEXT NOT NULL,  -- When it began (UTC, ISO 8601)
    finished TEXT,  -- When it ended; empty while it runs, or where it was cut off
    version TEXT NOT NULL,  -- The version of claims that ran
    models TEXT NOT NULL DEFAULT '{}',  -- The models used and their digests, as JSON
    added INTEGER NOT NULL DEFAULT 0,  -- Articles that were new
    updated INTEGER NOT NULL DEFAULT 0,  -- Articles known before that came back changed
    unchanged INTEGER NOT NULL DEFAULT 0,  -- Articles known before that came back the same
    problems INTEGER NOT NULL DEFAULT 0  -- Things that could not be read, parsed or resolved
) STRICT;

-- One article, with its text exactly as all offsets count it.
CREATE TABLE documents (
    id TEXT PRIMARY KEY NOT NULL,  -- Derived from the canonical address or, without one, from the text
    url TEXT,  -- The article's canonical address
    title TEXT,  -- Its headline
    publisher TEXT,  -- The outlet that published it
    author TEXT,  -- Its byline
    published TEXT,  -- Date, or date and time in the article's own zone, of publication (ISO 8601)
    language TEXT,  -- ISO 639-1 code, such as en
    format TEXT NOT NULL,  -- What it was read from: text, html, pdf, ...
    path TEXT,  -- The file or address it was read from
    words INTEGER NOT NULL,  -- How many words the text has
    added TEXT NOT NULL,  -- When it was first added (UTC)
    changed TEXT NOT NULL,  -- When its text or details last changed (UTC)
    version INTEGER NOT NULL DEFAULT 1,  -- Counts the texts seen at this address; earlier ones are in document_versions
    extracted INTEGER NOT NULL CHECK (extracted IN (0, 1)),  -- 1 where claims were looked for, 0 where they could not be
    reason TEXT,  -- Why claims were not looked for, such as a language that is not supported
    run INTEGER REFERENCES runs (id),  -- The run that extracted what is stored now
    digest TEXT NOT NULL,  -- Digest of the text and details; tells whether a second reading brings anything new
    text TEXT NOT NULL  -- The text; never changed after reading
) STRICT;
CREATE INDEX documents_publisher ON documents (publisher);
CREATE INDEX documents_published ON documents (published);
CREATE INDEX documents_language ON documents (language);
CREATE INDEX documents_added ON documents (added);
CREATE INDEX documents_run ON documents (run);

-- Earlier texts of an article whose address came back with another text.
CREATE TABLE document_versions (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    version INTEGER NOT NULL,  -- 1 is the first text seen
    title TEXT,  -- Its headline then
    published TEXT,  -- Its date of publication as stated then
    read TEXT NOT NULL,  -- When this text was first added (UTC)
    replaced TEXT NOT NULL,  -- When the next text took its place (UTC)
    text TEXT NOT NULL,  -- The text then
    PRIMARY KEY (document, version)
) STRICT, WITHOUT ROWID;

-- Stretches of an article that are not its body: headline, byline, dateline, caption, quotation mark of a mail.
CREATE TABLE regions (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    number INTEGER NOT NULL,  -- 1, 2, 3 in the order given by the reader
    kind TEXT NOT NULL,  -- headline, byline, dateline, caption or mark
    start INTEGER NOT NULL,  -- Offset of the first character
    end INTEGER NOT NULL,  -- Offset behind the last character
    text TEXT NOT NULL,  -- What stands there
    PRIMARY KEY (document, number),
    CHECK (0 <= start AND start <= end)
) STRICT, WITHOUT ROWID;

-- One sentence of an article, and whether it says who says so.
CREATE TABLE sentences (
    id TEXT PRIMARY KEY NOT NULL,  -- Derived from the article and the number
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    number INTEGER NOT NULL,  -- 1, 2, 3 in the order of the text
    text TEXT NOT NULL,  -- The sentence
    headline INTEGER NOT NULL CHECK (headline IN (0, 1)),  -- 1 for headlines, captions and bylines, which carry no claims
    status TEXT,  -- attributed, mixed, unsourced or none; empty where it was not assessed
    disputable INTEGER CHECK (disputable IN (0, 1)),  -- 1 where an editor would ask: who says so?
    reason TEXT,  -- Why it counts as disputable or not
    confidence REAL,  -- How sure the status is, 0 to 1
    start INTEGER NOT NULL,  -- Offset of the first character in the article's text
    end INTEGER NOT NULL,  -- Offset behind the last character
    prefix TEXT NOT NULL,  -- The text just before, to find it again in a changed article
    suffix TEXT NOT NULL,  -- The text just after
    UNIQUE (document, number),
    CHECK (0 <= start AND start <= end)
) STRICT;
CREATE INDEX sentences_status ON sentences (status, disputable);

-- Something that could not be read, parsed or resolved, and why.
CREATE TABLE problems (
    id INTEGER PRIMARY KEY,  -- Counts up
    run INTEGER REFERENCES runs (id),  -- The run in which it came up
    document TEXT REFERENCES documents (id) ON DELETE SET NULL,  -- The article, where one was stored
    path TEXT NOT NULL,  -- The file or address
    stage TEXT NOT NULL,  -- Where on the way it came up: reading, sentences, attributions, ...
    reason TEXT NOT NULL,  -- What is wrong and what to do, in one line
    made TEXT NOT NULL  -- When (UTC)
) STRICT;
CREATE INDEX problems_run ON problems (run);
CREATE INDEX problems_document ON problems (document);
CREATE INDEX problems_stage ON problems (stage);
