"""Places where a sentence ends or starts though no punctuation says so.

Pages and e-mails lose line breaks on the way to plain text, and a heading, a caption or a header
runs into the sentence after it: "REUTERS/File Photo The children were killed". Each pattern here is
one such case, and its group `gap` is the white space where the line break was. In the million words
of news that Punkt is trained on, the first finds 82 places, of which some 70 are lost line breaks.
"""

import re
from collections.abc import Iterator

__all__ = ["forced_breaks"]

RULED = r"(?:-{4,}|_{4,}|={4,}|\*{3,}|~{4,}|#{4,})"
STAMP = r"\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?"
ADDRESS = r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{0,253}\w"
LINK = r"(?<![^\s<\[(])https?://[^\s\]>]+"
AGENCY = r"(?:REUTERS|Reuters|AFP|AP|EPA|Xinhua)"
PERSON = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)?"
CAPITALS = r"(?:[A-Z][A-Z’'-]{2,}|OF|TO|IN|ON|AND|FOR|THE|AT|BY|NO|IS|IT)"

# Where a pattern opens with (?=\s), it says nothing more, but spares the rest at each letter.
ALWAYS = tuple(
    re.compile(pattern)
    for pattern in (
        # A capital that no name explains: "Video Player Close The beach where"
        r"(?=\s)(?<=[\w)])(?<!\s\d\))(?<!^\d\))(?<!\d\.\))(?P<gap>[ ]+)"
        r"(?=(?:In|On|At|The|This|It|He|She|They|We|There|These|Our|My|But"
        r"|However|According|If|When|While|After|Since|As|His|Her|Its|Despite|Then|Although|During)"
        r",?[ ](?!as\b)[a-z])",
        # The day above an article: "Thursday, May 7, 2015 On Tuesday, the government"
        r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, )?[A-Z][a-z]+ "
        r"\d{1,2}(?:st|nd|rd|th)?,? \d{4}(?P<gap>\s+)(?=[A-Z])",
        # The day under a headline: "Fish found in lake Tuesday, May 5, 2015"
        r"(?=\s)(?<=[\w)'’”\"])(?<! on)(?<! of)(?<! for)(?<! by)(?<! and)(?<! to)(?<! from)"
        r"(?<! since)(?<! until)(?<! before)(?<! after)(?<!^On)(?P<gap>\s+)"
        r"(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, [A-Z][a-z]+ \d{1,2}, \d{4}\s*$)",
        # What a page counts and who took a picture, before a sentence: "Slideshow (9 Images) The",
        # "(Xinhua/Ann Lee) GAZA", "Harbour Police/Handout via REUTERS The", "REUTERS/Ann Lee The"
        r"^Slideshow \(\d+ [Ii]mages\)(?P<gap>\s+)(?=\S)",
        rf"^\(?{AGENCY}/[^()]{{1,40}}\)(?P<gap>\s+)(?=\S)",
        rf"^[^.!?“”\"]{{0,80}}\bvia {AGENCY}(?:/File Photo)?(?P<gap>\s+)(?=[A-Z“])",
        rf"^{AGENCY}/{PERSON}(?:/[A-Z]\w+(?: Photo)?)*(?P<gap>\s+)(?=[A-Z“])",
        # A heading in capitals: "PUBLIC ANGER Ann Lee, who"
        rf"^(?=[A-Z’' -]*[A-Z]{{5}}){CAPITALS}(?: {CAPITALS}){{1,6}}[’”]?(?P<gap>\s+)"
        r"(?=(?:“|[A-Z][a-z]|A )[^()]{10})",
        # A space that was lost: "said.He also worked"
        r"(?:\b[a-z]{3,20}|\d\d)[.!?](?P<gap>)(?=[A-Z][a-z]+ [a-z])",
        # A credit after its caption: "Belle Image: Nick Moreau"
        r"(?=\s)(?<=[\w)\]])(?P<gap>\s+)(?=(?:Image|Photo|Photograph|Picture|Credit): ?[A-Z])",
    )
)
IN_MAIL = tuple(
    re.compile(pattern)
    for pattern in (
        # A line drawn with characters
        rf"(?<=\S)(?P<gap>\s+)(?={RULED}(?:\s|$))",
        rf"(?:^|(?<=\s)){RULED}(?P<gap>\s+)(?=\S)",
        r"[^\W_][-_=*~#]{4,}(?P<gap>\s+)(?=[A-Z])",
        # Date and time in a header: "Kay Mann 04/26/2001 07:17 AM Will you be"
        rf"(?<=[\w>])(?<! on)(?<! at)(?<! of)(?P<gap>\s+)(?={STAMP})",
        rf"{STAMP}(?P<gap>\s+)(?=[^\W\d])(?![AP]M\b)",
        # An address or a link before a capital or before another one
        rf"<?{ADDRESS}>?(?P<gap>\s+)(?=[A-Z][\w']*:? |https?:)(?!(?:[A-Z]+ ){{1,4}}on \d)",
        rf"{LINK}[\]>]?(?P<gap>\s+)(?=[A-Z(]|https?:)",
        # A link on a line of its own, and the trace of one that was taken out
        rf"^{LINK}(?P<gap>\s+)(?=\w)",
        r"(?<=\s)<>(?P<gap>\s+)(?=\S)",
        # The labels of headers, the signature of a post
        r"(?<=[\w>])(?P<gap>\s+)(?=(?:Groups|Subject|Sent): )",
        r"(?<=\S)(?P<gap>\s+)(?=Posted by \w)",
        # A face after the sentence that it closes
        r"(?<=\s)[:;]-?[)(DPp](?P<gap>\s+)(?=[A-Za-z])",
        # A greeting, thanks, a farewell
        r"^(?:Hi|Hello|Dear|Hey)(?: [\w.]+){0,4}(?:,| -)(?P<gap>\s+)(?=[A-Z])",
        r"(?:^|(?<=[.!?] ))(?:Thx|[Tt]hanks)(?P<gap>\s+)(?=I(?:['’]|\s))",
        r"(?:^|(?<=[.!?] ))(?:(?:[A-Z][a-z]+ )?[Rr]egards|Sincerely),?(?P<gap>\s+)(?=[A-Z])",
    )
)
MAIL = re.compile(
    rf"@|://|{RULED}|{STAMP}|Posted by|<>|[:;]-?[)(DPp]"
    r"|^(?:Hi|Hello|Dear|Hey)\b|[Rr]egards\b|[Tt]hanks\b|^Sincerely\b"
)
"""What shows that the second list is worth asking: in an article it hardly ever is."""


def forced_breaks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where white space divides two sentences of a run: its start and end, in no order."""
    run = text[start:end]
    patterns = ALWAYS + IN_MAIL if MAIL.search(run) else ALWAYS
    for pattern in patterns:
        for match in pattern.finditer(run):
            yield start + match.start("gap"), start + match.end("gap")
