-- What further readers make of an article, beside what stands, and where the readers differ.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- One article as a further reader, such as a language model, read it last. What stands is not touched by it.
CREATE TABLE readings (
    id INTEGER PRIMARY KEY,  -- Counts up
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    reader TEXT NOT NULL,  -- Who read it: llm:MODEL
    prompt TEXT NOT NULL,  -- Digest of the guide and examples that the reader was given
    digest TEXT NOT NULL,  -- Digest of the article then; where it is no longer the article's, the reading is out of date
    run INTEGER NOT NULL REFERENCES runs (id),  -- The run in which it was read
    made TEXT NOT NULL,  -- When (UTC)
    state TEXT NOT NULL CHECK (state IN ('whole', 'partial', 'failed', 'stopped')),  -- whole, partial (some sentences have no sound answer), failed, stopped (tokens ran out)
    reason TEXT,  -- Why it is not whole
    requests INTEGER NOT NULL,  -- How often the reader was asked, for the article and for what did not fit
    input_tokens INTEGER NOT NULL,  -- Tokens sent
    output_tokens INTEGER NOT NULL,  -- Tokens received
    counted INTEGER NOT NULL CHECK (counted IN (0, 1)),  -- 1 where the reader counted them, 0 where four characters are taken for one
    seconds REAL NOT NULL,  -- How long it waited for answers
    left_out INTEGER NOT NULL,  -- How many pieces did not stand in the text or broke the notation
    unsure TEXT NOT NULL,  -- The numbers of the sentences in which something was left out, as a JSON list
    extraction TEXT NOT NULL,  -- Sources, mentions, attributions, claims and assessments, as JSON; every place in it was found in the text
    UNIQUE (document, reader)
) STRICT;
CREATE INDEX readings_run ON readings (run);
CREATE INDEX readings_reader ON readings (reader);

-- One point on which a further reader differs from what stands. Derived from both.
CREATE TABLE reading_differences (
    id TEXT PRIMARY KEY NOT NULL,  -- Derived from the article, the reader and the point
    reading INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,  -- The reading
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    number INTEGER NOT NULL,  -- 1, 2, 3 in the order of the text
    kind TEXT NOT NULL CHECK (kind IN ('missed', 'alone', 'differs', 'status')),  -- missed: only the further reader has the claim; alone: only what stands has it; differs: both have it, otherwise; status: of the sentence
    sentence TEXT NOT NULL REFERENCES sentences (id) ON DELETE CASCADE,  -- The sentence
    claim TEXT REFERENCES claims (id) ON DELETE CASCADE,  -- The claim that stands, or the writer's own claim of the sentence where the point is another one
    place INTEGER,  -- The place of the further reader's claim in the reading, from 0; empty where it has none
    fields TEXT NOT NULL,  -- In what they differ: content, chain, kind, status, disputable
    first TEXT NOT NULL,  -- What stands, as JSON
    second TEXT NOT NULL,  -- What the further reader says, as JSON
    settled INTEGER NOT NULL CHECK (settled IN (0, 1))  -- 1 once a person decided on it
) STRICT;
CREATE INDEX reading_differences_reading ON reading_differences (reading);
CREATE INDEX reading_differences_document ON reading_differences (document, number);
CREATE INDEX reading_differences_sentence ON reading_differences (sentence);
CREATE INDEX reading_differences_claim ON reading_differences (claim) WHERE claim IS NOT NULL;
CREATE INDEX reading_differences_open ON reading_differences (document, number) WHERE settled = 0;

-- How often the first reader, before people corrected it, and a further one said what of the same thing. Derived.
CREATE TABLE reading_agreement (
    reading INTEGER NOT NULL REFERENCES readings (id) ON DELETE CASCADE,  -- The reading
    field TEXT NOT NULL,  -- extraction, content, chain, kind, status or disputable
    first TEXT NOT NULL,  -- What the first reader says
    second TEXT NOT NULL,  -- What the further reader says
    claims INTEGER NOT NULL,  -- Of how many claims or sentences
    PRIMARY KEY (reading, field, first, second)
) STRICT, WITHOUT ROWID;

-- An article that somebody at the desk asked a further reader to read; a worker process does it.
CREATE TABLE reading_requests (
    id INTEGER PRIMARY KEY,  -- Counts up
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    reader TEXT NOT NULL,  -- Who is to read it: llm:MODEL
    reviewer TEXT NOT NULL REFERENCES reviewers (id),  -- Who asked
    made TEXT NOT NULL,  -- When (UTC)
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),  -- waiting, running, done or failed
    reason TEXT,  -- Why it failed
    finished TEXT  -- When it ended (UTC)
) STRICT;
CREATE INDEX reading_requests_document ON reading_requests (document);
CREATE INDEX reading_requests_reviewer ON reading_requests (reviewer);
CREATE INDEX reading_requests_state ON reading_requests (state, id);

-- What no further reader may be sent: an article, or all articles of an outlet.
CREATE TABLE confidential (
    kind TEXT NOT NULL CHECK (kind IN ('document', 'outlet')),  -- document or outlet
    name TEXT NOT NULL,  -- The article's id, or the outlet's name in small letters
    reviewer TEXT NOT NULL REFERENCES reviewers (id),  -- Who marked it
    made TEXT NOT NULL,  -- When (UTC)
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX confidential_reviewer ON confidential (reviewer);

-- To which readers an editor of this desk agreed, having been told where the text goes.
CREATE TABLE reader_consents (
    reader TEXT PRIMARY KEY NOT NULL,  -- The reader
    reviewer TEXT NOT NULL REFERENCES reviewers (id),  -- Who agreed
    made TEXT NOT NULL  -- When (UTC)
) STRICT, WITHOUT ROWID;
CREATE INDEX reader_consents_reviewer ON reader_consents (reviewer);

INSERT INTO desk_settings (name, value, description) VALUES
    ('readers', '', 'The further readers that may be used, separated by commas, such as llm:gpt-4o-mini; the environment variable CLAIMS_READERS goes before');
