"""What extraction found of a claim and its sentence, in words, beside what people made of it."""

from sqlite3 import Connection

from claims.store.effects.corrections import extracted
from claims.store.extractions.article import article_of
from claims.store.extractions.claim_rows import ARROW, claim_ids
from claims.store.ids import sentence_id

__all__ = ["as_found"]


def as_found(connection: Connection, document: str, claim: str, sentence: str) -> dict[str, str]:
    """Return what extraction found, by the fields of corrections, as people read it.

    The fields are kind, certainty, chain (empty where the writer is the source) and content of the
    claim, and status of the sentence; a claim that a person added has none of its own. Raises as
    `extracted` does.
    """
    extraction = extracted(connection, document)
    if extraction is None:
        return {}
    article = article_of(extraction)
    found: dict[str, str] = {}
    for name, one in zip(claim_ids(article), extraction.claims, strict=True):
        if name == claim:
            names = {source.key: source.name for source in extraction.sources}
            found |= {"kind": one.kind, "certainty": one.certainty}
            found |= {"chain": ARROW.join(names[hop.source] for hop in one.chain)}
            found |= {"content": " … ".join(f"“{s.of(article.text)}”" for s in one.content)}
    for assessed in extraction.assessments:
        if sentence_id(article.id, assessed.sentence) == sentence:
            asked = ", an editor would ask" if assessed.disputable else ""
            found["status"] = f"{assessed.status}{asked}"
    return found
