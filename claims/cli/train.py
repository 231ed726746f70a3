"""`claims train`: make the larger models again. One verb a model; needs the extra `train`.

The smaller ones are made by their modules: `python -m claims.training.NAME`.
"""

import importlib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import click

from claims.cli.shared.printing import uncut
from claims.errors import SettingsError

__all__ = ["command"]

Command = TypeVar("Command", bound=Callable[..., Any])

PACKAGE = Path(__file__).parent.parent
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(name="train")
def command() -> None:
    """Make the models again from annotated articles.

    The articles are not part of the project: --data names the folder that holds them, as the model
    cards say. Needs the extra: pip install 'claims-desk[train]'. The smaller models are made by
    python -m claims.training.NAME, as their cards say.
    """


def training(name: str) -> ModuleType:
    """Import a module of `claims.training`; say what to install where it cannot be."""
    try:
        return importlib.import_module(f"claims.training.{name}")
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"training needs {error.name}: pip install 'claims-desk[train]'"
        ) from error


data_option = click.option(
    "--data", type=FOLDER, required=True, help="The folder with the annotated sets."
)


def out_option(usual: Path) -> Callable[[Command], Command]:
    """Make `--out`: the file to write, by default the one that the package itself reads."""
    return click.option(
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        default=usual,
        help=f"The file to write; by default {usual.name} of the package itself.",
    )


@command.command(name="attribution")
@data_option
@click.option(
    "--gold",
    type=FOLDER,
    required=True,
    help="The folder with articles annotated by our guide: train.jsonl and open.jsonl.",
)
@click.option("--anew", is_flag=True, help="Begin from MiniLM, not from the shipped weights.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Checkpoints, log, and the finished model; training goes on where it stopped.",
)
@click.option(
    "--settings",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=PACKAGE / "training" / "attribution.toml",
    help="The settings; by default those that the shipped model was made with.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0, min_open=True),
    help="The time to train, in place of the settings'.",
)
def attribution(
    data: Path, gold: Path, anew: bool, out: Path, settings: Path, minutes: float | None
) -> None:
    """Who said what: the encoder with its heads, and what is decided after them."""
    changes = {} if minutes is None else {"budget_minutes": minutes}
    run = training("attribution.run")
    wanted = training("attribution.settings").read_settings(settings, **changes)
    run.train(wanted, data, gold, out, anew=anew)
    click.echo(f"the model lies in {out / 'model'}", err=True)


@command.command(name="sentences")
@data_option
@out_option(PACKAGE / "sentences" / "english.json")
def sentences(data: Path, out: Path) -> None:
    """Where sentences end: the parameters of Punkt."""
    counted = training("sentences").train_sentences(data, out)
    click.echo(", ".join(f"{count} {what}" for what, count in counted.items()), err=True)


@command.command(name="embedding")
@click.option(
    "--out",
    type=FOLDER,
    default=PACKAGE / "models",
    help="Where to write embedding.onnx; by default in the package itself.",
)
def embedding(out: Path) -> None:
    """How near two statements are: MiniLM as it is, in int8."""
    click.echo(training("embedding").export_embedding(out), err=True)


@command.command(name="licensed")
@data_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="A new folder; the other commands take it as their --data.",
)
def licensed(data: Path, out: Path) -> None:
    """Copy the sets that everybody may use, to train without the others; see NOTICE.

    Sets that forbid commercial use or state no licence are left out, in part where a file holds
    several. Comparison, coreference, entailment, events and name_kinds can be made from what is
    left; attribution, assessment and sentences cannot, and need articles of your own: those that
    your desk corrected leave by `claims export corrections`.
    """
    for one in training("data.licences").copy_licensed(data, out):
        click.echo(f"{one.name}: {one.kept:,} rows kept, {one.left_out:,} left out", err=True)


uncut(command)
