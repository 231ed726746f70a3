"""`claims readers`: which language models may read here, and where each sends the text."""

import click

from claims.cli.shared.printing import printable, uncut
from claims.cli.shared.reader_options import agree, agreed_readers, withdraw_consent
from claims.errors import SettingsError
from claims.readers import (
    ALLOWED_VARIABLE,
    allowed_readers,
    is_allowed,
    known_models,
    open_model,
    reader_model,
)

__all__ = ["command"]


@click.group(name="readers")
def command() -> None:
    """Say which language models may read articles, and agree to where they send the text.

    They come through the library llm: `llm models` lists them, its plugins bring hosted and local
    ones, `llm keys set` keeps their keys. Needs the extra: pip install 'claims-desk[llm]'.
    """


@command.command(name="list")
def list_readers() -> None:
    """List the readers that are there: allowed or not, agreed to or not.

    Allowed are those that the environment variable CLAIMS_READERS names; a desk's own settings may
    allow others for that desk.
    """
    allowed, agreed = allowed_readers(), agreed_readers()
    for model, plugin in sorted(known_models().items()):
        reader = f"llm:{model}"
        words = ["allowed" if is_allowed(reader, allowed) else "not allowed"]
        words += ["agreed to"] if reader in agreed else []
        click.echo(printable(f"{reader}\t{', '.join(words)}\t{plugin}"))
    if not allowed:
        click.echo(f"None is allowed: set {ALLOWED_VARIABLE}, such as llm:MODEL", err=True)


@command.command(name="agree")
@click.argument("reader", metavar="llm[:MODEL]")
def agree_to(reader: str) -> None:
    """Agree that text may be sent to a reader, from this account on this machine."""
    model = open_model(reader_model(reader))
    agree(f"llm:{model.name}", model.place)
    click.echo(printable(f"agreed: llm:{model.name} may send text to {model.place}"), err=True)


@command.command(name="withdraw")
@click.argument("reader", metavar="llm:MODEL")
def withdraw(reader: str) -> None:
    """Take back what was agreed: the reader asks again before it sends anything."""
    if not withdraw_consent(reader):
        raise SettingsError(f"nobody had agreed to {reader}; `claims readers list` shows to which")
    click.echo(printable(f"taken back: {reader}"), err=True)


uncut(command)
