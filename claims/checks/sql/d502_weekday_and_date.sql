-- D502 The weekday and the date do not agree
-- severity: error
-- why: That date was another day of the week: the weekday is wrong, or the day, the month or the year.
-- example: The vote took place on Friday, March 5, 2024.
-- instead: The vote took place on Tuesday, March 5, 2024.
WITH weekdays (number, name) AS (
    VALUES (0, 'sunday'), (1, 'monday'), (2, 'tuesday'), (3, 'wednesday'), (4, 'thursday'),
        (5, 'friday'), (6, 'saturday')
)
SELECT claims.document, claims.sentence, claims.id AS claim, stated.start, dated.end,
    dated.value || ' was a ' || upper(substr(really.name, 1, 1)) || substr(really.name, 2)
    || ', not a ' || stated.text AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
JOIN figures AS stated ON stated.claim = claims.id AND +stated.kind = 'date'
JOIN weekdays ON weekdays.name = lower(stated.text)
JOIN figures AS dated ON dated.claim = claims.id AND +dated.kind = 'date'
    AND dated.start BETWEEN stated.end + 1 AND stated.end + 3
JOIN weekdays AS really ON really.number = CAST(strftime('%w', dated.value) AS INTEGER)
WHERE length(dated.value) = 10 AND dated.value GLOB '????-??-??' AND really.number <> weekdays.number
GROUP BY claims.document, stated.start
