"""The network in torch and the exported files say the same; training goes on where it stopped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from claims.inference import AttributionModel
from claims.training.attribution.settings import read_settings
from claims.training.data.documents import Article, Marked

torch = pytest.importorskip("torch", reason="the extra [train] is not installed")
pytest.importorskip("onnx", reason="the extra [train] is not installed")

from claims.training.attribution.export import export  # noqa: E402  # only where torch is installed
from claims.training.attribution.loop import Run  # noqa: E402
from claims.training.attribution.network import Encoder, Judges, RoleHead  # noqa: E402
from claims.training.attribution.run import shipped_weights  # noqa: E402

TEXT = "It rained, the mayor said. " * 8
MARKED = Marked(((11, 20),), ((21, 25),), ((0, 9),))
SETTINGS = Path(__file__).parent.parent / "claims" / "training" / "attribution.toml"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    torch.manual_seed(1)
    folder = tmp_path_factory.mktemp("run")
    settings = replace(read_settings(SETTINGS), budget_minutes=0.02, threads=1, log_steps=1)
    made = Run(Encoder(), RoleHead(), Judges(), settings, folder)
    article = Article("made up", TEXT, ((MARKED,),))
    made.train([article], [], [], AttributionModel().tokenizer, lambda _: None)
    return made


def test_it_learns_and_logs(run: Run) -> None:
    assert run.step > 0
    assert (run.folder / "log.jsonl").read_text("utf8").count("\n") == run.step


def test_it_goes_on(run: Run) -> None:
    again = Run(Encoder(), RoleHead(), Judges(), run.settings, run.folder)
    assert again.resume()
    assert (again.step, again.epoch) == (run.step, run.epoch)
    for name, value in run.network.state_dict().items():
        assert torch.equal(value, again.network.state_dict()[name])


@pytest.mark.parametrize(("seconds", "alone"), [(0.0, False), (44.9, False), (45.0, True)])
def test_the_last_part_begins_in_time(tmp_path: Path, seconds: float, alone: bool) -> None:
    settings = replace(read_settings(SETTINGS), budget_minutes=1.0, alone=0.25)
    made = Run(Encoder(), RoleHead(), Judges(), settings, tmp_path)
    made.seconds = seconds
    assert made.alone is alone


@pytest.mark.parametrize(
    ("epochs", "expected"),
    [
        # The last two before the last part, and the last three of it; 10 comes after 9.
        ({"epoch-1": 100, "epoch-2": 2, "epoch-3": 4, "last-4": 8, "last-5": 10}, 7.5),
        ({"last-8": 100, "last-9": 4, "last-10": 6, "last-11": 8, "epoch-7": 2}, 5.0),
        ({"epoch-1": 2, "epoch-2": 4}, 3.0),
        ({"last-1": 2, "last-2": 4}, 3.0),
    ],
)
def test_what_is_shipped_is_a_mean_of_both_parts(
    tmp_path: Path, epochs: dict[str, float], expected: float
) -> None:
    for name, value in epochs.items():
        torch.save({"weight": torch.tensor([value])}, tmp_path / f"{name}.pt")
    assert shipped_weights(tmp_path, 0.25)["weight"].tolist() == [expected]


def test_exported_files_say_the_same(run: Run, tmp_path: Path) -> None:
    export(run.network.state_dict(), tmp_path, quantised=False)
    (tmp_path / "tokenizer.json").symlink_to(AttributionModel().folder / "tokenizer.json")
    model = AttributionModel(tmp_path)
    encoded = model.encode(TEXT)
    ids = torch.tensor([[101, *encoded.pieces.ids, 102]])
    features = torch.nn.functional.pad(torch.tensor(encoded.pieces.features), (0, 0, 1, 1))[None]
    run.network.eval()
    with torch.no_grad():
        hidden, _ = run.encoder(ids, features, torch.ones(ids.shape))
    np.testing.assert_allclose(encoded.hidden[0], hidden[0].numpy(), atol=0.01)
    cue = next(at for at, place in enumerate(encoded.pieces.starts) if place == 21)
    assert model.roles(encoded, 0, [(cue, cue + 1)]).shape == (1, len(encoded.pieces), 10)
