"""Sixteen articles as their readers get them: raw text, with what an editor would tell of them.

Written for the tests, as news is written, and given to the real pipeline. Three events: a ferry
aground (a wire story and two papers that print it, two officials' account that becomes plain fact,
a figure that changes, a contradiction), a minister's resignation (a hedge that falls off, a named
source that becomes "reports", a refinement, a contradiction), a leak (two papers that cite each
other). The last article is on another ferry and belongs to none of them.
"""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as it comes in: where and when it appeared, its headline, its paragraphs."""

    key: str
    publisher: str
    published: str
    paragraphs: tuple[str, ...]

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://{self.publisher.lower().replace(' ', '')}.example/{self.key}"

    @property
    def line(self) -> str:
        """The article as a line of JSON, as `claims add` reads it."""
        headline, *body = self.paragraphs
        return json.dumps(
            {
                "text": "\n\n".join(body),
                "title": headline,
                "publisher": self.publisher,
                "published": self.published,
                "url": self.url,
            }
        )


def write_articles(path: Path, articles: tuple[RawArticle, ...]) -> str:
    """Write articles into a file that `claims add` reads, and return its path."""
    path.write_text("\n".join(article.line for article in articles), "utf8")
    return str(path)


_WIRE = (
    "A ferry carrying 140 people ran aground on a sandbank near the port of Kalvik late on Tuesday "
    "as it made for the mainland in a rising wind.",
    "The captain of the ferry had switched off the radar in the channel, two harbour officials "
    "said. They spoke on condition of anonymity because the inquiry has not begun.",
    "More than 20 passengers were injured when the ferry ran aground, said Marta Lind, a "
    "spokeswoman for the hospital in Kalvik. Most of them had cuts and bruises, and two had broken "
    "bones, she said.",
    "Everybody had been taken ashore by midnight, according to the coast guard, which sent two "
    "boats and a helicopter.",
    "The channel is the main way for timber from the mills of the upper valley. Pilots have asked "
    "for better lights along its eastern bank for years.",
    "The company that runs the ferry, Nordlink, said divers would look at the hull once the wind "
    "allows it. It did not answer questions about the radar.",
)

RAW_FAMILY = (
    RawArticle(
        "ferry-aground",
        "Northwire",
        "2024-03-05T21:00:00+00:00",
        ("Ferry runs aground near Kalvik, 140 on board", *_WIRE),
    ),
    RawArticle(
        "night-drama",
        "Harbour Times",
        "2024-03-05T22:30:00+00:00",
        ("Night drama off Kalvik as ferry hits a sandbank", *_WIRE),
    ),
    RawArticle(
        "radar-off",
        "Evening Post",
        "2024-03-06T05:00:00+00:00",
        ("Radar was off before ferry accident", *_WIRE[:4], _WIRE[5]),
    ),
    RawArticle(
        "what-we-know",
        "Coast Radio",
        "2024-03-06T06:15:00+00:00",
        (
            "What we know about the Kalvik ferry",
            "The passengers of the ferry that ran aground off Kalvik on Tuesday night are on their "
            "way home this morning, while an inquiry into the accident begins.",
            "The captain of the ferry switched off the radar in the channel, Northwire reported, "
            "citing two harbour officials.",
            "Pilots in the town told Coast Radio that the tide had turned early that night.",
            "A team of three investigators is expected from the capital in the afternoon.",
        ),
    ),
    RawArticle(
        "under-fire",
        "Metro Daily",
        "2024-03-06T12:00:00+00:00",
        (
            "Ferry captain under fire",
            "The captain who steered a ferry with 140 people onto a sandbank on Tuesday faces hard "
            "questions.",
            "The ferry’s captain had switched off the radar in the channel, Coast Radio reported "
            "on Wednesday.",
            "A service for the rescued will be held in the old church of Kalvik on Sunday, Pastor "
            "Ole Brunn said.",
        ),
    ),
    RawArticle(
        "night-it-stopped",
        "Kalvik Courier",
        "2024-03-07T05:00:00+00:00",
        (
            "The night the ferry stopped",
            "Two days after the accident, the white hull still leans on the sandbank, and people "
            "come with their children to look at it.",
            "The captain of the ferry switched off the radar in the channel. Nobody on the bridge "
            "saw the bank before the ferry struck it.",
            "Thirty passengers were injured when the ferry ran aground, hospital spokeswoman Marta "
            "Lind said on Wednesday evening.",
            "“I held on to my daughter and to the rail,” said Jon Aas, a teacher, who was on his "
            "way to the mainland.",
        ),
    ),
    RawArticle(
        "company-rejects",
        "Sea Gazette",
        "2024-03-07T09:00:00+00:00",
        (
            "Ferry company rejects blame",
            "The white ferry that ran aground off Kalvik still lies on the sandbank.",
            "Nordlink said in a statement on Thursday that the captain of the ferry did not switch "
            "off the radar in the channel.",
            "It said that the recordings of the bridge had been handed to the investigators.",
        ),
    ),
    RawArticle(
        "minister-in-trouble",
        "Capital News",
        "2024-04-02",
        (
            "A minister in trouble",
            "The government’s quarrel over next year’s spending goes into its third week.",
            "Finance Minister Ilse Brandt may resign over the budget, Jonas Falk, an economist at "
            "the University of Tarn, said on Tuesday.",
            "The parties meet again on Thursday.",
        ),
    ),
    RawArticle(
        "on-her-way-out",
        "Tribune",
        "2024-04-03",
        (
            "Brandt on her way out",
            "The coalition is looking for a new face at the treasury.",
            "Finance Minister Ilse Brandt will resign over the budget, according to media reports.",
            "A spokesman for the ministry declined to comment.",
        ),
    ),
    RawArticle(
        "brandt-stays",
        "Capital News",
        "2024-04-04",
        (
            "Brandt stays, says her spokesman",
            "The finance minister has gone back to work after two days of rumours.",
            "Finance Minister Ilse Brandt will not resign over the budget, her spokesman, Karl "
            "Voss, told reporters on Thursday.",
            "The talks between the parties ended without a result.",
        ),
    ),
    RawArticle(
        "bank-is-waiting",
        "Globe Weekly",
        "2024-04-05",
        (
            "The bank is waiting",
            "Few in the capital believe that the quarrel is over.",
            "Finance Minister Ilse Brandt will resign over the budget next month and join the "
            "board of a private bank in the capital, said a person close to her, who asked not to "
            "be named because the talks with the bank are secret.",
            "The bank did not reply to a request for comment.",
        ),
    ),
    RawArticle(
        "chlorine-in-the-elm",
        "Daily Kurier",
        "2024-05-01T06:00:00+00:00",
        (
            "Chlorine in the Elm",
            "People along the river Elm were told to keep their windows shut on Wednesday.",
            "The chemical plant in Varnau leaked chlorine into the river Elm, the Morgenblatt "
            "reported.",
            "The plant employs 600 people, most of them from the villages around it.",
        ),
    ),
    RawArticle(
        "alarm-on-the-river",
        "Morgenblatt",
        "2024-05-01T11:00:00+00:00",
        (
            "Alarm on the river",
            "Schools in three villages stayed closed on Wednesday.",
            "The chemical plant in Varnau leaked chlorine into the river Elm, the Daily Kurier "
            "reported.",
            "The water works stopped pumping at noon, Mayor Hanne Kolb said.",
        ),
    ),
    RawArticle(
        "fishermen-worried",
        "Radio Elm",
        "2024-05-02",
        (
            "Fishermen worried",
            "Boats stayed in the harbour of Elmau on Thursday.",
            "According to the Morgenblatt, the chemical plant in Varnau leaked chlorine into the "
            "river Elm.",
            "“We have not seen a dead fish yet, but who knows,” said Peter Hahn, who has fished "
            "here for 40 years.",
        ),
    ),
    RawArticle(
        "what-flowed",
        "Elm Valley Post",
        "2024-05-03",
        (
            "What flowed into the Elm?",
            "Two days after the alarm, the schools are open again.",
            "No chlorine leaked into the river Elm from the chemical plant in Varnau, the "
            "environment agency said on Friday after testing the water at nine places.",
            "The plant is to publish its own records next week.",
        ),
    ),
    RawArticle(
        "ferry-stuck",
        "Tarnholm Echo",
        "2022-08-11",
        (
            "Ferry stuck for a day",
            "A ferry ran aground on a sandbank off Tarnholm on Wednesday, the coast guard said.",
            "It floated free with the evening tide, and nobody was hurt.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What an editor knows of one story of the family.

    `tellings` are outlets in the order of publication; `relays` pairs of who relays whom;
    `drifts` are (kind, before, after, the outlet where it happened). `told` is the story in words.
    """

    tellings: tuple[str, ...]
    first_seen: str
    voices: int
    originators: tuple[tuple[str, bool], ...]
    relays: frozenset[tuple[str, str]]
    told: str
    independent: int = 1
    drifts: tuple[tuple[str, str, str, str], ...] = ()
    circular: bool = False
    contradicted_by: tuple[str, ...] = ()
    refined_by: tuple[str, ...] = ()


