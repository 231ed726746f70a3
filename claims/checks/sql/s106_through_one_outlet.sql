-- S106 Everything comes through one outlet
-- severity: note
-- why: The article relays a single other outlet from end to end: its own work is not in it. Say so at the top, and link to the
--   original; an error there is an error here.
-- example: Ann Lee told Reuters that the bridge is closed. Max Roe told Reuters that it is unsafe. Ida Voss told Reuters that it shook.
-- instead: Ann Lee told Reuters that the bridge is closed. Max Roe told Reuters that it is unsafe. Ida Voss said that it shook.
SELECT claims.document, NULL AS sentence, NULL AS claim, NULL AS start, NULL AS end,
    'all ' || count(*) || ' attributed statements come through ' || min(sources.name) AS message
FROM checked
CROSS JOIN documents ON documents.id = checked.document
CROSS JOIN claims ON claims.document = checked.document
JOIN hops ON hops.claim = claims.id AND hops.position = 0
JOIN sources ON sources.id = hops.source
GROUP BY claims.document
HAVING count(*) >= 3 AND count(DISTINCT coalesce(sources.merged_into, sources.id)) = 1
    AND min(sources.kind) = 'outlet'
    AND NOT same_outlet(min(sources.name), min(documents.publisher))
