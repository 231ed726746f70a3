-- What is still owed to an article, and what proves that its rows are those that were stored.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- Articles on which the house rules were run; to the others that is owed, and the next claims add does it.
CREATE TABLE checked_documents (
    document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    checked TEXT NOT NULL,  -- When (UTC)
    findings TEXT NOT NULL  -- Digest of what they found, by which claims verify tells a change by hand; empty where an older version ran them
) STRICT;

INSERT INTO checked_documents (document, checked, findings) SELECT DISTINCT document, '', '' FROM findings;

-- What a rule looks at has changed: the rules are owed anew.
CREATE TRIGGER findings_are_owed BEFORE DELETE ON findings BEGIN
    DELETE FROM checked_documents WHERE document = old.document;
END;
CREATE TRIGGER claims_owe_findings AFTER INSERT ON claims BEGIN
    DELETE FROM checked_documents WHERE document = new.document;
END;
CREATE TRIGGER changed_claims_owe_findings
AFTER UPDATE OF text, chain, sourcing, kind, certainty, negated, disputable, source, anonymous ON claims BEGIN
    DELETE FROM checked_documents WHERE document = new.document;
END;
CREATE TRIGGER changed_sentences_owe_findings AFTER UPDATE OF status, disputable ON sentences BEGIN
    DELETE FROM checked_documents WHERE document = new.document;
END;

-- Digests of what extraction found in an article, by which claims verify names what was changed by hand.
CREATE TABLE extraction_digests (
    document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    digests TEXT NOT NULL  -- For each kind of row, the digests of its rows in their order, as JSON; empty where an older version stored it
) STRICT;
INSERT INTO extraction_digests (document, digests) SELECT id, '' FROM documents;

ALTER TABLE runs ADD COLUMN head TEXT;  -- The hash of the latest decision when the run ended; empty where nobody had decided
ALTER TABLE runs ADD COLUMN previous TEXT;  -- The seal of the run that ended before this one
ALTER TABLE runs ADD COLUMN seal TEXT;  -- Hash of this row, which holds the seal before and the head: proves that none was changed or removed
CREATE INDEX runs_previous ON runs (previous) WHERE previous IS NOT NULL;
CREATE INDEX runs_seal ON runs (seal) WHERE seal IS NOT NULL;
