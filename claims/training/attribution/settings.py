"""The settings of a training run, read from a TOML file."""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from claims.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Every number that a run depends on; see `attribution.toml` for what each means."""

    seed: int
    batch_pieces: int
    encoder_rate: float
    head_rate: float
    weight_decay: float
    warm_up: float
    budget_minutes: float
    average_decay: float
    dropout: float
    masked: float
    others: int
    alone: float
    before: float
    held_out: int
    bfloat16: bool
    cue_weight: float
    role_weight: float
    boundary_weight: float
    judgement_weight: float
    gradient_norm: float
    threads: int
    save_minutes: float
    log_steps: int


def read_settings(path: Path, **changes: Any) -> Settings:
    """Read settings from a file; `changes` replace single ones. Raises SettingsError where a name
    is unknown."""
    try:
        values = tomllib.loads(path.read_text("utf8")) | changes
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: no settings could be read ({error})") from error
    known = {field.name for field in fields(Settings)}
    if values.keys() != known:
        raise SettingsError(f"{path}: unknown or missing settings: {sorted(values.keys() ^ known)}")
    return Settings(**values)
