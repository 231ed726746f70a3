-- title: How often does each outlet rely on unnamed sources?
-- description: By outlet (“NYT” and “nyt” are one), over its 20,000 newest claims in this file: the share that rests on unnamed sources, and the share without any source.
WITH newest AS (SELECT document, sourcing FROM claims NOT INDEXED ORDER BY rowid DESC LIMIT 20000)
SELECT coalesce(min(documents.publisher), '(not stated)') AS outlet, count(*) AS claims,
    round(100.0 * sum(newest.sourcing = 'anonymous') / count(*)) AS percent_unnamed,
    round(100.0 * sum(newest.sourcing IN ('unsourced', 'unstated')) / count(*)) AS percent_unsourced
FROM newest JOIN documents ON documents.id = newest.document
GROUP BY documents.publisher COLLATE NOCASE ORDER BY claims DESC, outlet LIMIT 200
