"""Words that decide how two wordings stand: function words, negation, hedges."""

from itertools import permutations
from typing import Final


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


FUNCTION_WORDS: Final = frozenset(
    _split(
        """
    a an the and or but nor so as if of in on at to for from by with without about into onto over
    under after before between among during through against than then that this these those there
    here it its he his him she her hers they them their theirs we us our you your i me my who whom
    whose which what when where why how is are was were be been being am do does did done have has
    had having will would shall should can could may might must also just only very more most much
    many some any each every all both few other such own same too again further once up down out off
    while because until since whether said says say told tells tell reported reports report
    according citing quoted added"""
    )
)
NEGATIONS: Final = frozenset(
    _split(
        """
    no not never none nobody nothing neither nor nowhere cannot without hardly barely n't deny
    denies denied denying false untrue wrong unfounded"""
    )
)
HEDGES: Final = frozenset(
    _split(
        """
    may might could would reportedly allegedly alleged apparently possibly perhaps probably
    likely unlikely suspected believed thought expected seems seemed appears appeared suggests
    suggested
    potentially presumably purported purportedly unconfirmed rumoured rumored if"""
    )
)
OPPOSITES: Final[dict[str, frozenset[str]]] = {}
for _pair in _split(
    """rise/fall rose/fell rises/falls increase/decrease increased/decreased increases/decreases
    up/down higher/lower gain/lose gained/lost win/lose won/lost accept/reject accepted/rejected
    accepts/rejects approve/reject approved/rejected approves/rejects open/close opened/closed
    opens/closes alive/dead survived/died guilty/innocent convicted/acquitted
    confirm/deny confirmed/denied confirms/denies support/oppose supported/opposed
    supports/opposes arrested/released resume/suspend resumed/suspended resumes/suspends
    continue/stop continued/stopped continues/stops continue/suspend continued/suspended
    begin/end began/ended begins/ends start/stop started/stopped starts/stops
    allow/ban allowed/banned allows/bans true/false safe/dangerous legal/illegal
    strengthen/weaken strengthened/weakened passed/failed passes/fails success/failure
    more/fewer stay/leave stayed/left stays/leaves enter/leave entered/left
    hot/cold large/small big/small old/young man/woman men/women boy/girl boys/girls
    inside/outside indoors/outdoors empty/full always/never everyone/nobody everybody/nobody
    all/none something/nothing sitting/standing sleeping/awake"""
):
    for _one, _other in permutations(_pair.split("/")):
        OPPOSITES[_one] = OPPOSITES.get(_one, frozenset()) | {_other}
# What goes up and what goes down, in the words of market and poll reports.
_UP = _split("rise rises rose risen climbed climbs gained gains jumped surged soared increased")
_DOWN = _split("fall falls fell fallen dropped drops slumped slid sank plunged declined decreased")
for _word in _UP:
    OPPOSITES[_word] = OPPOSITES.get(_word, frozenset()) | frozenset(_DOWN)
for _word in _DOWN:
    OPPOSITES[_word] = OPPOSITES.get(_word, frozenset()) | frozenset(_UP)
