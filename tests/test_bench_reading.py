"""The bench's reader by folder: prompts are laid out, answers taken, a second run asks nothing."""

import json
import threading
import time
from pathlib import Path

import pytest
from llm.plugins import pm

from bench.reading_by_folder import main
from tests.reader_examples import DAM, DAM_READING
from tests.scripted_model import careful

INVENTED = DAM_READING.replace("the board had hidden two cracks", "the board was bribed")


def answer(folder: Path, stop: threading.Event) -> None:
    """Answer each prompt that is laid out, at first with an invented quote."""
    while not stop.is_set():
        for asked in folder.glob("*.prompt.md"):
            answered = folder / asked.name.replace(".prompt.md", ".answer.txt")
            if answered.exists():
                continue
            text = asked.read_text("utf8")
            if "Orrin" not in text.rpartition("=" * 80)[2]:
                reply = careful(text)
            else:
                reply = DAM_READING if "What the checker found" in text else INVENTED
            written = answered.with_suffix(".new")
            written.write_text(reply, "utf8")
            written.replace(answered)
        time.sleep(0.02)


def test_prompts_and_answers_go_through_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, articles = tmp_path / "folder", tmp_path / "articles.jsonl"
    records = [
        {"id": "dam", "text": DAM.text, "publisher": DAM.publisher},
        {"id": 2, "text": "The road is closed. Nobody knows why."},
    ]
    articles.write_text("".join(json.dumps(record) + "\n" for record in records), "utf8")
    stop = threading.Event()
    hand = threading.Thread(target=answer, args=(folder, stop))
    hand.start()
    known = set(pm.get_plugins())
    try:
        main(str(folder), str(articles))
    finally:
        stop.set()
        hand.join()
        for plugin in set(pm.get_plugins()) - known:
            pm.unregister(plugin)
    first = capsys.readouterr().out
    found = [json.loads(line) for line in first.splitlines()]
    assert [form["id"] for form in found] == ["dam", "2"]
    assert [len(sentence["claims"]) for sentence in found[0]["sentences"]] == [1, 1, 1, 0]
    costs = json.loads((folder / "costs.json").read_text("utf8"))
    assert (costs["articles"], costs["requests"], costs["left_out"]) == (2, 3, 0)
    assert len(list(folder.glob("*.prompt.md"))) == 3

    main(str(folder), str(articles))  # nobody answers: all answers lie there
    for plugin in set(pm.get_plugins()) - known:
        pm.unregister(plugin)
    assert capsys.readouterr().out == first
