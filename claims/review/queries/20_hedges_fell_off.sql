-- title: Where did a reservation get lost?
-- description: What one article hedged or doubted (“may”, “reportedly”) and a later one states outright. The newest first.
SELECT story_drifts.story, later.id AS claim, later.document, documents.title,
    earlier.text AS hedged, first.publisher AS hedged_in,
    later.text, documents.publisher, documents.published
FROM story_drifts
JOIN claims AS earlier ON earlier.id = story_drifts.earlier
JOIN documents AS first ON first.id = earlier.document
JOIN claims AS later ON later.id = story_drifts.later
JOIN documents ON documents.id = later.document
WHERE story_drifts.kind = 'hedge dropped'
ORDER BY documents.published DESC LIMIT 200
