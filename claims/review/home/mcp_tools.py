"""What a language model may ask of the desk through MCP: four tools, which only read.

`datasette-mcp` (the extra `mcp`) answers at `/-/mcp` and asks this plugin for tools. Each needs the
permission to read the desk, as its pages do. None tells who decided, or what: that is not for a
program that may pass it on.
"""

import json
import sqlite3
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from datasette.utils import escape_fts
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from claims.review.access.permissions import READ
from claims.review.access.settings import DATABASE
from claims.review.home.full_text import claims_holding

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["register"]

Answer = dict[str, Any]
MOST: Final = 100
"""Rows that one answer may have."""

_ARTICLE: Final = """
    SELECT id AS article, title, publisher, author, published, url, language, words
    FROM documents WHERE id = ?
"""
_CLAIMS: Final = """
    SELECT claims.id AS claim, sentences.number AS sentence, sentences.text AS in_sentence,
        claims.standalone, claims.text, claims.chain, claims.sourcing, claims.kind,
        claims.certainty, claims.disputable
    FROM claims JOIN sentences ON sentences.id = claims.sentence
    WHERE claims.document = ? ORDER BY claims.number
"""
_SOURCES: Final = """
    SELECT source, name, kind, anonymous, claims, relayed, articles, outlets
    FROM source_record WHERE source = :source OR name = :source COLLATE NOCASE
    ORDER BY claims DESC LIMIT 10
"""
_OF_SOURCE: Final = """
    SELECT claims.id AS claim, claims.document AS article, documents.publisher,
        documents.published, claims.standalone, claims.text, claims.chain, claims.certainty
    FROM claims JOIN documents ON documents.id = claims.document
    WHERE claims.source = ? ORDER BY documents.published DESC, claims.id LIMIT ?
"""
_STORIES: Final = """
    SELECT id AS story, text, first_seen, last_seen, claims, documents AS articles, outlets,
        originators, contradicted
    FROM stories WHERE :words = '' OR text LIKE '%' || :words || '%'
    ORDER BY last_seen DESC, id LIMIT :most
"""
_READ_ONLY: Final = ToolAnnotations(read_only_hint=True, open_world_hint=False)


def register(datasette: "Datasette", mcp: Any) -> None:
    """Add the tools to the MCP server of a desk."""

    async def asked(ctx: Context, read: Callable[[sqlite3.Connection], Answer]) -> Answer:
        scope = getattr(ctx.request_context.request, "scope", None) or {}
        if not await datasette.allowed(action=READ, actor=scope.get("actor")):
            raise ToolError("Only people of this desk may read it: send a token of theirs.")
        found: Answer = await datasette.get_database(DATABASE).execute_fn(read)
        return found

    async def search_claims(query: str, ctx: Context, limit: int = 20) -> Answer:
        """Find claims that hold all these words, in their text or in who says so, newest first.

        Each comes with its chain: who says so, from the one nearest to the writer to the
        originator. An empty chain is the writer's own word.
        """
        return await asked(ctx, lambda connection: _found(connection, query, limit))

    async def read_article(article: str, ctx: Context) -> Answer:
        """Return an article by its id: every claim in it with who says so, sentence by sentence."""
        return await asked(ctx, lambda connection: _article(connection, article))

    async def source_record(source: str, ctx: Context, limit: int = 20) -> Answer:
        """Return what a source, by its id or name, said and relayed, with its newest claims."""
        return await asked(ctx, lambda connection: _record(connection, source, limit))

    async def list_stories(ctx: Context, words: str = "", limit: int = 20) -> Answer:
        """List stories (one statement told in several articles), the latest first; with `words`
        those that hold them."""
        return await asked(ctx, lambda connection: _stories(connection, words, limit))

    for tool in (search_claims, read_article, source_record, list_stories):
        mcp.tool(annotations=_READ_ONLY)(tool)


def _most(limit: int) -> int:
    return max(1, min(limit, MOST))


def _found(connection: sqlite3.Connection, query: str, limit: int) -> Answer:
    if not query.strip():
        return {"claims": []}
    hits = claims_holding(connection, escape_fts(query), _most(limit))
    claims = [
        {
            "claim": hit.claim,
            "article": hit.document,
            "sentence": hit.number,
            "text": "".join(part for part, _ in hit.parts),
            "chain": hit.chain,
            "sourcing": hit.sourcing,
            "title": hit.title,
            "publisher": hit.publisher,
            "published": hit.published,
        }
        for hit in hits
    ]
    return {"claims": claims}


def _article(connection: sqlite3.Connection, article: str) -> Answer:
    row = connection.execute(_ARTICLE, (article,)).fetchone()
    if row is None:
        raise ToolError(f"There is no article {json.dumps(article)}: search_claims gives ids.")
    return {**dict(row), "claims": _rows(connection, _CLAIMS, (article,))}


def _record(connection: sqlite3.Connection, source: str, limit: int) -> Answer:
    found = _rows(connection, _SOURCES, {"source": source})
    if not found:
        raise ToolError(f"There is no source {json.dumps(source)}: chains in claims name them.")
    for one in found:
        one["newest"] = _rows(connection, _OF_SOURCE, (one["source"], _most(limit)))
    return {"sources": found}


def _stories(connection: sqlite3.Connection, words: str, limit: int) -> Answer:
    found = _rows(connection, _STORIES, {"words": words.strip(), "most": _most(limit)})
    return {"stories": found}


def _rows(connection: sqlite3.Connection, sql: str, given: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(sql, given)]
