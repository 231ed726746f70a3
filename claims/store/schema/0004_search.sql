-- Full-text search over claims and sentences, kept up to date by triggers.
-- content="claims" with double quotes: Datasette finds the search table by this spelling.

-- Search index of the words and chains of claims.
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    text, chain, content="claims", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER claims_search_insert AFTER INSERT ON claims BEGIN
    INSERT INTO claims_fts (rowid, text, chain) VALUES (new.rowid, new.text, new.chain);
END;
CREATE TRIGGER claims_search_delete AFTER DELETE ON claims BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, text, chain)
    VALUES ('delete', old.rowid, old.text, old.chain);
END;
CREATE TRIGGER claims_search_update AFTER UPDATE OF text, chain ON claims BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, text, chain)
    VALUES ('delete', old.rowid, old.text, old.chain);
    INSERT INTO claims_fts (rowid, text, chain) VALUES (new.rowid, new.text, new.chain);
END;

-- Search index of the words of sentences.
CREATE VIRTUAL TABLE sentences_fts USING fts5 (
    text, content="sentences", tokenize="porter unicode61 remove_diacritics 2"
);
CREATE TRIGGER sentences_search_insert AFTER INSERT ON sentences BEGIN
    INSERT INTO sentences_fts (rowid, text) VALUES (new.rowid, new.text);
END;
CREATE TRIGGER sentences_search_delete AFTER DELETE ON sentences BEGIN
    INSERT INTO sentences_fts (sentences_fts, rowid, text) VALUES ('delete', old.rowid, old.text);
END;
CREATE TRIGGER sentences_search_update AFTER UPDATE OF text ON sentences BEGIN
    INSERT INTO sentences_fts (sentences_fts, rowid, text) VALUES ('delete', old.rowid, old.text);
    INSERT INTO sentences_fts (rowid, text) VALUES (new.rowid, new.text);
END;
