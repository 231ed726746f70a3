"""What a person may decide about an article as a whole, as values."""

from dataclasses import dataclass

__all__ = ["CorrectDetail", "Remove"]


@dataclass(frozen=True, slots=True)
class CorrectDetail:
    """Correct a detail of an article: its title, publisher, author, published or url.

    `found` is what was stored until now, `value` what is right; None where nothing is stated. See
    `claims.store.whole_articles`, which checks both and has the article extracted again.
    """

    field: str
    found: str | None
    value: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove an article, as `claims.store.whole_articles.remove_article` does."""

    note: str | None = None
