"""Further readers on the command line: allowed by name, agreed to once, limited, told in full."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claims.cli import command_line
from claims.cli.shared.reader_options import agree, agreed_readers, consent_file
from claims.errors import SettingsError
from claims.readers import open_model
from tests.reader_examples import DAM, DAM_READING
from tests.scripted_model import NAME, ScriptedModel, scripted

LINE = json.dumps({"id": "dam", "text": DAM.text, "publisher": DAM.publisher}) + "\n"
READER = f"llm:{NAME}"
INVENTED = DAM_READING.replace("the board had hidden two cracks", "the board was bribed")


def run(*arguments: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(command_line, [str(word) for word in arguments], input=text)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep consent, and the settings of `llm`, in a folder of the test's own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    monkeypatch.delenv("CLAIMS_READERS", raising=False)
    return tmp_path


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    """A model that is allowed and agreed to."""
    monkeypatch.setenv("CLAIMS_READERS", READER)
    with scripted(DAM_READING) as found:
        agree(READER, open_model(NAME).place)
        yield found


def test_extract_reads_with_the_model(model: ScriptedModel) -> None:
    result = run("extract", "--reader", READER, text=LINE)
    assert result.exit_code == 0, result.output
    form = json.loads(result.stdout)
    assert form["id"] == "dam"
    assert form["sentences"][1]["claims"][0]["chain"][0]["source"] == "s2"
    assert form["reading"]["state"] == "whole"
    assert form["reading"]["reader"] == READER
    assert form["reading"]["requests"] == len(model.requests) == 1
    assert form["reading"]["output_tokens"] > 0


def test_extract_tells_what_was_left_out(model: ScriptedModel) -> None:
    model.steps = [INVENTED]
    result = run("extract", "--reader", READER, text=LINE)
    form = json.loads(result.stdout)
    assert form["reading"]["left_out"] == 1
    assert "bribed" in form["problems"][0]["reason"]
    assert [len(sentence["claims"]) for sentence in form["sentences"]] == [1, 1, 0]


def test_extract_keeps_the_order_of_many(model: ScriptedModel) -> None:
    del model
    lines = "".join(LINE.replace('"dam"', str(number)) for number in range(9))
    result = run("extract", "--reader", READER, "--jobs", "4", text=lines)
    ids = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert ids == [str(number) for number in range(9)]


def test_a_limit_of_tokens_stops_and_says_so(model: ScriptedModel) -> None:
    result = run("extract", "--reader", READER, "--limit-tokens", "100", text=LINE)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["reading"]["state"] == "stopped"
    assert model.requests == []


@pytest.mark.parametrize("allowed", [None, "", "llm:other", "scripted", "llm"])
def test_a_reader_is_refused_that_nobody_named(
    allowed: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if allowed is not None:
        monkeypatch.setenv("CLAIMS_READERS", allowed)
    with scripted(DAM_READING) as model:
        agree(READER, open_model(NAME).place)
        result = run("extract", "--reader", READER, text=LINE)
    assert isinstance(result.exception, SettingsError)
    assert "not allowed here" in str(result.exception)
    assert model.requests == []


@pytest.mark.parametrize("allowed", ["llm:*", "llm:script*", "llm:other, llm:scripted"])
def test_names_may_hold_a_star(allowed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_READERS", allowed)
    with scripted(DAM_READING):
        agree(READER, open_model(NAME).place)
        assert run("extract", "--reader", READER, text=LINE).exit_code == 0


def test_the_first_use_says_where_the_text_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_READERS", READER)
    with scripted(DAM_READING) as model:
        result = run("extract", "--reader", READER, text=LINE)
    assert "sends the text of the articles to the model scripted" in result.stderr
    assert isinstance(result.exception, SettingsError)
    assert "claims readers agree llm:scripted" in str(result.exception)
    assert model.requests == []


@pytest.mark.parametrize(("answer", "sent"), [("y\n", 1), ("n\n", 0), ("\n", 0)])
def test_who_sits_at_a_terminal_is_asked_once(
    answer: str, sent: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMS_READERS", READER)
    monkeypatch.setattr("claims.cli.shared.reader_options.at_terminal", lambda: True)
    articles = tmp_path / "articles.jsonl"
    articles.write_text(LINE, "utf8")
    with scripted(DAM_READING) as model:
        run("extract", "--reader", READER, articles, text=answer)
        assert len(model.requests) == sent
        assert (READER in agreed_readers()) == bool(sent)
        again = run("extract", "--reader", READER, articles, text="n\n")
    assert ("Send it there" in again.stderr) == (not sent)


def test_another_place_is_asked_about_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_READERS", READER)
    with scripted(DAM_READING):
        agree(READER, "the model scripted, somewhere else")
        result = run("extract", "--reader", READER, text=LINE)
    assert isinstance(result.exception, SettingsError)


def test_readers_lists_agrees_and_takes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMS_READERS", READER)
    with scripted(DAM_READING):
        assert "llm:scripted\tallowed\t" in run("readers", "list").stdout
        assert run("readers", "agree", READER).exit_code == 0
        assert "llm:scripted\tallowed, agreed to\t" in run("readers", "list").stdout
        assert run("readers", "withdraw", READER).exit_code == 0
        assert isinstance(run("readers", "withdraw", READER).exception, SettingsError)
    assert agreed_readers() == {}


@pytest.mark.parametrize("held", ["", "[]", "no JSON", "\xff"])
def test_a_broken_file_of_consents_counts_as_none(held: str) -> None:
    consent_file().parent.mkdir(parents=True)
    consent_file().write_text(held, "latin-1")
    assert agreed_readers() == {}


@pytest.mark.parametrize("name", ["gpt-4o", "human:anna", ""])
def test_a_reader_of_another_kind_is_named(name: str) -> None:
    result = run("extract", "--reader", name, text=LINE)
    assert isinstance(result.exception, SettingsError)
    assert "write llm or llm:MODEL" in str(result.exception)
