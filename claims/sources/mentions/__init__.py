"""How a text mentions a source: noun phrases, roles, transcripts, and the words around them."""
