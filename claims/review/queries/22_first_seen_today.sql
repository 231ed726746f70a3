-- title: What was first seen today?
-- description: Stories whose earliest article was published today, or on the “day” that you give (2024-02-18), by the article’s own date. Those told most first.
SELECT stories.id AS story, stories.text AS statement, stories.documents AS articles,
    stories.outlets, stories.originators, stories.first_document AS document, documents.title,
    documents.publisher, stories.first_seen
FROM stories JOIN documents ON documents.id = stories.first_document
WHERE stories.first_seen >= coalesce(nullif(:day, ''), date('now'))
    AND stories.first_seen < date(coalesce(nullif(:day, ''), date('now')), '+1 day')
ORDER BY stories.documents DESC, stories.first_seen DESC LIMIT 200
