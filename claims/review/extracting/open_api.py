"""The description of `POST /-/claims/extract` in OpenAPI 3.1, for clients that are generated."""

from typing import Any, Final

from claims.review.extracting.limits import A_MINUTE, MOST_BYTES

__all__ = ["PATH", "description"]

PATH: Final = "/-/claims/extract"

_TEXT: Final = {"type": ["string", "null"]}
_SPAN: Final = {
    "type": "array",
    "description": "Start and end, half-open, in characters (code points) of the text",
    "items": {"type": "integer"},
    "minItems": 2,
    "maxItems": 2,
}
_ASKED: Final = {
    "type": "object",
    "required": ["text"],
    "properties": {
        "text": {"type": "string", "description": "The article, as it stands; final"},
        "id": {"type": ["string", "integer"], "description": "Given back as it is"},
        "title": _TEXT,
        "author": _TEXT,
        "publisher": {**_TEXT, "description": "Its own outlet, which is no source of its own"},
        "published": {**_TEXT, "description": 'A day or a moment: 2024-02-18, "yesterday" follows'},
        "language": {**_TEXT, "description": "en or en-US; other languages get sentences only"},
        "url": _TEXT,
    },
}


def _rows(what: str, **properties: Any) -> dict[str, Any]:
    """Return the schema of a list of objects."""
    rows = {"type": "object", "properties": properties}
    return {"type": "array", "description": what, "items": rows}


_STRING: Final = {"type": "string"}
_FOUND: Final = {
    "type": "object",
    "description": "What was found; docs/annotation.md has each field in full",
    "required": ["id", "text", "sources", "sentences"],
    "properties": {
        "id": _STRING,
        "text": _STRING,
        "title": _TEXT,
        "author": _TEXT,
        "published": _TEXT,
        "publisher": _TEXT,
        "language": _TEXT,
        "url": _TEXT,
        "sources": _rows(
            "Who says something",
            id=_STRING,
            name=_STRING,
            kind={"enum": ["person", "organisation", "outlet", "document", "group"]},
            anonymous={"type": "boolean"},
        ),
        "sentences": _rows(
            "Each sentence, with its claims and their chains", span=_SPAN, status=_STRING
        ),
        "headlines": {"type": "array", "description": "Stretches that are headline, not body"},
        "regions": {"type": "array", "description": "Stretches of another kind: bylines, captions"},
        "mentions": _rows("Where a source is spoken of", source=_STRING, span=_SPAN),
        "attributions": _rows("Cue, source and content of each"),
        "problems": _rows("What could not be done", stage=_STRING, reason=_STRING),
    },
}


def _failure(what: str) -> dict[str, Any]:
    errors = {"type": "array", "items": _STRING}
    schema = {"type": "object", "properties": {"ok": {"const": False}, "errors": errors}}
    return {"description": what, "content": {"application/json": {"schema": schema}}}


def description(server: str) -> dict[str, Any]:
    """Return the description, for the desk that answers at `server`."""
    answers = {
        "200": {
            "description": "What was found",
            "content": {"application/json": {"schema": _FOUND}},
        },
        "400": _failure("No article, or a date or language that is none"),
        "403": _failure("No token, or one of somebody who may not"),
        "413": _failure(f"More than {MOST_BYTES:,} bytes"),
        "429": _failure(f"More than {A_MINUTE} requests in a minute; see Retry-After"),
        "503": _failure("Too many wait, or nothing is extracted here; see Retry-After"),
    }
    post = {
        "operationId": "extract",
        "summary": "Say who says so in one article; nothing is stored",
        "security": [{"token": []}],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _ASKED}},
        },
        "responses": answers,
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Claims", "version": "1"},
        "servers": [{"url": server}],
        "paths": {PATH: {"post": post}},
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }
