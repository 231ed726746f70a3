-- What extraction finds: sources, who said what, claims and the chains they came by.
-- All of it is derived: rebuild drops and refills these tables.

-- One who says something. A named source is one row for all articles; an anonymous one belongs to its article.
CREATE TABLE sources (
    id TEXT PRIMARY KEY NOT NULL,  -- Named: derived from kind and name; anonymous: from the article, name and occurrence
    name TEXT NOT NULL,  -- The most informative way it is called
    kind TEXT NOT NULL,  -- person, organisation, outlet, document or group
    anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),  -- 1 for real people whom the article does not name
    number TEXT NOT NULL,  -- one, several or unknown
    reason TEXT,  -- The article's words for why it is unnamed, or why it knows
    description TEXT,  -- What the text says of it: role, rank, nationality, affiliation
    document TEXT REFERENCES documents (id) ON DELETE CASCADE,  -- The article, for a source that exists in one article only
    merged_into TEXT REFERENCES sources (id) ON DELETE SET NULL,  -- The source that a person said this one is
    CHECK (merged_into IS NULL OR merged_into <> id)
) STRICT;
CREATE INDEX sources_document ON sources (document);
-- Partial, since nearly all are null: counted in, they would make the index look useless.
CREATE INDEX sources_merged_into ON sources (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX sources_kind ON sources (kind, anonymous);
CREATE INDEX sources_name ON sources (name);

-- A source in an article: what that article calls it and says of it.
CREATE TABLE appearances (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    source TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,  -- The source
    position INTEGER NOT NULL,  -- 1, 2, 3 in the order in which the article brings them
    key TEXT NOT NULL,  -- Its short name inside the article: s1, s2
    name TEXT NOT NULL,  -- The most informative mention in this article
    number TEXT NOT NULL,  -- one, several or unknown, in this article
    reason TEXT,  -- This article's words for why it is unnamed, or why it knows
    description TEXT,  -- What this article says of it
    PRIMARY KEY (document, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX appearances_source ON appearances (source);

-- Every name by which an article calls a source.
CREATE TABLE source_names (
    source TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,  -- The source
    name TEXT NOT NULL,  -- A name, alias or abbreviation
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article that uses it
    PRIMARY KEY (source, name, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_names_name ON source_names (name);
CREATE INDEX source_names_document ON source_names (document);

-- One place where an article speaks of a source.
CREATE TABLE mentions (
    id TEXT PRIMARY KEY NOT NULL,  -- Derived from the article, the source and the place
    source TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,  -- The source
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    sentence TEXT REFERENCES sentences (id) ON DELETE CASCADE,  -- The sentence
    text TEXT NOT NULL,  -- The words
    form TEXT NOT NULL,  -- name, nominal (the commander) or pronoun (he)
    start INTEGER NOT NULL,  -- Offset of the first character in the article's text
    end INTEGER NOT NULL,  -- Offset behind the last character
    prefix TEXT NOT NULL,  -- The text just before, to find it again in a changed article
    suffix TEXT NOT NULL,  -- The text just after
    CHECK (0 <= start AND start <= end)
) STRICT;
CREATE INDEX mentions_source ON mentions (source);
CREATE INDEX mentions_document ON mentions (document, start);
CREATE INDEX mentions_sentence ON mentions (sentence);

-- Who said what, as the text states it: source, cue and content.
CREATE TABLE attributions (
    id TEXT PRIMARY KEY NOT NULL,  -- Derived from the article, the cue, the content and their occurrence
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    number INTEGER NOT NULL,  -- 1, 2, 3 in the order of the text
    sentence TEXT REFERENCES sentences (id) ON DELETE CASCADE,  -- The sentence in which the content begins
    parent TEXT REFERENCES attributions (id) ON DELETE CASCADE,  -- The attribution whose content holds this one
    manner TEXT NOT NULL,  -- direct (all in quotation marks), indirect (none) or mixed
    source_text TEXT NOT NULL,  -- The words for the source; empty where none is stated
    cue TEXT NOT NULL,  -- The words that signal the saying: said, according to, citing
    content_text TEXT NOT NULL,  -- What is said
    confidence REAL NOT NULL,  -- How sure the extraction is, 0 to 1
    model TEXT NOT NULL,  -- The rule, or the digest of the model, that found it
    UNIQUE (document, number)
) STRICT;
CREATE INDEX attributions_sentence ON attributions (sentence);
CREATE INDEX attributions_parent ON attributions (parent) WHERE parent IS NOT NULL;
CREATE INDEX attributions_cue ON attributions (cue);

-- One claim: what is asserted, by whom, and by which chain it came to the writer.
CREATE TABLE claims (
    id TEXT PRIMARY KEY NOT NULL,  -- Derived from the article, the words and their occurrence; the claim's permanent name
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    number INTEGER NOT NULL,  -- 1, 2, 3 in the order of the text
    sentence TEXT NOT NULL REFERENCES sentences (id) ON DELETE CASCADE,  -- The sentence in which it stands
    attribution TEXT REFERENCES attributions (id) ON DELETE CASCADE,  -- The attribution it comes from; empty for the writer's own
    text TEXT NOT NULL,  -- What is asserted, in the article's words
    standalone TEXT,  -- The same, so that it reads without the article
    chain TEXT NOT NULL,  -- Who says so, from the one nearest to the writer to the originator: Reuters → Iraqi sources
    sourcing TEXT NOT NULL,  -- Who answers for it, outlets that relay aside: named, anonymous, group, outlet (nobody else), unstated (reportedly), unsourced (the writer's own)
    kind TEXT NOT NULL,  -- fact, prediction, opinion, intention or other
    certainty TEXT NOT NULL,  -- asserted, hedged, doubted or denied
    manner TEXT,  -- direct, indirect or mixed; empty for the writer's own
    negated INTEGER NOT NULL CHECK (negated IN (0, 1)),  -- 1 where it says that something is not so
    disputable INTEGER NOT NULL CHECK (disputable IN (0, 1)),  -- 1 for a claim of the writer's own of which an editor would ask: who says so?
    source TEXT REFERENCES sources (id),  -- The originator; empty for the writer's own
    hops INTEGER NOT NULL,  -- How many links the chain has
    anonymous INTEGER NOT NULL CHECK (anonymous IN (0, 1)),  -- 1 where an anonymous source stands anywhere in the chain
    figures INTEGER NOT NULL,  -- How many dates and quantities it holds
    confidence REAL NOT NULL,  -- How sure the extraction is, 0 to 1
    UNIQUE (document, number)
) STRICT;
CREATE INDEX claims_sentence ON claims (sentence);
CREATE INDEX claims_attribution ON claims (attribution);
CREATE INDEX claims_source ON claims (source);
CREATE INDEX claims_sourcing ON claims (sourcing, disputable, kind);
CREATE INDEX claims_kind ON claims (kind);
CREATE INDEX claims_certainty ON claims (certainty);

-- Where the parts of attributions and claims stand in the text.
CREATE TABLE spans (
    id INTEGER PRIMARY KEY,  -- Counts up; nothing refers to it
    attribution TEXT REFERENCES attributions (id) ON DELETE CASCADE,  -- The attribution, or
    claim TEXT REFERENCES claims (id) ON DELETE CASCADE,  -- the claim, whose own spans of a role stand in place of the attribution's
    role TEXT NOT NULL,  -- source, cue, content, or certainty (words such as reportedly)
    exact TEXT NOT NULL,  -- The words
    start INTEGER NOT NULL,  -- Offset of the first character in the article's text
    end INTEGER NOT NULL,  -- Offset behind the last character
    prefix TEXT NOT NULL,  -- The text just before, to find it again in a changed article
    suffix TEXT NOT NULL,  -- The text just after
    CHECK ((attribution IS NULL) <> (claim IS NULL)),
    CHECK (0 <= start AND start <= end)
) STRICT;
CREATE INDEX spans_attribution ON spans (attribution) WHERE attribution IS NOT NULL;
CREATE INDEX spans_claim ON spans (claim) WHERE claim IS NOT NULL;

-- One link of a claim's chain.
CREATE TABLE hops (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,  -- The claim
    position INTEGER NOT NULL,  -- 0 is nearest to the writer; the last one is the originator
    source TEXT NOT NULL REFERENCES sources (id),  -- Who relays or originates
    mention TEXT REFERENCES mentions (id) ON DELETE SET NULL,  -- The place where the text says so; empty where it is inferred
    inferred INTEGER NOT NULL CHECK (inferred IN (0, 1)),  -- 1 where the hop is not stated here, but the article made it certain
    confidence REAL NOT NULL,  -- How sure the hop is, 0 to 1
    rule TEXT NOT NULL,  -- By which reasoning the hop was made
    PRIMARY KEY (claim, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX hops_source ON hops (source);
CREATE INDEX hops_mention ON hops (mention);

-- A date or quantity in a claim, normalised.
CREATE TABLE figures (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,  -- The claim
    number INTEGER NOT NULL,  -- 1, 2, 3 in the order of the text
    kind TEXT NOT NULL,  -- date, count, money, percentage, duration or quantity
    text TEXT NOT NULL,  -- The words
    value TEXT,  -- A date as ISO 8601, or a number
    unit TEXT,  -- What is counted, or the currency: attacks, USD, %
    bound TEXT NOT NULL,  -- = exactly; > more than; >= at least; < under; <= at most; ~ about
    start INTEGER NOT NULL,  -- Offset of the first character in the article's text
    end INTEGER NOT NULL,  -- Offset behind the last character
    prefix TEXT NOT NULL,  -- The text just before, to find it again in a changed article
    suffix TEXT NOT NULL,  -- The text just after
    PRIMARY KEY (claim, number),
    CHECK (0 <= start AND start <= end)
) STRICT, WITHOUT ROWID;
CREATE INDEX figures_kind ON figures (kind, value);

-- What a house rule says about an article, a sentence or a claim.
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,  -- Counts up; findings are made anew whenever the rules run
    "check" TEXT NOT NULL,  -- The code of the house rule
    severity TEXT NOT NULL,  -- error, warning or note
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- The article
    sentence TEXT REFERENCES sentences (id) ON DELETE CASCADE,  -- The sentence, where it is about one
    claim TEXT REFERENCES claims (id) ON DELETE CASCADE,  -- The claim, where it is about one
    start INTEGER,  -- Offset of the first character it is about
    end INTEGER,  -- Offset behind the last character
    message TEXT NOT NULL  -- What is wrong, in words
) STRICT;
CREATE INDEX findings_check ON findings ("check");
CREATE INDEX findings_severity ON findings (severity);
CREATE INDEX findings_document ON findings (document);
CREATE INDEX findings_sentence ON findings (sentence);
CREATE INDEX findings_claim ON findings (claim);
