-- title: Where did the source change from article to article?
-- description: A source that an earlier article gave and a later one dropped or blurred: an official’s word told as plain fact, a named person who became “reports”. The newest first.
SELECT story_drifts.story, later.id AS claim, later.document, documents.title,
    story_drifts.kind AS change, story_drifts.before, first.publisher AS before_in,
    story_drifts.after, later.text, documents.publisher, documents.published
FROM story_drifts
JOIN claims AS earlier ON earlier.id = story_drifts.earlier
JOIN documents AS first ON first.id = earlier.document
JOIN claims AS later ON later.id = story_drifts.later
JOIN documents ON documents.id = later.document
WHERE story_drifts.kind IN ('source dropped', 'source blurred')
ORDER BY documents.published DESC LIMIT 200
