"""A store with the dam's article as a first reader has it, and readings of it to compare with."""

from dataclasses import replace

from claims.readers import Budget, Cost, Reader, Reading, open_model
from claims.readers.extraction import extraction_of_notes
from claims.readers.notation import note, split_blocks
from claims.sentences import split_sentences
from claims.store import Store, add_extractions, add_reviewer, begin_run, document_id, finish_run
from claims.values import Document, Extraction
from tests.reader_examples import DAM, DAM_READING
from tests.scripted_model import NAME, scripted

DOCUMENT = replace(DAM, path="dam.txt")
ARTICLE = document_id(DOCUMENT)

FIRST_READING = """
s1 | the water board | organisation | named | one | -
s3 | An engineer | person | anon | one | -
[1] attributed
- The dam at Orrin will hold || said || indirect || fact || s1@the water board
[2] attributed
- that the board had hidden two cracks || told || indirect || fact || s3@An engineer
[3] unsourced 7
[4] attributed
- Some 400 people || - || indirect || fact || s1
""".strip()
"""What the first reader makes of it: a wrong kind, a hop too few, a claim missed, one too many."""


def extracted(answer: str, *, document: Document = DOCUMENT) -> Extraction:
    """Return what an answer in the notation says, as an extraction."""
    sentences = split_sentences(document.text, ())
    numbers = [sentence.number for sentence in sentences]
    notes = note(document.text, sentences, split_blocks(answer), asked=numbers)
    assert notes.faults == ()
    return extraction_of_notes(document, sentences, notes, reader="test")


def reading(answer: str = DAM_READING, *, document: Document = DOCUMENT) -> Reading:
    """Return what a scripted model reads."""
    with scripted(answer):
        return Reader(open_model(NAME, pause=lambda _: None), budget=Budget()).read(document)


def failed(reason: str = "no answer") -> Reading:
    """Return a reading that found nothing."""
    empty = Extraction(DOCUMENT, sentences=extracted(DAM_READING).sentences)
    return Reading("llm:scripted", "x", empty, "failed", reason, Cost(1, 9, 0, 0.1))


def fill(store: Store, answer: str = FIRST_READING) -> int:
    """Store the article and some people; return the run in which readings may be put."""
    run = begin_run(store, "add")
    add_extractions(store, [extracted(answer)], run=run)
    finish_run(store, run)
    for person, role in (("ana", "editor"), ("bo", "reviewer"), ("cy", "reader")):
        add_reviewer(store, person, role=role)
    return begin_run(store, "reread")
