"""An invented article, and readings of it, good and bad, for the tests of further readers."""

from claims.readers.prompting import prompt_file
from claims.values import Document, Sentence, Span

DAM = Document(
    "The dam at Orrin will hold, the water board said on Tuesday. "
    "An engineer told the Orrin Post that the board had hidden two cracks. "
    "“It is a disgrace,” said Mara Lund, who lives below the dam. "
    "Some 400 people have left their homes.",
    publisher="The Valley Times",
    published="2025-03-04",
    url="https://valley.example/dam",
)
"""Four sentences: one source, a relayed one, a quotation, the writer's own."""

DAM_READING = """
s1 | the water board | organisation | named | one | -
s2 | the Orrin Post | outlet | named | one | -
s3 | An engineer | person | anon | one | -
s4 | Mara Lund | person | named | one | -
[1] attributed
- The dam at Orrin will hold || said || indirect || prediction || s1@the water board
[2] attributed
- that the board had hidden two cracks || told || indirect || fact\
 || s2@the Orrin Post > s3@An engineer
[3] attributed
- “It is a disgrace,” || said || direct || opinion || s4@Mara Lund
[4] unsourced 7
""".strip()


def example(name: str) -> tuple[Document, tuple[Sentence, ...], str]:
    """Return a worked example of the prompt: its article, its sentences, its reading."""
    lines = [line.partition("] ")[2] for line in prompt_file(f"{name}.article").splitlines()]
    text, sentences = "", []
    for number, line in enumerate(lines, start=1):
        sentences.append(Sentence(number, Span(len(text), len(text) + len(line))))
        text += f"{line}\n"
    return Document(text), tuple(sentences), prompt_file(f"{name}.reading")
