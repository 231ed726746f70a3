"""Ids that follow from what a thing is, so that the same article again makes the same rows.

An id is 16 hexadecimal digits of a BLAKE2b digest over the kind of thing and what makes it that
thing. Among 10 million rows of a kind, two share an id with a chance of about 3 in a million
(birthday bound, n²/2⁶⁵); the primary keys would refuse the second one loudly.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from urllib.parse import urlsplit, urlunsplit

from claims.values import Document, SourceKind

__all__ = [
    "attribution_id",
    "canonical_address",
    "claim_id",
    "document_digest",
    "document_id",
    "local_source_id",
    "mention_id",
    "normalised_name",
    "numbered",
    "sentence_id",
    "shared_source_id",
]

_PORTS = {"http": ":80", "https": ":443"}


def _id(kind: str, *parts: str | int) -> str:
    """Return the digest of a kind and parts; JSON keeps the parts apart whatever they hold."""
    return blake2b(json.dumps([kind, *parts]).encode("ascii"), digest_size=8).hexdigest()


def canonical_address(url: str) -> str:
    """Return an address in the form that is compared: no fragment, host and scheme in lower case.

    Paths and queries stay as they are, since many sites tell articles apart by them.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # no address at all, such as "http://[": compared as it stands
        return url.strip()
    scheme = parts.scheme.lower()
    host = parts.netloc.lower().removesuffix(_PORTS.get(scheme, " "))
    return urlunsplit((scheme, host, parts.path or "/", parts.query, ""))


def document_id(document: Document) -> str:
    """Return the id of an article: from its address or, without one, from its text.

    An article whose address a person corrected keeps the id that it had: `document.identity`.
    """
    if document.identity is not None:
        return document.identity
    if document.url and document.url.strip():
        return _id("document", "url", canonical_address(document.url))
    return _id("document", "text", document.text)


def document_digest(document: Document) -> str:
    """Return a digest of all that extraction can see; where it was read from plays no part."""
    regions = [[r.kind, r.span.start, r.span.end] for r in document.regions]
    seen = [document.text, document.title, document.publisher, document.author]
    seen += [document.published, document.language, json.dumps(regions)]
    return blake2b(json.dumps(seen).encode("ascii"), digest_size=16).hexdigest()


def sentence_id(document: str, number: int) -> str:
    """Return the id of a sentence from its document's id and its number, counted from 1."""
    return _id("sentence", document, number)


def attribution_id(document: str, cue: str, content: str, occurrence: int) -> str:
    """Return the id of an attribution from its cue, its content and their occurrence."""
    return _id("attribution", document, cue, content, occurrence)


def claim_id(document: str, content: str, occurrence: int) -> str:
    """Return the id of a claim from the words of its content and their occurrence."""
    return _id("claim", document, content, occurrence)


def mention_id(document: str, source: str, start: int, end: int) -> str:
    """Return the id of a mention from the source's id and the place."""
    return _id("mention", document, source, start, end)


def shared_source_id(kind: SourceKind | str, name: str) -> str:
    """Return the id of a named source, the same in every article."""
    return _id("source", kind, normalised_name(name))


def local_source_id(document: str, name: str, occurrence: int) -> str:
    """Return the id of a source that exists in one article only."""
    return _id("source", "in", document, normalised_name(name), occurrence)


def normalised_name(name: str) -> str:
    """Return a name in the form that is compared: case, spaces, width and "the" play no part."""
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    plain = plain.replace("’", "'").removesuffix("'s").strip(" .,;:\"'“”‘()[]")
    return re.sub(r"^the (?=\S)", "", plain)


def numbered(keys: Iterable[str]) -> list[int]:
    """Return for each key how many equal ones are before it, counted from 0."""
    seen: Counter[str] = Counter()
    occurrences = []
    for key in keys:
        occurrences.append(seen[key])
        seen[key] += 1
    return occurrences
