"""Fifteen articles written for the tests of tracking, with what a reader knows about them.

Three events: a ferry aground (a wire story and its copies, an officials' account that becomes
plain fact, a figure that changes, a contradiction), a minister's resignation (a hedge that falls
off, a named source that becomes "reports", a refinement, a contradiction), a leak (two papers that
cite each other). The last article is on another ferry and belongs to none of them.
"""

from dataclasses import dataclass

from claims.tracking.values import Teller, Telling
from claims.values import (
    Attribution,
    Claim,
    Document,
    Extraction,
    Hop,
    Sentence,
    SentenceAssessment,
    Source,
    Span,
)

NORTHWIRE = Teller("northwire", "Northwire", "outlet", False)
COAST_RADIO = Teller("coast-radio", "Coast Radio", "outlet", False)
KURIER = Teller("kurier", "the Daily Kurier", "outlet", False)
BLATT = Teller("blatt", "Morgen Blatt", "outlet", False)
NORDLINK = Teller("nordlink", "Nordlink", "organisation", False)
FALK = Teller("falk", "Jonas Falk", "person", False)
VOSS = Teller("voss", "Karl Voss", "person", False)
HOSPITAL = Teller("hospital", "a hospital spokeswoman", "person", True)


def officials(document: str) -> Teller:
    """Anonymous sources belong to their article, as in the store."""
    return Teller(f"officials-{document}", "two harbour officials", "group", True, "several")


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text and the claims that a reader finds in it."""

    key: str
    publisher: str
    published: str
    title: str
    text: str
    tellings: tuple[Telling, ...]


def _article(
    key: str, publisher: str, published: str, paragraphs: list[str], *claims: dict[str, object]
) -> Article:
    tellings = tuple(
        Telling(
            key=f"{key}.{number}",
            document=key,
            number=number,
            seen=published,
            publisher=publisher,
            **claim,  # type: ignore[arg-type]  # the keys are those of Telling
        )
        for number, claim in enumerate(claims, start=1)
    )
    return Article(key, publisher, published, paragraphs[0], "\n".join(paragraphs), tellings)


CAPTAIN = "the captain of the ferry had switched off the radar in the channel"
INJURED = "more than 20 passengers were injured when the ferry ran aground"
WIRE = [
    "Ferry runs aground near Kalvik",
    "A ferry carrying 140 people ran aground near the port of Kalvik on Tuesday night.",
    f"Two harbour officials said {CAPTAIN}. They spoke on condition of anonymity because the "
    "inquiry has not begun.",
    f"A hospital spokeswoman said {INJURED}, most of them slightly.",
    "All passengers had been taken ashore by midnight, the company that runs the ferry said, and "
    "divers will look at the hull once the wind allows it.",
    "The channel is the main way for timber from the mills of the upper valley, and pilots have "
    "asked for better lights along its eastern bank for several years.",
]
_CAPTAIN = {"text": CAPTAIN}
_INJURED = {"text": INJURED, "chain": (HOSPITAL,)}
RESIGN = "Finance Minister Ilse Brandt {} resign over the budget"
LEAK = "the chemical plant in Varnau leaked chlorine into the river Elm"

FAMILY = (
    _article(
        "a01",
        "Northwire",
        "2024-03-05T21:00:00+00:00",
        WIRE,
        {**_CAPTAIN, "chain": (officials("a01"),)},
        _INJURED,
    ),
    _article(
        "a02",
        "Harbour Times",
        "2024-03-05T22:00:00+00:00",
        ["Night drama off Kalvik as ferry hits the bank", *WIRE[1:]],
        {**_CAPTAIN, "chain": (officials("a02"),)},
        _INJURED,
    ),
    _article(
        "a03",
        "Evening Post",
        "2024-03-06T05:00:00+00:00",
        ["Radar off before ferry accident", *WIRE[1:4], WIRE[5]],
        {**_CAPTAIN, "chain": (officials("a03"),)},
        _INJURED,
    ),
    _article(
        "a04",
        "Coast Radio",
        "2024-03-06T06:00:00+00:00",
        [
            "What we know about the Kalvik ferry",
            "The captain of the ferry switched off the radar in the channel, "
            "Northwire reported, citing two harbour officials.",
            "Pilots in the town told us that the tide had turned early.",
        ],
        {
            "text": "The captain of the ferry switched off the radar in the channel",
            "chain": (NORTHWIRE, officials("a04")),
        },
    ),
    _article(
        "a05",
        "Metro Daily",
        "2024-03-06T12:00:00+00:00",
        [
            "Ferry captain under fire",
            "The ferry's captain had switched off the radar in the channel, Coast Radio reported.",
            "A service for the rescued is planned for Sunday.",
        ],
        {
            "text": "The ferry's captain had switched off the radar in the channel",
            "chain": (COAST_RADIO,),
        },
    ),
    _article(
        "a06",
        "Kalvik Courier",
        "2024-03-07T05:00:00+00:00",
        [
            "The night the ferry stopped",
            "The captain of the ferry switched off the radar in the channel.",
            "A hospital spokeswoman said 30 passengers were injured when the ferry ran aground.",
        ],
        {"text": "The captain of the ferry switched off the radar in the channel."},
        {
            "text": "30 passengers were injured when the ferry ran aground",
            "chain": (HOSPITAL,),
        },
    ),
    _article(
        "a07",
        "Sea Gazette",
        "2024-03-07T09:00:00+00:00",
        [
            "Ferry company rejects blame",
            "Nordlink said the captain of the ferry did not switch off the radar in the channel.",
        ],
        {
            "text": "the captain of the ferry did not switch off the radar in the channel",
            "chain": (NORDLINK,),
            "negated": True,
        },
    ),
    _article(
        "a08",
        "Capital News",
        "2024-04-02",
        [
            "A minister in trouble",
            "Finance Minister Ilse Brandt may resign over the budget, economist Jonas Falk said.",
        ],
        {"text": RESIGN.format("may"), "chain": (FALK,), "certainty": "hedged"},
    ),
    _article(
        "a09",
        "Tribune",
        "2024-04-03",
        [
            "Brandt on her way out",
            "Finance Minister Ilse Brandt will resign over the budget, according to reports.",
        ],
        {
            "text": RESIGN.format("will"),
            "chain": (Teller("reports-a09", "reports", "document", False, "several"),),
        },
    ),
    _article(
        "a10",
        "Capital News",
        "2024-04-04",
        [
            "Brandt stays",
            "Finance Minister Ilse Brandt will not resign over the budget, her spokesman Karl Voss "
            "said.",
        ],
        {"text": RESIGN.format("will not"), "chain": (VOSS,), "negated": True},
    ),
    _article(
        "a11",
        "Globe Weekly",
        "2024-04-05",
        [
            "The bank is waiting",
            "Finance Minister Ilse Brandt will resign over the budget next month and join the "
            "board of a private bank in the capital, a person close to her said.",
        ],
        {
            "text": RESIGN.format("will")
            + " next month and join the board of a private bank in the capital",
            "chain": (Teller("close-a11", "a person close to her", "person", True),),
        },
    ),
    _article(
        "a12",
        "Daily Kurier",
        "2024-05-01T06:00:00+00:00",
        ["Chlorine in the Elm", f"{LEAK[0].upper()}{LEAK[1:]}, Morgen Blatt reported."],
        {"text": LEAK[0].upper() + LEAK[1:], "chain": (BLATT,)},
    ),
    _article(
        "a13",
        "Morgen Blatt",
        "2024-05-01T11:00:00+00:00",
        ["Alarm on the river", f"{LEAK[0].upper()}{LEAK[1:]}, the Daily Kurier reported."],
        {"text": LEAK[0].upper() + LEAK[1:], "chain": (KURIER,)},
    ),
    _article(
        "a14",
        "Radio Elm",
        "2024-05-02",
        ["Fishermen worried", f"According to Morgen Blatt, {LEAK}."],
        {"text": LEAK, "chain": (BLATT,)},
    ),
    _article(
        "a15",
        "Tarnholm Echo",
        "2022-08-11",
        [
            "Ferry stuck for a day",
            "A ferry ran aground on a sandbank off Tarnholm, the coast guard said.",
        ],
        {
            "text": "A ferry ran aground on a sandbank off Tarnholm",
            "chain": (Teller("guard", "the coast guard", "organisation", False),),
        },
    ),
)

STORIES = {
    "captain": ("a01.1", "a02.1", "a03.1", "a04.1", "a05.1", "a06.1"),
    "injured": ("a01.2", "a02.2", "a03.2", "a06.2"),
    "captain denied": ("a07.1",),
    "resigns": ("a08.1", "a09.1"),
    "stays": ("a10.1",),
    "resigns for the bank": ("a11.1",),
    "leak": ("a12.1", "a13.1", "a14.1"),
    "other ferry": ("a15.1",),
}


def extraction_of(article: Article) -> Extraction:
    """Make of an article what the stages would have found in it."""
    text, sentences, end = article.text, [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        sentences.append(Sentence(number, Span(end, end + len(line)), headline=number == 1))
        end += len(line) + 1
    sources = {teller.key: teller for told in article.tellings for teller in told.chain}
    attributions, claims = [], []
    for told in article.tellings:
        start = text.casefold().index(told.text.casefold(), len(article.title))
        span = Span(start, start + len(told.text))
        place = next(one.number for one in sentences if one.span.contains(span))
        if told.chain:
            attributions.append(Attribution((), (), (span,), "indirect"))
        claims.append(
            Claim(
                sentence=place,
                attribution=len(attributions) - 1 if told.chain else None,
                content=(span,),
                text=span.of(text),
                manner="indirect" if told.chain else None,
                kind="fact",
                certainty=told.certainty,
                negated=told.negated,
                chain=tuple(Hop(teller.key, None, inferred=True) for teller in told.chain),
            )
        )
    return Extraction(
        Document(
            text,
            title=article.title,
            publisher=article.publisher,
            published=article.published,
            language="en",
            url=f"https://example.org/{article.key}",
        ),
        sentences=tuple(sentences),
        attributions=tuple(attributions),
        sources=tuple(
            Source(one.key, one.name, one.kind, one.anonymous, one.number)
            for one in sources.values()
        ),
        claims=tuple(claims),
        assessments=tuple(
            SentenceAssessment(one.number, "attributed", False, "hand-made")
            for one in sentences
            if not one.headline
        ),
    )
