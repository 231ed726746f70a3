"""Decides how one claim stands to another: same, refines, contradicts, same event, or unrelated.

Three models (`claims.tracking.pair_model`) give the chance that two propositions are the same, by
themselves or seen in their two articles, and that they speak of one event. They do not see what
turns a claim into its contrary or changes its figure; these are held against each other afterwards:
who denies what the other asserts contradicts, whatever the words, and a figure that differs is a
contradiction in articles of one time and a figure that moved where time has passed. All that
differs is named, so that every link explains itself. What refines a claim has, besides, to be such
that the claim follows from it (`claims.tracking.entailment`). `claims.training.comparison` fits the
models.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from claims.english.statement_words import OPPOSITES
from claims.inference.embedding import MODELS, Embedder
from claims.tracking.contexts import (
    CONTEXT_FEATURES,
    FEW_CLAIMS,
    NAMES_OF_ONE_EVENT,
    are_on_one_event,
)
from claims.tracking.entailment import Entailment
from claims.tracking.features import (
    FEATURES,
    PAIR_FEATURES,
    TELLING_FEATURES,
    Read,
    both_say_no,
    compute_pair_features,
    compute_telling_features,
    contrast,
    counts_all,
    denied,
    opposed,
)
from claims.tracking.pair_model import PairModel, read_models
from claims.tracking.propositions import proposition_of
from claims.tracking.statements import Statement, read_statement
from claims.tracking.timing import is_before
from claims.tracking.values import Comparison, Difference, Link, Relation, Telling

SAME: Final = 0.5
SAME_IN_CONTEXT: Final = 0.8
"""Chance from which two claims are joined within one event; what it gives stands in the card."""
SAME_IN_SHORT_ARTICLES: Final = 0.75
"""The same in articles of few claims, which have a model of their own: less stands beside a pair
there, so that it looks nearer than it is. Where the words alone say the same, that is enough."""
ONE_FOLLOWS: Final = 0.45
"""There one of the two has to follow from the other with this chance, too: of pairs of the first 6,
10 and 15 claims of articles (five folds) 93.9% are right then and 25.5% are found; without it, with
a chance of 0.9 of being the same, 94.1% and 22.5%. In long articles it gains nothing."""
# All that is left of the chance where neither does: less than joins.
_NOT_FOLLOWING: Final = 0.7
# Where a figure differs, the words have to be nearer.
SAME_BUT_FOR_A_FIGURE: Final = 0.65
SAME_EVENT: Final = 0.6
SAME_EVENT_DAYS: Final = 30
"""Articles further apart speak of one event only where they say the same of it."""
COPIED_DAYS: Final = 3
"""The same words in articles further apart speak of the days that each of them means."""
# A refinement holds at least this share of the other's words and adds to them.
_HELD: Final = 0.8
_ADDED: Final = 0.62
# What a statement on one event repeats of the longer one where both are still the same. Five folds:
# recall 27.2, precision 92.9, look-alikes 2.7%; without it recall 25.2 at 92.9, 2.4% (from 0.82).
_REPEATED: Final = 0.5
# Chances in the nearest claim of an article on one event from which a denial contradicts what
# follows from what is denied, and a "not" what the networks take for its contrary. Five folds: of
# all pairs three pass the first, each read to be right, none the second; in the invented families
# both find one of the four listed.
_DENIED: Final = 0.2
_DENIED_FOLLOWS: Final = 0.6
_TURNED: Final = 0.6
_CONTRARY: Final = 0.7
_FOLLOWS: Final = 0.5
_KEPT: Final = 4096
# Of the words of the shorter statement, and of its length against the longer one's.
_HALF: Final = 0.5
_MOST: Final = 0.6
_NEARLY_ALL: Final = 0.8
_FEW: Final = 4
# Differences by which one claim cannot be the other with more said.
_ALTERED: Final = frozenset(("date", "figure", "name", "negation", "opposite"))

_CLAIMS_OF_BOTH: Final = CONTEXT_FEATURES.index("claims of both") + len(TELLING_FEATURES)
_RANK: Final = CONTEXT_FEATURES.index("rank, nearer") + len(TELLING_FEATURES)
_PLACE: Final = {name: number for number, name in enumerate(FEATURES)}
IN_CONTEXT: Final = (*PAIR_FEATURES, *TELLING_FEATURES, *CONTEXT_FEATURES)
"""The features that "same in context" is given."""

MODEL_NAMES: Final = ("same", "same in context", "same in short articles", "event")

_Wording = tuple[str, bool, tuple[str | None, ...]]
"""A proposition, whether it is denied, and the days that it speaks of: "on Friday" is another one
each week."""


class Comparer:
    """Compares claims; keeps what it read of the last few thousand."""

    def __init__(
        self,
        embedder: Embedder | None = None,
        folder: Path = MODELS,
        models: Mapping[str, PairModel] | None = None,
    ) -> None:
        """Name the embedding model to read with and the folder that holds `comparison.json`.

        `models` stand in the place of those of the folder, for measuring (MODEL_NAMES).
        """
        self.embedder = embedder or Embedder(folder)
        self.folder = folder
        self._given = models
        self._entailment = Entailment(folder)
        self._kept: dict[_Wording, Read] = {}
        self._features: dict[tuple[_Wording, _Wording], list[float]] = {}

    @cached_property
    def _models(self) -> Mapping[str, PairModel]:
        return self._given or read_models(self.folder / "comparison.json", MODEL_NAMES)

    def read(self, tellings: Sequence[Telling]) -> list[Read]:
        """Read the words and states of tellings; those read lately are not read again."""
        if len(self._kept) > _KEPT:
            self._kept.clear()
        wordings = [_wording(one) for one in tellings]
        missing = dict.fromkeys(one[0] for one in wordings if one not in self._kept)
        embedded = dict(zip(missing, self.embedder.read(list(missing)), strict=True))
        for one, wording in zip(tellings, wordings, strict=True):
            if wording not in self._kept:
                text, refused, _ = wording
                statement = read_statement(text, one.figures)
                self._kept[wording] = Read(statement, embedded[text], refused)
        return [self._kept[wording] for wording in wordings]

    def compare(self, left: Telling, right: Telling, context: Sequence[float] = ()) -> Comparison:
        """Compare two claims.

        `context` are the features of `claims.tracking.contexts` for the two, where both stand in
        articles; they count where the articles may be on one event.
        """
        # A copy that is printed a day later still says "yesterday", and means the same day.
        copied = left.text == right.text and _days_apart(left, right) <= COPIED_DAYS
        one, other = self.read([left, left if copied else right])
        # Copies of one wording are compared again and again.
        pair = (_wording(left), _wording(left if copied else right))
        if len(self._features) > _KEPT:
            self._features.clear()
        features = self._features.get(pair)
        if features is None:
            features = self._features[pair] = compute_pair_features(one, other)
        apart = bool(context) and (
            not are_on_one_event(context) or _days_apart(left, right) > SAME_EVENT_DAYS
        )
        # "The cause was not known": of which accident only the articles tell.
        unplaced = bool(context) and (apart or context[-2] < NAMES_OF_ONE_EVENT)
        if unplaced and any(_is_bare(each.statement) for each in (one, other)):
            return Comparison("unrelated", 1.0, features[0])
        context = [] if apart or not context else [*compute_telling_features(left, right), *context]
        found = self.decide(one, other, features, context, moved=_time_passed(left, right))
        if found.relation == "same event" and _days_apart(left, right) > SAME_EVENT_DAYS:
            return Comparison("unrelated", found.confidence, found.similarity, found.differences)
        return found

    def decide(
        self,
        left: Read,
        right: Read,
        features: Sequence[float],
        context: Sequence[float] = (),
        *,
        moved: bool = False,
    ) -> Comparison:
        """Decide how two statements that have been read stand to each other.

        `features` are those of `compute_pair_features`, `context` those of TELLING_FEATURES and
        CONTEXT_FEATURES where both stand in articles on one event; `moved` says that a figure may
        have changed between the two.
        """
        same, least = self._same(left, right, features, context)
        event = max(same, self._models["event"].chance(PAIR_FEATURES, features))
        differences = find_differences(left, right)
        weighed = differences
        if context:
            # In one event a person has many names, and in long sentences a "not" stands anywhere.
            ignored = ("name",) if _turned(left, right) else ("name", "negation")
            weighed = tuple(one for one in differences if one.kind not in ignored)
        contrary = _are_contrary(left, right, features)
        relation = _relation(same, event, weighed, least, moved=moved, contrary=contrary)
        if _holds_the_other(features, event, differences):
            if not counts_all(left, right):
                relation = "same event" if event >= SAME_EVENT else "unrelated"
            elif self._refines(left, right, features, joined=bool(context) and relation == "same"):
                relation = "refines"
        apart = bool(context) and relation in ("same event", "unrelated")
        if apart and self._deny(left, right, features, context, same):
            relation = "contradicts"
        confidence = event if relation in ("same event", "refines") else same
        if relation == "unrelated":
            confidence = 1.0 - event
        return Comparison(relation, confidence, features[0], differences)

    def _same(
        self, left: Read, right: Read, features: Sequence[float], context: Sequence[float]
    ) -> tuple[float, float]:
        """Return the chance that two statements are the same, and the least that joins them."""
        alone = self._models["same"].chance(PAIR_FEATURES, features)
        if not context:
            return alone, SAME
        if context[_CLAIMS_OF_BOTH] >= FEW_CLAIMS:
            within = self._models["same in context"].chance(IN_CONTEXT, [*features, *context])
            return within, SAME_IN_CONTEXT
        within = self._models["same in short articles"].chance(IN_CONTEXT, [*features, *context])
        if alone >= SAME:
            return max(alone, within), SAME
        if within >= SAME_IN_SHORT_ARTICLES and not self._one_follows(left, right, features):
            return min(within, _NOT_FOLLOWING), SAME_IN_SHORT_ARTICLES
        return within, SAME_IN_SHORT_ARTICLES

    def _one_follows(self, left: Read, right: Read, features: Sequence[float]) -> bool:
        """Tell whether either of two statements may follow from the other."""
        known = features[: len(FEATURES)]
        pairs = (left.embedded, right.embedded), (right.embedded, left.embedded)
        chances = (self._entailment.chances(*pair, known) for pair in pairs)
        return any(float(one[0]) >= ONE_FOLLOWS for one in chances)

    def _deny(
        self,
        left: Read,
        right: Read,
        features: Sequence[float],
        context: Sequence[float],
        same: float,
    ) -> bool:
        """Tell whether one statement denies the other in words that are further from it.

        One of them is the nearest to the other in its article; what is denied follows from the
        other, or the networks take them for contraries where a "not" turns a word of the other.
        """
        least = _DENIED if left.denied != right.denied else _TURNED
        if context[_RANK] > 0 or same < least or not _turned(left, right):
            return False
        known = features[: len(FEATURES)]
        forth = self._entailment.chances(left.embedded, right.embedded, known)
        back = self._entailment.chances(right.embedded, left.embedded, known)
        if left.denied != right.denied:
            if both_say_no(left, right):
                return False
            return max(float(forth[0]), float(back[0])) >= _DENIED_FOLLOWS
        return float(forth[2] + back[2]) / 2 >= _CONTRARY

    def _refines(self, left: Read, right: Read, features: Sequence[float], *, joined: bool) -> bool:
        """Tell whether the shorter of two statements follows from the longer and is not the same.

        `joined` says that both stand in articles on one event and would be the same else.
        """
        if joined and features[_PLACE["words shared, lower"]] >= _REPEATED:
            return False
        longer, shorter = sorted((left, right), key=lambda one: -len(one.embedded.pieces))
        known = features[: len(FEATURES)]
        chances = self._entailment.chances(longer.embedded, shorter.embedded, known)
        return float(chances[0]) >= _FOLLOWS


def _is_bare(statement: Statement) -> bool:
    """Tell a few words without a name or a figure, which may be on anything."""
    return not (statement.names or statement.figures) and len(statement.stems) <= _FEW


def _wording(telling: Telling) -> _Wording:
    """Return what a telling is read by; copies of one sentence have the same."""
    days = (figure.value for figure in telling.figures if figure.kind == "date")
    proposition = proposition_of(telling)
    return proposition.text, proposition.denied, tuple(days)


def _time_passed(left: Telling, right: Telling) -> bool:
    """Tell whether one of two tellings is surely later, so that a count may have moved."""
    return is_before(left, right) or is_before(right, left)


def _days_apart(left: Telling, right: Telling) -> int:
    """Return the days between two articles; 0 where a day is not known.

    A claim that came with a later text is dated by that; its article is of another day.
    """
    if left.later_text or right.later_text:
        return 0
    if left.seen is None or right.seen is None or min(len(left.seen), len(right.seen)) < 10:
        return 0
    one, other = (
        date.fromisoformat(telling.seen[:10]) for telling in (left, right) if telling.seen
    )
    return abs((one - other).days)


def _holds_the_other(
    features: Sequence[float], chance: float, differences: Sequence[Difference]
) -> bool:
    """Tell whether one statement has nearly all words of the other, and more of its own."""
    kinds = {difference.kind for difference in differences}
    held = features[_PLACE["words shared, higher"]]
    lower = features[_PLACE["words shared, lower"]]
    return held >= _HELD and lower < _ADDED and chance >= SAME and not kinds & _ALTERED


def _turned(left: Read, right: Read) -> bool:
    """Tell whether one claim denies the other, or says "not" of a word that the other has."""
    one, other = left.statement, right.statement
    turned = (one.turned & other.stems) | (other.turned & one.stems)
    return left.denied != right.denied or bool(turned)


def _are_contrary(left: Read, right: Read, features: Sequence[float]) -> bool:
    """Tell whether words that are contrary make their statements so.

    They do where a denial is told, or where most of the shorter one stands in the other, which is
    not much longer unless it holds nearly all of it, only one of them says no, and no "if" leaves
    open whether it is so.
    """
    if left.denied != right.denied:
        return not both_say_no(left, right)
    one, other = left.statement, right.statement
    held = features[_PLACE["words shared, higher"]]
    most = held >= (_HALF if opposed(one, other) else _MOST)
    whole = held >= _NEARLY_ALL and _turned(left, right)
    alike = whole or features[_PLACE["length ratio"]] >= _HALF
    once = not (one.negated and other.negated)
    return most and alike and once and "if" not in one.words | other.words


def _relation(
    same: float,
    event: float,
    differences: Sequence[Difference],
    least: float,
    *,
    moved: bool,
    contrary: bool,
) -> Relation:
    """Return the relation of two statements neither of which refines the other."""
    kinds = [difference.kind for difference in differences]
    figures = kinds.count("figure")
    # Up by one figure and down by another is two days, not two views.
    opposite = "negation" in kinds or ("opposite" in kinds and not figures)
    if opposite and contrary and same >= least:
        return "contradicts"
    if figures:
        least = max(least, SAME_BUT_FOR_A_FIGURE)
    # One figure may change as a story goes on; where several differ, it is another count.
    blocking = {"date", "name", "opposite", "negation"}
    if same >= least and not blocking & set(kinds) and figures <= 1:
        return "same" if moved or not figures else "contradicts"
    return "same event" if event >= SAME_EVENT else "unrelated"


def find_differences(left: Read, right: Read) -> tuple[Difference, ...]:
    """Name the points on which two statements differ, in the words of each."""
    one, other = left.statement, right.statement
    found = contrast(one, other)
    differences = [Difference("figure", a.text, b.text) for a, b in found.figures]
    differences += [Difference("date", a.text, b.text) for a, b in found.dates]
    own, theirs = one.names - other.names, other.names - one.names
    if own and theirs and not one.names & other.names:
        differences.append(Difference("name", " ".join(sorted(own)), " ".join(sorted(theirs))))
    denials = denied(one, other), denied(other, one)
    # Who denies that he did not leave says that he left.
    if left.denied != right.denied:
        if not any(denials):
            words = ("denied", "") if left.denied else ("", "denied")
            differences.append(Difference("negation", *words))
    elif any(denials):
        sides = [f"not {' '.join(sorted(found))}" if found else "" for found in denials]
        differences.append(Difference("negation", sides[0], sides[1]))
    for word in sorted(opposed(one, other)):
        turned = min(w for w in one.words if word in OPPOSITES.get(w, ()))
        differences.append(Difference("opposite", turned, word))
    if one.hedged != other.hedged:
        words = ("hedged", "") if one.hedged else ("", "hedged")
        differences.append(Difference("certainty", *words))
    return tuple(differences)


def link_of(left: Telling, right: Telling, comparison: Comparison) -> Link | None:
    """Make the link that a comparison of two tellings stands for; None for unrelated ones."""
    if comparison.relation == "unrelated":
        return None
    longer = max((left, right), key=lambda one: (len(one.text.split()), one.key))
    refined = longer.key if comparison.relation == "refines" else None
    first, second = sorted((left.key, right.key))
    return Link(first, second, comparison.relation, round(comparison.confidence, 4), refined)
