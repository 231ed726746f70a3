"""The same claim across articles: candidates, comparison, stories; values in, values out.

`track` does it all in memory; the store does the same with tables
(`claims.store.stories.tracking`). A `Comparer` decides how two claims stand to each other,
`make_story` tells the story of those that are the same, `compare_versions` shows what changed
between two texts of one article.

Each name is imported when it is first asked for (PEP 562): only the index of nearest statements
needs the extra "desk", and comparing two statements does not need the index.
"""

from typing import TYPE_CHECKING, Final

from claims.late import late_names

if TYPE_CHECKING:
    from claims.tracking.clustering import cluster
    from claims.tracking.comparison import Comparer
    from claims.tracking.near_duplicates import NearDuplicates, Signature, are_near_duplicates, sign
    from claims.tracking.neighbours import Neighbour, Neighbours
    from claims.tracking.stories import link_stories, make_story
    from claims.tracking.tracker import Tracked, track
    from claims.tracking.values import (
        Comparison,
        Decision,
        Difference,
        Drift,
        Link,
        Originator,
        Relation,
        Relay,
        Story,
        StoryLink,
        Teller,
        Telling,
    )
    from claims.tracking.versions import Edit, Wording, compare_versions

__all__ = [
    "Comparer",
    "Comparison",
    "Decision",
    "Difference",
    "Drift",
    "Edit",
    "Link",
    "NearDuplicates",
    "Neighbour",
    "Neighbours",
    "Originator",
    "Relation",
    "Relay",
    "Signature",
    "Story",
    "StoryLink",
    "Teller",
    "Telling",
    "Tracked",
    "Wording",
    "are_near_duplicates",
    "cluster",
    "compare_versions",
    "link_stories",
    "make_story",
    "sign",
    "track",
]

_HOMES: Final = {
    "Comparer": "comparison",
    "Comparison": "values",
    "Decision": "values",
    "Difference": "values",
    "Drift": "values",
    "Edit": "versions",
    "Link": "values",
    "NearDuplicates": "near_duplicates",
    "Neighbour": "neighbours",
    "Neighbours": "neighbours",
    "Originator": "values",
    "Relation": "values",
    "Relay": "values",
    "Signature": "near_duplicates",
    "Story": "values",
    "StoryLink": "values",
    "Teller": "values",
    "Telling": "values",
    "Tracked": "tracker",
    "Wording": "versions",
    "are_near_duplicates": "near_duplicates",
    "cluster": "clustering",
    "compare_versions": "versions",
    "link_stories": "stories",
    "make_story": "stories",
    "sign": "near_duplicates",
    "track": "tracker",
}


__getattr__ = late_names(__name__, _HOMES)
