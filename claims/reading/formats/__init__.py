"""The formats of articles: web pages, PDF, Word, mail, Markdown, feeds, archives."""
