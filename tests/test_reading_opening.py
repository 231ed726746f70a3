"""What an article without a headline is called."""

import pytest

from claims.reading.layout.titles import MOST_WORDS, title_of

LEAD = "The dam above the town of Lind is safe, engineers said. It was built in 1961."
SAFE = "“The dam above the town of Lind is safe, engineers said.”"
WIRE = "Source: Xinhua| 2018-08-22 20:20:24|Editor: xuxin"


@pytest.mark.parametrize(
    ("title", "text", "called"),
    [
        ("The dam holds", LEAD, "The dam holds"),
        (" ", LEAD, SAFE),
        (None, LEAD, SAFE),
        (None, f"{WIRE}\n\nBEIJING, Aug. 22 (Xinhua) -- {LEAD}", SAFE),
        (None, f"By Ann Lee\nSunday, February 18, 2024\n\n{LEAD}", SAFE),
        (None, WIRE, f"“{WIRE}”"),  # there is nothing else
        (None, "Gov. Lee said no. Then he left.", "“Gov. Lee said no. Then he left.”"),
        (None, "“It holds,” he said again. Rain fell.", "“‘It holds,’ he said again.”"),
        (None, "> It holds", "“It holds”"),
        (None, "", "“”"),
    ],
)
def test_a_headline_or_the_first_sentence(title: str | None, text: str, called: str) -> None:
    assert title_of(title, text) == called


def test_a_long_sentence_is_cut_by_its_words() -> None:
    words = " ".join(f"word{number}" for number in range(MOST_WORDS))
    assert title_of(None, f"{words}. Then more.") == f"“{words}.”"
    assert title_of(None, f"{words} more. Then more.") == f"“{words} …”"
