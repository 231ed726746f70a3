"""Gold against output, stage by stage, both in the form of the annotation guide.

`score` compares articles that people annotated with the same articles as extracted; what each
measure counts is in `claims.evaluation.scoring`.
"""

from claims.evaluation.measures import Found, Share
from claims.evaluation.scoring import Scores, score

__all__ = ["Found", "Scores", "Share", "score"]