CAPTAIN = "The captain of the ferry had switched off the radar in the channel."
DENIED = "The captain of the ferry did not switch off the radar in the channel."
INJURED = "More than 20 passengers were injured when the ferry ran aground."
RESIGNS = "Finance Minister Ilse Brandt may resign over the budget."
STAYS = "Finance Minister Ilse Brandt will not resign over the budget."
BANK = (
    "Finance Minister Ilse Brandt will resign over the budget next month and join the board of a "
    "private bank in the capital."
)
LEAK = "The chemical plant in Varnau leaked chlorine into the river Elm."
NO_LEAK = "No chlorine leaked into the river Elm from the chemical plant in Varnau."
OTHER_FERRY = "A ferry ran aground on a sandbank off Tarnholm on Wednesday."

_PRINTED = frozenset((("Harbour Times", "Northwire"), ("Evening Post", "Northwire")))
_OFFICIALS = "two harbour officials"

EXPECTED = {
    CAPTAIN: Expected(
        tellings=(
            *("Northwire", "Harbour Times", "Evening Post"),
            *("Coast Radio", "Metro Daily", "Kalvik Courier"),
        ),
        first_seen="2024-03-05T21:00:00+00:00",
        voices=4,
        originators=((_OFFICIALS, True),),
        relays=_PRINTED
        | {
            ("Northwire", _OFFICIALS),
            ("Coast Radio", "Northwire"),
            ("Metro Daily", "Coast Radio"),
        },
        drifts=(("source dropped", _OFFICIALS, "stated as fact", "Kalvik Courier"),),
        contradicted_by=(DENIED,),
        told="First seen in Northwire on 5 Mar 2024, 21:00. Six articles in six outlets tell it; "
        "three of them print one text and count as one voice. Five of them lead through Northwire "
        "to unnamed sources (“two harbour officials”); Kalvik Courier states it as plain fact, "
        "with no source. Sea Gazette tells the contrary, on the word of Nordlink: “The captain of "
        "the ferry did not switch off the radar in the channel”.",
    ),
    INJURED: Expected(
        tellings=("Northwire", "Harbour Times", "Evening Post", "Kalvik Courier"),
        first_seen="2024-03-05T21:00:00+00:00",
        voices=2,
        originators=(("Marta Lind", False),),
        relays=_PRINTED | {("Northwire", "Marta Lind"), ("Kalvik Courier", "Marta Lind")},
        drifts=(
            ("figure changed", "More than 20 passengers", "Thirty passengers", "Kalvik Courier"),
        ),
        told="First seen in Northwire on 5 Mar 2024, 21:00. Four articles in four outlets tell it; "
        "three of them print one text and count as one voice. All lead to Marta Lind. On the way, "
        "“More than 20 passengers” became “Thirty passengers” in Kalvik Courier.",
    ),
    DENIED: Expected(
        tellings=("Sea Gazette",),
        first_seen="2024-03-07T09:00:00+00:00",
        voices=1,
        originators=(("Nordlink", False),),
        relays=frozenset((("Sea Gazette", "Nordlink"),)),
        contradicted_by=(CAPTAIN,),
        told="First seen in Sea Gazette on 7 Mar 2024, 09:00. No other article tells it so far. "
        "It rests on Nordlink. Northwire tells the contrary, on the word of two harbour officials: "
        "“The captain of the ferry had switched off the radar in the channel”.",
    ),
    RESIGNS: Expected(
        tellings=("Capital News", "Tribune"),
        first_seen="2024-04-02",
        voices=2,
        originators=(("Jonas Falk", False),),
        relays=frozenset((("Capital News", "Jonas Falk"), ("Tribune", "media reports"))),
        drifts=(
            ("source blurred", "Jonas Falk", "media reports", "Tribune"),
            (
                "hedge dropped",
                "Finance Minister Ilse Brandt may resign over the budget.",
                "Finance Minister Ilse Brandt will resign over the budget.",
                "Tribune",
            ),
        ),
        contradicted_by=(STAYS,),
        refined_by=(BANK,),
        told="First seen in Capital News on 2 Apr 2024. Two articles in two outlets tell it. One "
        "of them leads to Jonas Falk. On the way, Jonas Falk became “media reports” and the hedge "
        "fell off in Tribune. Capital News tells the contrary, on the word of Karl Voss: “Finance "
        "Minister Ilse Brandt will not resign over the budget”.",
    ),
    LEAK: Expected(
        tellings=("Daily Kurier", "Morgenblatt", "Radio Elm"),
        first_seen="2024-05-01T06:00:00+00:00",
        voices=3,
        originators=(("Daily Kurier ↔ Morgenblatt", False),),
        relays=frozenset(
            (
                ("Daily Kurier", "Morgenblatt"),
                ("Morgenblatt", "Daily Kurier"),
                ("Radio Elm", "Morgenblatt"),
            )
        ),
        circular=True,
        contradicted_by=(NO_LEAK,),
        told="First seen in Daily Kurier on 1 May 2024, 06:00. Three articles in three outlets "
        "tell it. All lead to a circle: Daily Kurier and Morgenblatt cite each other and nobody "
        "else. Elm Valley Post tells the contrary, on the word of the environment agency: “No "
        "chlorine leaked into the river Elm from the chemical plant in Varnau”.",
    ),
    OTHER_FERRY: Expected(
        tellings=("Tarnholm Echo",),
        first_seen="2022-08-11",
        voices=1,
        originators=(("the coast guard", False),),
        relays=frozenset((("Tarnholm Echo", "the coast guard"),)),
        told="First seen in Tarnholm Echo on 11 Aug 2022. No other article tells it so far. It "
        "rests on the coast guard.",
    ),
}
"""What the stories of the family are, by the words of their first telling."""

CONTRADICTIONS = {
    frozenset((CAPTAIN, DENIED)),
    frozenset((RESIGNS, STAYS)),
    frozenset((BANK, STAYS)),
    frozenset((LEAK, NO_LEAK)),
}
REFINEMENTS = {(BANK, RESIGNS)}
"""All of both that there are; (the one that says more, the other)."""
