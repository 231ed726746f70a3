-- What the dashboard counts, kept up to date claim by claim, so that a million are counted at once.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- How many claims of each article are sourced how. Derived: triggers keep it in step with the claims.
CREATE TABLE sourcing_counts (
    document TEXT PRIMARY KEY NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    named INTEGER NOT NULL DEFAULT 0,  -- Claims for which a named source answers
    groups INTEGER NOT NULL DEFAULT 0,  -- Claims for which a group answers: residents, critics
    outlet INTEGER NOT NULL DEFAULT 0,  -- Claims for which nobody answers but an outlet
    anonymous INTEGER NOT NULL DEFAULT 0,  -- Claims that rest on unnamed sources only
    unstated INTEGER NOT NULL DEFAULT 0,  -- Claims that somebody made, it is not said who: reportedly
    unsourced INTEGER NOT NULL DEFAULT 0,  -- Claims of the writer's own
    disputable INTEGER NOT NULL DEFAULT 0  -- Those of the writer's own of which an editor would ask: who says so?
) STRICT, WITHOUT ROWID;
INSERT INTO sourcing_counts
SELECT document, sum(sourcing = 'named'), sum(sourcing = 'group'), sum(sourcing = 'outlet'),
    sum(sourcing = 'anonymous'), sum(sourcing = 'unstated'), sum(sourcing = 'unsourced'),
    sum(disputable)
FROM claims GROUP BY document;

CREATE TRIGGER claims_are_counted AFTER INSERT ON claims BEGIN
    INSERT INTO sourcing_counts
    VALUES (new.document, new.sourcing = 'named', new.sourcing = 'group', new.sourcing = 'outlet',
        new.sourcing = 'anonymous', new.sourcing = 'unstated', new.sourcing = 'unsourced',
        new.disputable)
    ON CONFLICT (document) DO UPDATE SET
        named = named + excluded.named, groups = groups + excluded.groups,
        outlet = outlet + excluded.outlet, anonymous = anonymous + excluded.anonymous,
        unstated = unstated + excluded.unstated, unsourced = unsourced + excluded.unsourced,
        disputable = disputable + excluded.disputable;
END;
CREATE TRIGGER claims_are_counted_no_more AFTER DELETE ON claims BEGIN
    UPDATE sourcing_counts SET
        named = named - (old.sourcing = 'named'), groups = groups - (old.sourcing = 'group'),
        outlet = outlet - (old.sourcing = 'outlet'),
        anonymous = anonymous - (old.sourcing = 'anonymous'),
        unstated = unstated - (old.sourcing = 'unstated'),
        unsourced = unsourced - (old.sourcing = 'unsourced'),
        disputable = disputable - old.disputable
    WHERE document = old.document;
END;
CREATE TRIGGER claims_are_counted_anew AFTER UPDATE OF sourcing, disputable ON claims
WHEN new.sourcing <> old.sourcing OR new.disputable <> old.disputable
BEGIN
    UPDATE sourcing_counts SET
        named = named + (new.sourcing = 'named') - (old.sourcing = 'named'),
        groups = groups + (new.sourcing = 'group') - (old.sourcing = 'group'),
        outlet = outlet + (new.sourcing = 'outlet') - (old.sourcing = 'outlet'),
        anonymous = anonymous + (new.sourcing = 'anonymous') - (old.sourcing = 'anonymous'),
        unstated = unstated + (new.sourcing = 'unstated') - (old.sourcing = 'unstated'),
        unsourced = unsourced + (new.sourcing = 'unsourced') - (old.sourcing = 'unsourced'),
        disputable = disputable + new.disputable - old.disputable
    WHERE document = new.document;
END;

-- Both hold all that their questions ask for: articles of an outlet or a time, who is quoted in them.
CREATE INDEX documents_outlet ON documents (publisher, published, id);
CREATE INDEX claims_document_sourcing ON claims (document, sourcing, source);

-- Each claim with the outlet and the day of its article: to narrow claims by both.
CREATE VIEW claims_with_articles (
    claim,  -- The claim
    document,  -- The article
    title,  -- The article's headline
    publisher,  -- The outlet
    published,  -- When it was published
    text,  -- What is asserted
    chain,  -- Who says so
    sourcing,  -- named, anonymous, group, outlet, unstated or unsourced
    kind,  -- fact, prediction, opinion, intention or other
    certainty,  -- asserted, hedged, doubted or denied
    disputable,  -- 1 where an editor would ask: who says so?
    source  -- The originator
) AS
SELECT claims.id, claims.document, documents.title, documents.publisher, documents.published,
    claims.text, claims.chain, claims.sourcing, claims.kind, claims.certainty, claims.disputable,
    claims.source
FROM documents
CROSS JOIN claims ON claims.document = documents.id;  -- CROSS: from the articles to their claims

INSERT INTO desk_settings (name, value, description) VALUES
    ('organisation', '', 'The newsroom in whose name fact checks are published');
