"""Headline, byline, dateline, captions and marks of raw text; the rest is body."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.reading import regions_of
from claims.values import Region, Span

BODY = (
    "The harbour of Brunnau was closed on Monday after a crane fell on the quay, the port authority"
    " said, and nobody was hurt."
)
NEXT = "Two dock workers said that the crane in the harbour had been reported as unsafe in January."


def told(text: str, **known: object) -> list[tuple[str, str]]:
    """Return the kind and the words of each region."""
    return [(region.kind, region.span.of(text)) for region in regions_of(text, **known)]  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BODY, []),
        (f"{BODY}\n{NEXT}", []),
        (f"Crane falls in Brunnau\n{BODY}", [("headline", "Crane falls in Brunnau")]),
        (f"Crane Falls in Brunnau.\n\n{BODY}", [("headline", "Crane Falls in Brunnau.")]),
        (
            f"Harbour of Brunnau shut after crane falls on quay.\n\n{BODY}\n\n{NEXT}",
            [("headline", "Harbour of Brunnau shut after crane falls on quay.")],
        ),
        (
            f"Crane falls in Brunnau; \nHarbour to stay shut.\n\n{BODY}",
            [("headline", "Crane falls in Brunnau;"), ("headline", "Harbour to stay shut.")],
        ),
        (
            "The crane fell on Monday evening, and was so old that it had been reported as unsafe"
            f" in January.\n\n{BODY}",
            [],
        ),
        (f"Asked on Tuesday, the port authority said:\n{BODY}", []),
        (
            f"Crane falls in Brunnau\nBy Jane Doe\nSunday, February 18, 2024\n{BODY}",
            [
                ("headline", "Crane falls in Brunnau"),
                ("byline", "By Jane Doe"),
                ("dateline", "Sunday, February 18, 2024"),
            ],
        ),
        (
            f"FILE PHOTO: Cranes in Brunnau, May 1, 2020.\nREUTERS/Jane Doe\n\n{BODY}",
            [
                ("caption", "FILE PHOTO: Cranes in Brunnau, May 1, 2020."),
                ("caption", "REUTERS/Jane Doe"),
            ],
        ),
        (
            f"BRUNNAU (Reuters) - {BODY}\n\nAdvertisement\n\n{NEXT}",
            [("dateline", "BRUNNAU (Reuters) -"), ("caption", "Advertisement")],
        ),
        (
            f"{BODY}\n\nWhat the workers say\n\n{NEXT}",
            [("headline", "What the workers say")],
        ),
        (
            f"{BODY}\nThe ferry Undine in the harbour of Brunnau.\n{NEXT}",
            [("caption", "The ferry Undine in the harbour of Brunnau.")],
        ),
        (f"{BODY}\n“It fell.”\nAda Lindt\n{NEXT}", [("headline", "Ada Lindt")]),
        (f"{BODY}\n“It fell.”\nAda Lindt", [("caption", "Ada Lindt")]),
        (f"{BODY}\nThe ferry sank in the harbour of Brunnau.\n{NEXT}", []),
        (f"{BODY}\n>“It fell,” he said.\n> > She ran.", [("mark", ">"), ("mark", "> >")]),
        (
            f"# Crane falls\n\n* {BODY}\n* {NEXT}\n\n***",
            [("mark", "#"), ("headline", "Crane falls"), ("mark", "*"), ("mark", "*"),
             ("mark", "***")],
        ),
        (
            f"{BODY}\n\n(Reporting by Jane Doe; Editing by John Roe)",
            [("byline", "(Reporting by Jane Doe; Editing by John Roe)")],
        ),
    ],
)  # fmt: skip
def test_regions(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_seed_has_one_mark_and_no_headline() -> None:
    seed = Path(__file__).parents[1] / "seeds" / "000_a90919bc5fefbfbb.txt"
    assert told(seed.read_text("utf8")) == [("mark", ">")]


def test_text_wrapped_to_a_width_has_no_headline_in_its_first_line() -> None:
    wrapped = "\n".join((BODY + " " + NEXT)[i : i + 70].strip() for i in range(0, 210, 70))
    assert told(wrapped) == []
    assert told(f"Crane falls in Brunnau\n\n{wrapped}") == [("headline", "Crane falls in Brunnau")]


def test_a_line_that_is_the_title_is_the_headline() -> None:
    text = f"On Monday the crane fell.\n{BODY}"
    assert told(text, title="On Monday, the crane fell") == [
        ("headline", "On Monday the crane fell.")
    ]
    assert told(text) == []


def test_known_regions_are_kept_and_not_judged() -> None:
    text = f"Crane falls in Brunnau\n{BODY}"
    known = Region("caption", Span(0, 22))
    assert regions_of(text, known=[known]) == (known,)


LINES = st.lists(
    st.sampled_from(
        ["", " ", "> ", ">“Said,” he said.", "# Head", "* item", "By Jane Doe", BODY, NEXT, "***",
         "BAGHDAD (Reuters) - It fell.", "(Reuters) -", "FILE PHOTO: x", "May 1, 2020", "a;", "Ü\t",
         "Crane falls", "Source: Xinhua| 2018-08-22 20:20:24|Editor: xuxin", "\u2028", "🏳️‍🌈 Flag"]
    ),
    max_size=12,
).map("\n".join)  # fmt: skip


@given(LINES | st.text(max_size=300))
@example("\r\n> x\r\n")
def test_regions_are_sorted_disjoint_and_inside(text: str) -> None:
    regions = regions_of(text)
    position = 0
    for region in regions:
        assert position <= region.span.start < region.span.end <= len(text)
        assert region.span.of(text) == region.span.of(text).strip()
        position = region.span.end


@given(st.text(alphabet="aA .,-()/\"“”:'’&BCDEF", max_size=500))
def test_no_line_takes_long(text: str) -> None:
    regions_of(text + "\n" + BODY)  # hypothesis fails what takes more than 200 ms


@pytest.mark.parametrize(
    "line",
    ["A " * 20_000, "By " + "A, " * 5_000, "(" * 30_000, "AAA/" * 10_000, "> " * 20_000,
     "(A/" * 160, "By " + "Aa " * 95, "A" * 499, "A. " * 150],
)  # fmt: skip
def test_hostile_lines_cost_little(line: str) -> None:
    assert isinstance(regions_of(f"{line}\n{line}"), tuple)
