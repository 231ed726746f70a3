-- title: Which claims are contradicted?
-- description: Stories of which another article says the contrary, side by side, and how sure the comparison is. Those told most first.
SELECT stories.id AS story, stories.text AS statement, stories.documents AS articles,
    other.id AS other_story, other.text AS contrary, other.documents AS contrary_articles,
    round(story_links.confidence, 2) AS confidence, stories.first_seen
FROM stories
JOIN story_links ON story_links.relation = 'contradicts'
    AND stories.id IN (story_links.story, story_links.other)
JOIN stories AS other
    ON other.id = iif(story_links.story = stories.id, story_links.other, story_links.story)
WHERE stories.contradicted > 0 AND stories.documents >= other.documents
    AND (stories.documents > other.documents OR stories.id < other.id)
ORDER BY stories.documents DESC LIMIT 200
