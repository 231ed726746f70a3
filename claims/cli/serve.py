"""`claims serve`: the desk in the browser."""

import webbrowser
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import click

from claims.checks import finish_checks, remember_rules, run_checks
from claims.cli.extract import extract_form
from claims.cli.shared.export_formats import everything
from claims.cli.shared.house_rules import rulebook
from claims.cli.shared.options import database_option, rules_option
from claims.cli.shared.requested_readings import start_reading
from claims.errors import SettingsError
from claims.hooks import added_verdicts
from claims.review.server.joining import link_into
from claims.review.server.serving import LOOPBACK, Address, Opening, serve
from claims.store import Store, add_reviewer, open_store, transaction
from claims.store.decisions import VerdictChoice, finish_chains, set_verdicts
from claims.store.decisions import verdicts as verdicts_of
from claims.store.stories.recomputing import finish_stories
from claims.workers import Workers

__all__ = ["announce", "command", "recheck", "take_over"]


def announce(address: Address) -> None:
    """Say where the desk is, and how one gets in."""
    click.echo(f"The desk is at {address.page} (stop it with Ctrl-C)", err=True)
    if address.sign_in is None:
        return
    if "/-/set-password" in address.sign_in:
        click.echo(f"With this link, which works once, {address.person} sets a password:", err=True)
    else:
        click.echo("Sign in with this link, which works once:", err=True)
    click.echo(f"  {address.sign_in}", err=True)


def recheck(store: Store, documents: Sequence[str]) -> None:
    """Run the house rules again over the articles that a decision on the desk changed."""
    run_checks(store, documents=documents)


TAKEN_OVER_BY = "claims serve"
"""In whose name a list of verdicts is taken over, for the trail."""


def take_over(store: Store, name: str) -> None:
    """Give the verdicts of a plugin's list from now on; what was given before stays.

    Raises SettingsError for a list that no plugin brings.
    """
    lists = {one.name: one for one in added_verdicts()}
    if name not in lists:
        known = ", ".join(sorted(lists)) or "no installed plugin brings one"
        raise SettingsError(f"there is no list of verdicts {name!r}: {known}")
    add_reviewer(store, TAKEN_OVER_BY, role="admin")
    choices = [VerdictChoice(verdict, text) for verdict, text in lists[name].verdicts]
    with transaction(store) as connection:
        if choices != list(verdicts_of(connection)):
            set_verdicts(connection, choices, reviewer=TAKEN_OVER_BY)


def join(database: Path, *, browser: bool) -> bool:
    """Open the desk that runs on the file already; return whether one does."""
    running = link_into(database)
    if running is None:
        return False
    click.echo(f"A desk runs on this file already, at {running.page}", err=True)
    click.echo("Sign in with this link, which works once:", err=True)
    click.echo(f"  {running.sign_in}", err=True)
    if browser:
        webbrowser.open(running.sign_in)
    return True


def print_link(database: Path) -> None:
    """Print a new link into the desk that runs on the file; raises SettingsError for none."""
    running = link_into(database)
    if running is None:
        raise SettingsError(f"no desk runs on {database}; start one with claims serve")
    click.echo(running.sign_in)


def tell_of_new(database: Path) -> None:
    """Say so where there is no such file yet, so that a wrong path is noticed."""
    if database.exists():
        return
    if database.parent == Path("data"):
        database.parent.mkdir(exist_ok=True)
    click.echo(
        f"{database} is new and empty: add articles on the desk or with claims add", err=True
    )


def accounts_beside(database: Path) -> Path:
    """Return where the accounts of a team are kept unless somebody says so: claims-accounts.db."""
    return database.with_name(f"{database.stem}-accounts.db")


@click.command(name="serve")
@database_option
@click.option("--host", default=LOOPBACK, show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8010,
    show_default=True,
    help="0: any free one.",
)
@click.option("--team", is_flag=True, help="Let people sign in with accounts; see docs/team.md.")
@click.option(
    "--accounts",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --team: the file that keeps them.  [default: beside the database]",
)
@click.option(
    "--admin",
    metavar="NAME",
    help="With --team: make NAME an admin and print a link to set the password; you, at first.",
)
@click.option(
    "--public", is_flag=True, help="Let everybody who reaches the port read; nobody can write."
)
@click.option(
    "--public-names",
    is_flag=True,
    help="With --public: show who decided, too, and answer SQL, which can ask for it.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="A host name under which others reach this machine; may be given several times.",
)
@click.option(
    "--proxy",
    default=LOOPBACK,
    show_default=True,
    metavar="ADDRESS",
    help="The proxy in front, believed when it says who asks and that it speaks https.",
)
@rules_option
@click.option(
    "--verdicts",
    metavar="NAME",
    help="Give the verdicts of this list from now on; an installed plugin brings it.",
)
@click.option("--browser/--no-browser", default=False, help="Open the browser.")
@click.option(
    "--link", is_flag=True, help="Only print a new link into the desk that runs on the file."
)
def command(
    database: Path,
    host: str,
    port: int,
    team: bool,
    accounts: Path | None,
    admin: str | None,
    public: bool,
    public_names: bool,
    names: tuple[str, ...],
    proxy: str,
    rules: Path | None,
    verdicts: str | None,
    browser: bool,
    link: bool,
) -> None:
    """Open the desk: Datasette with the pages of the fact-checker.

    It listens on this machine only and lets nobody else in, unless you say so. The link that it
    prints signs you in.
    """
    if (accounts or admin) and not team:
        raise click.UsageError("--accounts and --admin go with --team")
    if public_names and not public:
        raise click.UsageError("--public-names goes with --public")
    if link:
        print_link(database)
        return
    tell_of_new(database)
    asks_more = team or public or rules is not None or verdicts is not None
    if not asks_more and join(database, browser=browser):
        return
    with open_store(database) as store:  # brings an older schema up to date, or says what is wrong
        finish_chains(store)
        finish_stories(store)
        if rules is not None:
            remember_rules(store, rules)
            run_checks(store)
        if verdicts is not None:
            take_over(store, verdicts)
        finish_checks(store)
    opening = Opening(
        host=host,
        port=port,
        accounts=(accounts or accounts_beside(database)) if team else None,
        admin=admin,
        public=public,
        public_names=public_names,
        hosts=names,
        proxy=proxy,
    )
    with Workers() as workers:
        serve(
            database,
            opening=opening,
            open_browser=browser,
            announce=announce,
            recheck=recheck,
            offers=everything(),
            readers=start_reading,
            rules=rulebook(),
            extract=partial(extract_form, workers),
        )
