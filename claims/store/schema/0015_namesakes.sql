-- People of one name who may be two.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- Articles that describe somebody of a known name otherwise than the articles before. Derived.
CREATE TABLE namesakes (
    source TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,  -- The person of that name
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article that may speak of another one
    description TEXT NOT NULL,  -- What this article says of the person
    others TEXT NOT NULL,  -- What the articles before say
    PRIMARY KEY (source, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX namesakes_document ON namesakes (document);

-- People of one name who may be two, on whom nobody has decided: neither confirmed as one nor split.
CREATE VIEW people_to_tell_apart (
    source,  -- The person of that name
    name,  -- What they are called
    document,  -- The article that may speak of another one
    description,  -- What this article says of the person
    others  -- What the articles before say
) AS
SELECT namesakes.source, sources.name, namesakes.document, namesakes.description, namesakes.others
FROM namesakes JOIN sources ON sources.id = namesakes.source
WHERE NOT EXISTS (
    SELECT 1 FROM standing_reviews AS decision
    WHERE decision.target_kind = 'source' AND decision.target = namesakes.source
        AND decision.action IN ('confirm', 'split')
);
