"""Attributions written by hand for the tests of the assessment."""

from claims.values import Attribution, Span


def attribution(marked: str) -> tuple[str, Attribution]:
    """Read ‹source›, {cue} and [content] out of a marked text."""
    plain, spans, opened = "", {}, 0
    for character in marked:
        if character in "‹{[":
            opened = len(plain)
        elif character in "›}]":
            spans[character] = Span(opened, len(plain))
        else:
            plain += character
    return plain, Attribution((spans["›"],), (spans["}"],), (spans["]"],), "indirect")
