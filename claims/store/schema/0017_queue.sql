-- The queue of one source, however much it is quoted, in its order and with all that is filtered by.
CREATE INDEX claims_open_by_source ON claims (
    source, attention DESC, id, sourcing, disputable, anonymous, kind, figures, confidence, document,
    state, flag
) WHERE state = 'open';
