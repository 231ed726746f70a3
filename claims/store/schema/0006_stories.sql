-- One claim through many articles. All of it is derived from the articles and from people's decisions.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- One statement as it goes through many articles; a claim that nobody else tells is a story of one.
CREATE TABLE stories (
    id TEXT PRIMARY KEY NOT NULL,  -- Derived from its earliest telling
    text TEXT NOT NULL,  -- The words of its earliest telling
    first_document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article that told it first, by publication
    first_seen TEXT,  -- When that article was published; empty where no article says
    last_seen TEXT,  -- When the latest article that tells it was published
    claims INTEGER NOT NULL,  -- How many claims tell it
    documents INTEGER NOT NULL,  -- How many articles tell it
    voices INTEGER NOT NULL,  -- How many articles, those with the same text counted as one
    outlets INTEGER NOT NULL,  -- How many outlets published it
    originators INTEGER NOT NULL,  -- How many surely independent originators it has; unnamed ones may all be one person
    circular INTEGER NOT NULL CHECK (circular IN (0, 1)),  -- 1 where outlets cite each other in a ring
    drifts INTEGER NOT NULL  -- How many changes on the way were noticed: a source or hedge lost, a figure changed
) STRICT;
CREATE INDEX stories_first_document ON stories (first_document);
CREATE INDEX stories_first_seen ON stories (first_seen);
CREATE INDEX stories_documents ON stories (documents, originators);
CREATE INDEX stories_circular ON stories (circular) WHERE circular;

-- Which claims tell a story.
CREATE TABLE story_claims (
    claim TEXT PRIMARY KEY NOT NULL REFERENCES claims (id) ON DELETE CASCADE,  -- The claim
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,  -- The story
    position INTEGER NOT NULL,  -- 1, 2, 3 in the order of publication
    voice TEXT NOT NULL  -- The article whose text this article republishes; itself for an article of its own
) STRICT, WITHOUT ROWID;
CREATE INDEX story_claims_story ON story_claims (story, position);

-- How one story stands to another.
CREATE TABLE story_links (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,  -- The story; where it refines the other, the one that says more
    other TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,  -- The other story
    relation TEXT NOT NULL,  -- contradicts, refines or same event
    confidence REAL NOT NULL,  -- How sure that is, 0 to 1
    PRIMARY KEY (story, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_links_other ON story_links (other);
CREATE INDEX story_links_relation ON story_links (relation);

-- Where the chains of a story end.
CREATE TABLE story_originators (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,  -- The story
    node TEXT NOT NULL,  -- The end of the graph; several outlets where they cite each other in a ring
    name TEXT NOT NULL,  -- What it is called
    anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),  -- 1 where it is not named
    claims INTEGER NOT NULL,  -- How many tellings lead to it
    PRIMARY KEY (story, node)
) STRICT, WITHOUT ROWID;

-- Who relays whom in a story: the edges of its graph.
CREATE TABLE story_relays (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,  -- The story
    teller TEXT NOT NULL,  -- The one who relays (a node)
    origin TEXT NOT NULL,  -- The one from whom they have it (a node)
    teller_name TEXT NOT NULL,  -- What the one who relays is called
    origin_name TEXT NOT NULL,  -- What the other one is called
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,  -- The first telling that shows it
    claims INTEGER NOT NULL,  -- How many tellings show it
    PRIMARY KEY (story, teller, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_relays_claim ON story_relays (claim);

-- What a claim lost or changed on its way from one telling to a later one.
CREATE TABLE story_drifts (
    story TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,  -- The story
    number INTEGER NOT NULL,  -- 1, 2, 3 in the order of publication
    kind TEXT NOT NULL,  -- source dropped, source blurred, hedge dropped, hedge added or figure changed
    earlier TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,  -- The earlier telling
    later TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,  -- The later telling
    before TEXT NOT NULL,  -- What the earlier one had
    after TEXT NOT NULL,  -- What the later one has
    PRIMARY KEY (story, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_drifts_kind ON story_drifts (kind);
CREATE INDEX story_drifts_earlier ON story_drifts (earlier);
CREATE INDEX story_drifts_later ON story_drifts (later);

-- How two claims of different articles stand to each other, as compared.
CREATE TABLE claim_links (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,  -- The claim whose id sorts first
    other TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,  -- The other claim
    relation TEXT NOT NULL,  -- same, refines, contradicts or same event
    confidence REAL NOT NULL,  -- How sure that is, 0 to 1
    refined TEXT,  -- Where one refines the other: the one that says more
    PRIMARY KEY (claim, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_links_other ON claim_links (other);

-- A claim's place among all statements: near ones mean nearly the same.
CREATE TABLE embeddings (
    id INTEGER PRIMARY KEY,  -- Counts up; the search index knows the claim by it
    claim TEXT NOT NULL UNIQUE REFERENCES claims (id) ON DELETE CASCADE,  -- The claim
    vector BLOB NOT NULL  -- 384 signed bytes, the direction of the embedding
) STRICT;

-- What stands for an article's text, to find articles that republish it.
CREATE TABLE signatures (
    document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    voice TEXT NOT NULL,  -- The earliest article with this text; itself for an article of its own
    signature BLOB NOT NULL  -- MinHash of its runs of four words
) STRICT;
CREATE INDEX signatures_voice ON signatures (voice);

-- Articles that share a band may be one text republished.
CREATE TABLE signature_bands (
    band INTEGER NOT NULL,  -- A hash of three numbers of the signature
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX signature_bands_document ON signature_bands (document);

-- Articles whose claims have found their stories; the others wait for it.
CREATE TABLE tracked_documents (
    document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    tracked TEXT NOT NULL  -- When (UTC)
) STRICT;

-- Stories that lost a claim and have to be told anew.
CREATE TABLE stale_stories (
    story TEXT PRIMARY KEY NOT NULL  -- The story
) STRICT;

-- The claims of an article's earlier texts, so that silent edits can be shown claim by claim.
CREATE TABLE claim_versions (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    version INTEGER NOT NULL,  -- Which text of the article; see document_versions
    number INTEGER NOT NULL,  -- 1, 2, 3 in the order of the text
    claim TEXT NOT NULL,  -- The id that the claim had
    text TEXT NOT NULL,  -- Its words
    chain TEXT NOT NULL,  -- Its chain, as people read it
    certainty TEXT NOT NULL,  -- asserted, hedged, doubted or denied
    PRIMARY KEY (document, version, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER claims_leave_their_story BEFORE DELETE ON claims BEGIN
    INSERT OR IGNORE INTO stale_stories (story)
        SELECT story FROM story_claims WHERE claim = old.id;
    DELETE FROM tracked_documents WHERE document = old.document;
END;
CREATE TRIGGER documents_keep_their_claims AFTER INSERT ON document_versions BEGIN
    INSERT INTO claim_versions (document, version, number, claim, text, chain, certainty)
        SELECT new.document, new.version, number, id, text, chain, certainty
        FROM claims WHERE document = new.document;
END;
