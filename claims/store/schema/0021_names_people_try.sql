-- Views under the names that people try when they write SQL.
-- A comment before CREATE describes the table, the comment behind a column describes the column.

-- The articles, with how their claims are sourced.
CREATE VIEW articles (
    article,  -- The article's id
    title,  -- Its headline
    outlet,  -- The outlet that published it
    author,  -- Its byline
    published,  -- When it was published
    url,  -- Its address
    words,  -- How many words the text has
    claims,  -- How many claims it has
    named,  -- Claims for which a named source answers
    anonymous,  -- Claims that rest on unnamed sources only
    unsourced,  -- Claims of the writer's own
    disputable,  -- Those of the writer's own of which an editor would ask: who says so?
    added  -- When it was first added (UTC)
) AS
SELECT documents.id, documents.title, documents.publisher, documents.author, documents.published,
    documents.url, documents.words,
    coalesce(named + groups + outlet + anonymous + unstated + unsourced, 0),
    coalesce(named, 0), coalesce(anonymous, 0), coalesce(unsourced, 0), coalesce(disputable, 0),
    documents.added
FROM documents LEFT JOIN sourcing_counts ON sourcing_counts.document = documents.id;

DROP VIEW claims_to_review;
-- Claims that somebody should look at and nobody has decided on: unsourced and disputable, or resting on an unnamed source.
CREATE VIEW claims_to_review (
    claim,  -- The claim
    document,  -- The article
    title,  -- The article's headline
    publisher,  -- The outlet
    published,  -- When it was published
    text,  -- What is asserted
    chain,  -- Who says so
    sourcing,  -- named, anonymous, group, outlet, unstated or unsourced
    certainty,  -- asserted, hedged, doubted or denied
    figures,  -- How many dates and quantities it holds
    confidence,  -- How sure the extraction is, 0 to 1
    article,  -- The article, as in document
    outlet,  -- The outlet, as in publisher
    kind,  -- fact, prediction, opinion, intention or other
    manner,  -- direct, indirect or mixed; empty for the writer's own
    disputable  -- 1 where an editor would ask: who says so?
) AS
SELECT claims.id, claims.document, documents.title, documents.publisher, documents.published,
    claims.text, claims.chain, claims.sourcing, claims.certainty, claims.figures, claims.confidence,
    claims.document, documents.publisher, claims.kind, claims.manner, claims.disputable
FROM claims
JOIN documents ON documents.id = claims.document
WHERE (
        (claims.sourcing = 'unsourced' AND claims.disputable = 1)
        -- Always 0 where a source is stated; said here so that the index serves.
        OR (claims.sourcing IN ('anonymous', 'unstated', 'outlet') AND claims.disputable = 0
            AND claims.kind = 'fact')
    )
    AND NOT EXISTS (
        SELECT 1 FROM standing_reviews AS decision
        WHERE decision.target_kind = 'claim' AND decision.target = claims.id
            AND decision.action IN ('verdict', 'confirm', 'dismiss', 'done')
    );

DROP VIEW claims_with_articles;
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
    source,  -- The originator
    article,  -- The article, as in document
    outlet,  -- The outlet, as in publisher
    url,  -- The article's address
    manner,  -- direct, indirect or mixed; empty for the writer's own
    cue,  -- The word that signals the saying: said, according to, ...
    anonymous,  -- 1 where nobody in the chain who could answer is named
    figures,  -- How many dates and quantities it holds
    confidence  -- How sure the extraction is, 0 to 1
) AS
SELECT claims.id, claims.document, documents.title, documents.publisher, documents.published,
    claims.text, claims.chain, claims.sourcing, claims.kind, claims.certainty, claims.disputable,
    claims.source, claims.document, documents.publisher, documents.url, claims.manner,
    (SELECT cue FROM attributions WHERE attributions.id = claims.attribution), claims.anonymous,
    claims.figures, claims.confidence
FROM documents
CROSS JOIN claims ON claims.document = documents.id;  -- CROSS: from the articles to their claims
