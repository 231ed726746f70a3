-- Articles that people removed, and what is listed as detached since.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- An article that an editor removed, kept so that it can be restored.
CREATE TABLE removed_documents (
    id TEXT PRIMARY KEY NOT NULL,  -- The id that it had in documents, and has again when restored
    title TEXT,  -- Its headline
    publisher TEXT,  -- The outlet that published it
    published TEXT,  -- When it was published
    url TEXT,  -- Its address
    words INTEGER NOT NULL,  -- How many words the text has
    removed TEXT NOT NULL,  -- When it was removed (UTC)
    review INTEGER NOT NULL REFERENCES reviews (id),  -- The decision that removed it, and says why and by whom
    article TEXT NOT NULL  -- Its text, details and earlier texts, as JSON
) STRICT;
CREATE INDEX removed_documents_review ON removed_documents (review);

-- Made anew below: decisions on an article that was removed wait for nobody.
DROP VIEW detached_reviews;
-- Decisions whose words are no longer found in the article. They are kept; a person has to look.
CREATE VIEW detached_reviews (
    id,  -- The decision
    target_kind,  -- What it was about
    target,  -- The id of what it was about, as it was then
    document,  -- The article
    exact,  -- The words it was about
    action,  -- flag, verdict, confirm, correct, dismiss, ...
    field,  -- What was corrected
    value,  -- The verdict, the reason of the flag, the corrected value
    note,  -- What the reviewer wrote
    reviewer,  -- Who decided
    made  -- When (UTC)
) AS
SELECT id, target_kind, target, document, exact, action, field, value, note, reviewer, made
FROM reviews
WHERE action <> 'undo'
    AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.review = reviews.id)
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id)
    AND NOT EXISTS (
        SELECT 1 FROM removed_documents WHERE removed_documents.id = reviews.document
    );
