"""What the layout says of who speaks, joined with what the model says.

The model reads windows of text; where a sentence ends, and whose turn of a transcript it is, is
certain from the layout and overrides it.
"""

from collections.abc import Sequence
from dataclasses import replace

from claims.attributions.edges import within_sentence
from claims.attributions.nesting import text_order, with_parents
from claims.sources.mentions.noun_phrases import trimmed
from claims.sources.mentions.transcripts import turns
from claims.values import Attribution, Sentence, Span


def with_layout(
    text: str, attributions: Sequence[Attribution], sentences: Sequence[Sentence]
) -> tuple[Attribution, ...]:
    """Cut sources to their sentences, and put the turns of a transcript above what they hold.

    An attribution of the model that takes a speaker's label for words, or that runs over the end of
    a turn, is left out. The result is in the order of the text, parents set again.
    """
    starts = [sentence.span.start for sentence in sentences]
    spoken = turns(text, sentences)
    labels = [span for turn in spoken for span in (*turn.source, *turn.cue)]
    kept = [
        _in_sentence(text, item, starts)
        for item in attributions
        if not any(label.overlaps(span) for label in labels for span in _spans(item))
    ]
    return with_parents(sorted([*kept, *spoken], key=text_order))


def _spans(item: Attribution) -> tuple[Span, ...]:
    return (*item.source, *item.cue, *item.content)


def _in_sentence(text: str, item: Attribution, starts: Sequence[int]) -> Attribution:
    """Cut source and relays of an attribution to the sentence that is their own."""

    def cut(spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(trimmed(text, within_sentence(span, item.cue, starts)) for span in spans)

    return replace(item, source=cut(item.source), via=cut(item.via), parent=None)
