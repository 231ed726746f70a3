-- A table page filtered by a facet goes by id: with the id in the index it starts at once, also among
-- a million claims, where it would otherwise sort all that meet the filter. The narrow indexes stay:
-- counting the values of a facet reads them whole, and is as fast as they are small.
CREATE INDEX claims_sourcing_id ON claims (sourcing, id);
CREATE INDEX claims_kind_id ON claims (kind, id);
CREATE INDEX claims_certainty_id ON claims (certainty, id);
