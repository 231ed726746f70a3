-- Views for people: what they ask for, under the names that they use.

-- Decisions that stand: not undone, and attached to a row of today's extraction.
CREATE VIEW standing_reviews (
    id,  -- The decision
    target_kind,  -- What it is about: claim, sentence, source, ...
    target,  -- The id of the row it is about today
    action,  -- flag, verdict, confirm, correct, dismiss, ...
    field,  -- What is corrected
    value,  -- The verdict, the reason of the flag, the corrected value
    note,  -- What the reviewer wrote
    reviewer,  -- Who decided
    made  -- When (UTC)
) AS
SELECT reviews.id, attachments.target_kind, attachments.target, reviews.action, reviews.field,
    reviews.value, reviews.note, reviews.reviewer, reviews.made
FROM attachments
CROSS JOIN reviews ON reviews.id = attachments.review  -- CROSS: from the target to its reviews
WHERE reviews.action <> 'undo'
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id);

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
    AND NOT EXISTS (SELECT 1 FROM reviews AS undo WHERE undo.undoes = reviews.id);

-- The latest decision on each claim that somebody has decided on.
CREATE VIEW claim_status (
    claim,  -- The claim
    document,  -- The article
    status,  -- decided, confirmed, corrected, dismissed, flagged, done or noted
    verdict,  -- The latest verdict
    flag,  -- The latest flag; empty once it was taken away
    reviewer,  -- Who decided last
    made,  -- When (UTC)
    decisions  -- How many decisions stand
) AS
SELECT claims.id, claims.document,
    CASE latest.action
        WHEN 'verdict' THEN 'decided' WHEN 'confirm' THEN 'confirmed'
        WHEN 'correct' THEN 'corrected' WHEN 'dismiss' THEN 'dismissed'
        WHEN 'flag' THEN 'flagged' WHEN 'done' THEN 'done' ELSE 'noted'
    END,
    (SELECT value FROM standing_reviews AS verdict
     WHERE verdict.target_kind = 'claim' AND verdict.target = claims.id
        AND verdict.action = 'verdict' ORDER BY verdict.id DESC LIMIT 1),
    (SELECT CASE action WHEN 'flag' THEN value END FROM standing_reviews AS flag
     WHERE flag.target_kind = 'claim' AND flag.target = claims.id
        AND flag.action IN ('flag', 'unflag') ORDER BY flag.id DESC LIMIT 1),
    latest.reviewer, latest.made, decided.decisions
FROM (
    SELECT target AS claim, max(id) AS latest, count(*) AS decisions
    FROM standing_reviews WHERE target_kind = 'claim' GROUP BY target
) AS decided
JOIN claims ON claims.id = decided.claim
JOIN reviews AS latest ON latest.id = decided.latest;

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
    confidence  -- How sure the extraction is, 0 to 1
) AS
SELECT claims.id, claims.document, documents.title, documents.publisher, documents.published,
    claims.text, claims.chain, claims.sourcing, claims.certainty, claims.figures, claims.confidence
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

-- What the writer asserts without saying who says so.
CREATE VIEW unsourced (
    claim,  -- The claim
    document,  -- The article
    title,  -- The article's headline
    publisher,  -- The outlet
    published,  -- When it was published
    text,  -- What is asserted
    disputable,  -- 1 where an editor would ask: who says so?
    reason,  -- Why it counts as disputable or not
    figures,  -- How many dates and quantities it holds
    confidence  -- How sure the extraction is, 0 to 1
) AS
SELECT claims.id, claims.document, documents.title, documents.publisher, documents.published,
    claims.text, claims.disputable, sentences.reason, claims.figures, claims.confidence
FROM claims
JOIN documents ON documents.id = claims.document
JOIN sentences ON sentences.id = claims.sentence
WHERE claims.sourcing = 'unsourced';

-- Claims that reach the writer through unnamed people only, outlets that relay them aside.
CREATE VIEW anonymous_only (
    claim,  -- The claim
    document,  -- The article
    title,  -- The article's headline
    publisher,  -- The outlet
    published,  -- When it was published
    text,  -- What is asserted
    chain,  -- Who says so
    kind,  -- fact, prediction, opinion, intention or other
    certainty,  -- asserted, hedged, doubted or denied
    confidence  -- How sure the extraction is, 0 to 1
) AS
SELECT claims.id, claims.document, documents.title, documents.publisher, documents.published,
    claims.text, claims.chain, claims.kind, claims.certainty, claims.confidence
FROM claims
JOIN documents ON documents.id = claims.document
WHERE claims.sourcing = 'anonymous';

-- Where each claim stands in the text, the writer's own and the attributed alike.
CREATE VIEW claim_spans (
    claim,  -- The claim
    document,  -- The article
    role,  -- source, cue, content or certainty
    exact,  -- The words
    start,  -- Offset of the first character in the article's text
    end  -- Offset behind the last character
) AS
SELECT claims.id, claims.document, spans.role, spans.exact, spans.start, spans.end
FROM claims JOIN spans ON spans.claim = claims.id
UNION ALL
SELECT claims.id, claims.document, spans.role, spans.exact, spans.start, spans.end
FROM claims JOIN spans ON spans.attribution = claims.attribution
WHERE NOT EXISTS (
    SELECT 1 FROM spans AS own WHERE own.claim = claims.id AND own.role = spans.role
);

-- What each source is quoted with, and what became of it. Sources merged into another count with that one.
CREATE VIEW source_record (
    source,  -- The source
    name,  -- What it is called
    kind,  -- person, organisation, outlet, document or group
    anonymous,  -- 1 for real people whom the article does not name
    claims,  -- Claims that begin with it
    relayed,  -- Claims of others that it passes on
    articles,  -- Articles that speak of it
    outlets,  -- Outlets that speak of it
    decided  -- Claims of its own that have a verdict
) AS
SELECT sources.id, sources.name, sources.kind, sources.anonymous,
    (SELECT count(*) FROM claims WHERE claims.source IN (
        SELECT sources.id UNION ALL SELECT id FROM sources AS merged
        WHERE merged.merged_into = sources.id)),
    (SELECT count(*) FROM hops JOIN claims ON claims.id = hops.claim
     WHERE hops.position < claims.hops - 1 AND hops.source IN (
        SELECT sources.id UNION ALL SELECT id FROM sources AS merged
        WHERE merged.merged_into = sources.id)),
    (SELECT count(DISTINCT document) FROM appearances WHERE appearances.source IN (
        SELECT sources.id UNION ALL SELECT id FROM sources AS merged
        WHERE merged.merged_into = sources.id)),
    (SELECT count(DISTINCT documents.publisher) FROM appearances
     JOIN documents ON documents.id = appearances.document
     WHERE appearances.source IN (
        SELECT sources.id UNION ALL SELECT id FROM sources AS merged
        WHERE merged.merged_into = sources.id)),
    (SELECT count(*) FROM claims WHERE claims.source IN (
        SELECT sources.id UNION ALL SELECT id FROM sources AS merged
        WHERE merged.merged_into = sources.id)
        AND EXISTS (
            SELECT 1 FROM standing_reviews AS verdict
            WHERE verdict.target_kind = 'claim' AND verdict.target = claims.id
                AND verdict.action = 'verdict'))
FROM sources
WHERE sources.merged_into IS NULL;
