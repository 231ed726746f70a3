-- title: What is told by many articles and rests on one originator?
-- description: Stories in at least “articles” articles (5 if empty) whose chains all end in one place; “voices” counts articles that print one text once.
SELECT stories.id AS story, stories.text AS statement, stories.documents AS articles,
    stories.voices, stories.outlets,
    (SELECT group_concat(name || iif(anonymous, ' (unnamed)', ''), '; ') FROM story_originators
     WHERE story_originators.story = stories.id) AS originator,
    stories.first_seen, stories.contradicted
FROM stories
WHERE stories.documents > 1 AND stories.originators = 1
    AND stories.documents >= coalesce(CAST(nullif(:articles, '') AS INTEGER), 5)
ORDER BY stories.documents DESC LIMIT 200
