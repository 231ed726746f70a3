-- S107 Second-hand quotation
-- severity: note
-- why: The words in quotation marks were spoken to another outlet. Compare them with the original before they are printed: what
--   is copied loses words.
-- example: “We were wrong,” Lee told the BBC.
-- instead: “We were wrong,” Lee said.
SELECT claims.document, claims.sentence, min(claims.number) AS first, NULL AS claim,
    sentences.start, sentences.end,
    CASE count(*) WHEN 1 THEN 'a quotation is' ELSE count(*) || ' quotations are' END
    || ' taken from ' || sources.name || ': compare with the original' AS message
FROM checked
CROSS JOIN documents ON documents.id = checked.document
CROSS JOIN claims ON claims.document = checked.document
JOIN sentences ON sentences.id = claims.sentence
JOIN hops ON hops.claim = claims.id AND hops.position = 0
JOIN sources ON sources.id = hops.source AND sources.kind = 'outlet'
WHERE +claims.manner = 'direct' AND claims.hops >= 2
    AND NOT same_outlet(sources.name, documents.publisher)
GROUP BY claims.document, sources.id
