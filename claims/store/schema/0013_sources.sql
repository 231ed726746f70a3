-- Who is the same across articles: descriptions that people change, chains that wait, doubtful pairs.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

ALTER TABLE sources ADD COLUMN extracted_description TEXT;  -- What extraction said of it, where a person changed that; an empty text stands for nothing

-- Sources that a person changed and whose claims' chains are still being written anew: it takes seconds.
CREATE TABLE unwritten_chains (
    source TEXT PRIMARY KEY NOT NULL REFERENCES sources (id) ON DELETE CASCADE,  -- The source
    after TEXT NOT NULL  -- Claims up to this id are written
) STRICT, WITHOUT ROWID;

-- The word by which a source may be the same as another one: a surname, an acronym.
CREATE TABLE source_keys (
    key TEXT NOT NULL,  -- The kind and the word, such as person hill
    source TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,  -- The source
    PRIMARY KEY (key, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_keys_source ON source_keys (source);

-- Two sources that may be one, as found when their articles were added. A person decides.
CREATE TABLE source_pairs (
    one TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,  -- The source whose id sorts first
    other TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,  -- The other source
    confidence REAL NOT NULL,  -- How likely they are one, 0 to 1
    reason TEXT NOT NULL,  -- What speaks for it
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_pairs_other ON source_pairs (other);
CREATE INDEX source_pairs_confidence ON source_pairs (confidence);

-- Doubtful pairs of sources on which nobody has decided: neither merged nor said to be two.
CREATE VIEW sources_to_merge (
    one,  -- The source whose id sorts first
    name,  -- What it is called
    other,  -- The other source
    other_name,  -- What that one is called
    confidence,  -- How likely they are one, 0 to 1
    reason  -- What speaks for it
) AS
SELECT source_pairs.one, one.name, source_pairs.other, other.name, confidence, source_pairs.reason
FROM source_pairs
JOIN sources AS one ON one.id = source_pairs.one
JOIN sources AS other ON other.id = source_pairs.other
WHERE coalesce(one.merged_into, one.id) <> coalesce(other.merged_into, other.id)
    AND NOT EXISTS (
        SELECT 1 FROM standing_reviews AS apart
        WHERE apart.target_kind = 'source' AND apart.action = 'apart'
            -- The value is JSON; where no function of the schema is trusted, json_extract is refused.
            AND ((apart.target = source_pairs.one
                    AND instr(apart.value, '"' || source_pairs.other || '"'))
                OR (apart.target = source_pairs.other
                    AND instr(apart.value, '"' || source_pairs.one || '"')))
    );

-- What a source is quoted with, article by article, and when and by whom that was published: the page
-- of the source that is quoted most counts tens of thousands of claims by these two alone.
CREATE INDEX claims_source_document ON claims (source, document, kind);
CREATE INDEX documents_dated ON documents (id, published, publisher);
CREATE INDEX claim_links_contradicting ON claim_links (claim, other) WHERE relation = 'contradicts';
CREATE INDEX claim_links_contradicted ON claim_links (other, claim) WHERE relation = 'contradicts';
