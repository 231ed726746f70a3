-- title: What could not be read, and why?
-- description: Files, addresses and passages that gave problems, with what to do about them. The newest first.
SELECT problems.path, problems.stage, problems.reason, problems.document, documents.title,
    problems.made
FROM problems LEFT JOIN documents ON documents.id = problems.document
ORDER BY problems.id DESC LIMIT 200
