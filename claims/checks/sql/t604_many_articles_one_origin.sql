-- T604 Many articles, one origin
-- severity: note
-- why: Three articles or more tell it, and every one of them leads back to the same source, which is an outlet or is not named. That is one report that was heard often,
--   not many that agree.
-- example: Five outlets report a death; all of them cite the same post.
-- instead: Say where all of them have it from.
-- compares: articles
SELECT claims.document, claims.sentence, claims.id AS claim, sentences.start, sentences.end,
    stories.voices || ' articles tell this, and all lead back to ' || min(story_originators.name)
    AS message
FROM checked
CROSS JOIN claims ON claims.document = checked.document
CROSS JOIN story_claims ON story_claims.claim = claims.id
JOIN stories ON stories.id = story_claims.story
JOIN story_originators ON story_originators.story = stories.id
JOIN sentences ON sentences.id = claims.sentence
WHERE stories.voices >= 3
    AND (story_originators.anonymous = 1 OR claims.sourcing = 'outlet')
GROUP BY claims.id
HAVING count(*) = 1
