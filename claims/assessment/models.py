"""Reads the weights of this stage's linear models, once for a process."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from claims.assessment.linear import LinearModel
from claims.errors import ModelError

WEIGHTS: Final = Path(__file__).parent.parent / "models" / "assessment.json"


@dataclass(frozen=True, slots=True)
class AssessmentModels:
    """The five models, and the digest of the file that they come from.

    `roles`: what a sentence does in an article (Main, Evaluation, ...); its probabilities are
    features of the others. `leftover`: does the writer assert something beside the attributed?
    `checkable`: does an unattributed sentence assert anything? `disputable`: would an editor ask
    who says so? `kinds`: fact, prediction, opinion, intention, other.
    """

    roles: LinearModel
    leftover: LinearModel
    checkable: LinearModel
    disputable: LinearModel
    kinds: LinearModel
    digest: str


def read_models(path: Path) -> AssessmentModels:
    """Read the weights that `claims.training.assessment` wrote; raise ModelError where they are
    missing or damaged."""
    try:
        data = path.read_bytes()
        tables = json.loads(data)
        models = {name: LinearModel.from_table(tables[name]) for name in _NAMES}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"the weights {path} cannot be read ({error}): install claims anew"
        ) from error
    return AssessmentModels(**models, digest=hashlib.sha256(data).hexdigest()[:12])


@cache
def load_models() -> AssessmentModels:
    """Return the models that come with the package."""
    return read_models(WEIGHTS)


_NAMES: Final = ("roles", "leftover", "checkable", "disputable", "kinds")
