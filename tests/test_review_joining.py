"""A second command joins the desk that runs; only who may read its file gets in."""

import stat

import httpx
import pytest
from click.testing import CliRunner
from review_examples import seed
from review_fixtures import make_database

from claims.cli import command_line
from claims.review.server.joining import LINK_PATH, SECRET_HEADER, link_into, word_beside


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    return make_database(tmp_path_factory.mktemp("joining") / "articles.db", seed())


def test_a_new_link_leads_into_the_running_desk(served, database):
    running = link_into(database, "/-/claims/queue")
    assert running is not None
    assert running.page == f"{served.page.rstrip('/')}/-/claims/queue"
    with httpx.Client(follow_redirects=True) as client:
        answer = client.get(running.sign_in)
        assert answer.status_code == 200
        assert str(answer.url) == running.page
        assert client.get(running.sign_in).status_code == 200  # signed in already
    assert httpx.get(running.sign_in).status_code == 403  # used up


def test_the_word_of_a_desk_is_for_its_owner_alone(served, database):
    place = word_beside(database)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    base = served.page.rstrip("/")
    for headers in ({}, {SECRET_HEADER: ""}, {SECRET_HEADER: "guessed"}):
        assert httpx.post(base + LINK_PATH, headers=headers).status_code == 403
    assert httpx.get(base + LINK_PATH).status_code == 403


@pytest.mark.usefixtures("served")
def test_the_command_prints_a_link(database):
    ran = CliRunner().invoke(command_line, ["serve", "--link", "--db", str(database)])
    assert ran.exit_code == 0, ran.output
    assert "/-/claims/sign-in?token=" in ran.output


def test_without_a_desk_it_says_so(tmp_path):
    path = make_database(tmp_path / "other.db", seed())
    ran = CliRunner().invoke(command_line, ["serve", "--link", "--db", str(path)])
    assert ran.exit_code != 0
    assert "no desk runs on" in str(ran.exception)


@pytest.mark.parametrize(
    "word",
    ["", "{", "[]", '{"page": "http://127.0.0.1:9", "secret": "x"}', '{"page": "file:///etc/x"}'],
)
def test_a_desk_that_was_killed_is_not_joined(tmp_path, word):
    path = make_database(tmp_path / "left.db")
    word_beside(path).write_text(word, encoding="utf8")
    assert link_into(path) is None


def test_what_holds_no_article_opens_no_desk(tmp_path):
    (tmp_path / "empty").mkdir()
    for target in (str(tmp_path / "empty"), str(tmp_path / "nowhere")):
        database = tmp_path / "new.db"
        ran = CliRunner().invoke(
            command_line, ["open", target, "--db", str(database), "--no-browser"]
        )
        assert ran.exit_code != 0
        assert "nothing to open" in str(ran.exception)
