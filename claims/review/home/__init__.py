"""The first page, the search, and what programs ask of the desk through MCP."""
