"""What a run brought to stories: new tellings, contradictions, drift; as values and as a feed."""

from dataclasses import dataclass
from xml.etree import ElementTree

from claims.store import Store
from claims.store.records import query

__all__ = ["News", "atom_feed", "news_of"]

_ATOM = "http://www.w3.org/2005/Atom"
_NEWS = """
WITH latest AS (SELECT max(id) AS id FROM runs)
SELECT stories.id AS story, stories.text AS story_text, stories.documents, stories.originators,
    claims.id AS claim, claims.text, claims.chain, documents.publisher, documents.url,
    documents.published, documents.changed,
    EXISTS (
        SELECT 1 FROM standing_reviews JOIN story_claims AS told ON told.claim = target
        WHERE target_kind = 'claim' AND action = 'watch' AND told.story = stories.id
    ) AS watched,
    (SELECT group_concat(kind, ', ') FROM story_drifts WHERE later = claims.id) AS drift,
    (SELECT count(*) FROM story_links WHERE relation = 'contradicts'
        AND (story = stories.id OR other = stories.id)) AS contradicted
FROM documents JOIN latest ON latest.id = documents.run
JOIN claims ON claims.document = documents.id
JOIN story_claims ON story_claims.claim = claims.id
JOIN stories ON stories.id = story_claims.story
WHERE stories.documents > 1 OR watched OR contradicted
ORDER BY watched DESC, stories.documents DESC, stories.id, story_claims.position
"""


@dataclass(frozen=True, slots=True)
class News:
    """A new telling of a story that others tell too, that is contradicted, or that is watched.

    `drift` names what changed on the way to this telling ("hedge dropped"), or is None.
    """

    story: str
    story_text: str
    documents: int
    originators: int
    claim: str
    text: str
    chain: str
    publisher: str | None
    url: str | None
    published: str | None
    changed: str
    watched: bool
    drift: str | None
    contradicted: int


def news_of(store: Store) -> tuple[News, ...]:
    """Return what the latest run brought: watched stories first, then the most told."""
    return tuple(
        News(**{**row, "watched": bool(row["watched"])}) for row in query(store.connection, _NEWS)
    )


def atom_feed(news: tuple[News, ...], *, title: str, identity: str) -> str:
    """Write news as an Atom feed (RFC 4287); `identity` is the feed's own id, an IRI."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    _child(feed, "id", identity)
    _child(feed, "title", title)
    _child(feed, "updated", max((one.changed for one in news), default="1970-01-01T00:00:00Z"))
    for one in news:
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        _child(entry, "id", f"urn:claims:claim:{one.claim}")
        _child(entry, "title", one.text)
        _child(entry, "updated", one.changed)
        author = ElementTree.SubElement(entry, f"{{{_ATOM}}}author")
        _child(author, "name", one.publisher or "unknown")
        if one.url:
            ElementTree.SubElement(entry, f"{{{_ATOM}}}link", href=one.url)
        _child(entry, "summary", summary_of(one))
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True)


def summary_of(news: News) -> str:
    """Say in one line what is new."""
    articles = "article" if news.documents == 1 else "articles"
    originators = "originator" if news.originators == 1 else "originators"
    parts = [f"{news.chain or 'no source'}; told by {news.documents} {articles}"]
    parts.append(f"{news.originators} independent {originators}")
    if news.drift:
        parts.append(news.drift)
    if news.contradicted:
        parts.append("contradicted")
    return ", ".join(parts)


def _child(parent: ElementTree.Element, name: str, text: str) -> None:
    # Characters that XML does not allow would make the whole feed unreadable.
    clean = "".join(
        c for c in text if c in "\t\n" or (ord(c) >= 32 and ord(c) not in (0xFFFE, 0xFFFF))
    )
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = clean
