"""Sentences of a document: where each begins and ends, as offsets into its text.

`split_sentences` finds the runs of prose (`lines`), and in each run the places where a sentence
ends (`breaks`), which asks NLTK's Punkt with parameters trained on news (`parameters`).
"""

from collections.abc import Sequence

from claims.sentences.breaks import breaks
from claims.sentences.letters import letter
from claims.sentences.lines import runs
from claims.values import Region, Sentence, Span

__all__ = ["split_sentences"]


def split_sentences(text: str, regions: Sequence[Region] = ()) -> tuple[Sentence, ...]:
    """Return the sentences of `text` in its order, numbered from 1.

    `regions` say what is no body text; without them every run of prose is body. Sentences carry no
    white space at their ends and do not overlap; with the gaps between them they rebuild the text.
    Any string is split, however odd; the work is linear in its length.
    """
    sentences: list[Sentence] = []
    found = list(runs(text, regions))
    told = letter(text, [(run.start, run.end) for run in found])
    for run in found:
        for start, end in breaks(text, run.start, run.end, told):
            sentences.append(Sentence(len(sentences) + 1, Span(start, end), run.headline))
    return tuple(sentences)
