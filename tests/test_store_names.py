"""The public names of the store: each is there, and looking something up loads little."""

import subprocess
import sys

import pytest

import claims.store


@pytest.mark.parametrize("name", claims.store.__all__)
def test_every_public_name_is_there(name: str) -> None:
    found = getattr(claims.store, name)
    assert found.__module__.startswith("claims.store.")


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="nothing_like_this"):
        _ = claims.store.nothing_like_this


def test_looking_up_does_not_load_what_extracts() -> None:
    """`claims track` has to answer at once: NLTK or trafilatura alone take longer to import."""
    program = "import sys, claims.cli.track; print(*sorted(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(ended.stdout.split())
    assert "claims.store.stories.searching" in loaded
    heavy = {"nltk", "trafilatura", "claims.assessment", "claims.sources", "claims.reading"}
    assert not loaded & heavy
