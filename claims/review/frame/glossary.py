"""The desk's terms of art, each in a sentence or two, with an example where one helps.

The page of the glossary prints all of them; wherever one of these words stands on a page, its
meaning is a tooltip. Words of one group stand together, in the order in which one meets them.
"""

from dataclasses import dataclass

__all__ = ["FIELDS", "GLOSSARY", "MANNERS", "STATUSES", "Group", "Term", "meanings"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means; `example` shows it."""

    word: str
    meaning: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that belong together."""

    title: str
    terms: tuple[Term, ...]


GLOSSARY = (
    Group(
        "Who says so",
        (
            Term(
                "claim",
                "Something that is said to be so: by somebody whom the article names or describes, "
                "or by the writer.",
                "“Two pumps had failed, an official said” holds the claim “two pumps had failed”.",
            ),
            Term(
                "source",
                "Whoever stands behind a claim: a person, an organisation, an outlet, a document "
                "or a group.",
            ),
            Term(
                "chain",
                "All who passed a claim on, from the one nearest to the writer to the one who "
                "began it.",
                "“Reuters reported, citing two officials” is the chain Reuters → two officials.",
            ),
            Term("hop", "One step of a chain: one source that passes on what another one said."),
            Term(
                "originator",
                "The last source of a chain: who said it first, as far as the article tells.",
            ),
            Term(
                "inferred",
                "The sentence does not name this source, but the article made it certain before: "
                "“he went on”, or an outlet that is named once and relayed all through.",
            ),
            Term(
                "guess",
                "A question mark behind a source: the article does not say plainly whom “the "
                "former president” means, and who was named nearby is put in. It is wrong more "
                "often than right.",
            ),
            Term(
                "unnamed",
                "A source that the article describes but does not name: “a senior official”.",
            ),
            Term(
                "cue",
                "The words that say that somebody says it: “said”, “according to”, “denied”.",
            ),
        ),
    ),
    Group(
        "How a sentence is sourced",
        (
            Term("attributed", "All that the sentence claims is given as somebody’s words."),
            Term(
                "mixed",
                "A part is given as somebody’s words; the rest the writer asserts on no source.",
            ),
            Term("unsourced", "The writer asserts it, and nobody is named who says so."),
            Term("none", "Nothing in it needs a source: a question, a feeling, the writer’s plan."),
            Term(
                "disputable",
                "A reader could ask who says so, and an editor should: it is neither established "
                "knowledge nor something the reporter saw.",
            ),
        ),
    ),
    Group(
        "What sort of claim",
        (
            Term("fact", "It can be checked: an event, a figure, a state of things."),
            Term("opinion", "A judgement, with which one may agree or not."),
            Term("prediction", "Something that is yet to come."),
            Term("intention", "What somebody means to do, or wants others to do."),
            Term("other", "None of these."),
            Term("quoted", "All of it in quotation marks: the source’s own words."),
            Term("reported", "In the writer’s words: “she said that …”."),
            Term("partly quoted", "Some of the source’s own words inside those of the writer."),
            Term("asserted", "Said without a reservation."),
            Term("hedged", "Said with a reservation: “may”, “about”, “reportedly”."),
            Term("doubted", "Passed on with doubt by the writer or by another source."),
            Term("denied", "Somebody says that it is not so."),
            Term(
                "confidence",
                "How sure the program is that it read the claim and its source correctly: 0 to "
                "100 %. It says nothing about whether the claim is true.",
            ),
        ),
    ),
    Group(
        "Across articles",
        (
            Term("story", "The same claim, wherever it is told."),
            Term("voice", "An article; several that print one text count as one voice."),
            Term("drift", "Something changed on the way: a reservation, a figure or a source."),
            Term("contradicted", "Another article says the contrary."),
        ),
    ),
    Group(
        "What you decide",
        (
            Term("verdict", "Whether the claim is true, after you checked it."),
            Term(
                "waiting",
                "You asked somebody for a source, and wait. The claim leaves the queue and stands "
                "in the list of what is waiting.",
            ),
            Term("read correctly", "The program read the claim and who says so correctly."),
            Term("not a claim", "Nobody claims anything here; the program was wrong."),
            Term("decided", "Somebody decided; nothing is left to do."),
            Term("disputed", "Two people decided differently, and an editor has to decide."),
        ),
    ),
)
"""All terms, in groups."""

MANNERS = {"direct": "quoted", "indirect": "reported", "mixed": "partly quoted"}
"""How people call the manner of a claim."""

FIELDS = {
    "verdict": "Verdict",
    "extraction": "Whether it is a claim",
    "chain": "Who says so",
    "content": "Which words",
    "kind": "Kind",
    "certainty": "Certainty",
}
"""How people call what two of them may agree on."""

STATUSES = {
    "attributed": "with a source",
    "mixed": "in part with a source",
    "unsourced": "without a source",
    "none": "in need of no source",
}
"""How people call the status of a sentence."""


def meanings() -> dict[str, str]:
    """Return what each term means, by the word, for tooltips."""
    return {term.word: term.meaning for group in GLOSSARY for term in group.terms}
