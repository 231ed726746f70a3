-- N101 Which experts?
-- severity: warning
-- why: “Experts say” hides who says so, and how many they are. Name one, or two.
-- example: Experts say that the dam will hold.
-- instead: Two engineers at the university, Ana Ruiz and Bo Lee, say that the dam will hold.
SELECT claims.document, claims.sentence, claims.id AS claim, NULL AS start, NULL AS end,
    'which “' || shortened(sources.name) || '”?' AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN sources ON sources.id = claims.source
WHERE lower(sources.name) IN ('experts', 'analysts', 'observers')
