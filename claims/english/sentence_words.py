"""Words that a newsroom knows and training cannot be sure to have seen, each list for one rule.

All are in lower case and without their last full stop.
"""

__all__ = [
    "ABBREVIATIONS",
    "BEFORE_LETTERS",
    "BEFORE_NAMES",
    "BEFORE_NUMBERS",
    "EXCLAMATORY_NAMES",
    "LINKS",
    "OWNERS",
    "REPORTING",
    "STARTERS",
    "TITLES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """
    mr mrs ms mx messrs mmes mme mlle dr drs prof profs rev revs fr msgr hon rt sr sra
    gen brig maj col lt capt cmdr cdr cpl sgt pfc pvt spc adm vadm radm ens cmsgt msgt ssgt tsgt
    lt.-gen maj.-gen brig.-gen det insp supt sen sens rep reps gov govs lt.gov pres amb atty
    sec secy asst assoc dep dir supt chm sec.-gen del cong st ste mt ft const
    """
)
"""What is before a name: such a full stop ends no sentence where a capital follows."""

LINKS = _words("v vs e.g i.e cf viz approx incl esp resp ca")
"""Abbreviations that always need what follows."""

BEFORE_NUMBERS = _words(
    """
    no nos nr art arts sec sect p pp vol vols ch chap fig figs par para ver op
    jan feb mar apr jun jul aug sep sept oct nov dec c ca approx est tel ext rm b d m r div
    """
)
"""Abbreviations, some of them also words ("no"), when a number follows."""

ABBREVIATIONS = _words(
    """
    inc corp co cos ltd llc plc bros assn assoc dept univ inst govt mfg intl natl est
    jr sr esq ph.d m.d b.a m.a b.sc m.sc d.d.s r.n
    a.m p.m u.s u.s.a u.k u.n e.u u.s.s.r u.a.e d.c
    ave blvd rd bldg hwy rte ste apt sq pl
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb
    nev okla ore pa penn tenn tex va vt wash wis wyo n.h n.j n.m n.y n.c n.d r.i s.c s.d w.va
    b.c alta ont que
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    al a.k.a d.b.a c.e.o dem rep repub ret
    """
)
"""Abbreviations that may end a sentence or are inside one; Punkt and STARTERS decide."""

OWNERS = _words("u.s u.k u.n e.u")
"""Whose bodies have names: the U.S. Geological Survey, the U.N. Environment Programme."""

STARTERS = _words(
    """
    the this that these those it its it's he he's she she's they they're we we're you you're i i'm
    his her their our your my who what when where why how which whose
    a an and but or nor so yet if although though because since while as
    after before until unless once when whether
    in on at by from with without within during despite among through under over about according
    there here then now still also even only just not no yes some many most few several both each
    every another all any one two three other such
    is are was were do does did has have had can could will would should may might must
    however meanwhile moreover nevertheless instead indeed perhaps maybe later earlier today
    yesterday last next asked speaking let
    """
)
"""Words that, with a capital, start a sentence after an abbreviation rather than go on a name."""

REPORTING = _words(
    """
    said says asked asks wondered replied answered added shouted cried exclaimed tweeted wrote
    demanded quipped joked yelled responded countered continued insisted declared testified pressed
    """
)
"""Verbs by which a clause reports a quotation that ended in a question or an exclamation mark."""

EXCLAMATORY_NAMES = _words("yahoo! jeopardy! yum! chips! oklahoma! hamilton! tora! mamma e! moulin")
"""Names that are written with an exclamation mark."""

BEFORE_LETTERS = _words(
    "vitamin plan group class type grade section hepatitis and or appendix part"
)
"""Words before a single letter that is no initial: "Plan B. Trump"."""

BEFORE_NAMES = _words(
    """
    a an and ask asked at by call called cc contact for from in is of on or see tell than that the
    to told was when with
    """
)
"""Words after which a name belongs to the sentence and is no signature."""
