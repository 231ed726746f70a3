"""The training loop: seeded, resumable, its learning rate falling with the time spent, not with
steps.

Time is what is limited, and other work on the machine makes steps slower or faster; a rate that
depends on the share of the time budget used ends where it should, however many steps that gave.
"""

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from claims.inference.wordpieces import WordPieces
from claims.training.attribution.batches import collate, make_batches
from claims.training.attribution.examples import epoch_examples
from claims.training.attribution.losses import Losses, losses
from claims.training.attribution.network import Encoder, Judges, RoleHead
from claims.training.attribution.settings import Settings
from claims.training.data.documents import Article


class Run:
    """A training run: network, optimizer, moving average, and how far it has come."""

    def __init__(
        self, encoder: Encoder, head: RoleHead, judges: Judges, settings: Settings, folder: Path
    ) -> None:
        """Set up a run that writes into `folder`: `checkpoint.pt`, `log.jsonl`, and the weights of
        each epoch (`epoch-N.pt`, and `last-N.pt` in the last part)."""
        self.encoder, self.head, self.judges = encoder, head, judges
        self.settings, self.folder = settings, folder
        self.network = nn.ModuleDict({"encoder": encoder, "head": head, "judges": judges})
        # The word table is frozen: half of all weights, little to learn, a cost at every step.
        encoder.words.weight.requires_grad_(False)
        groups = [
            (encoder, settings.encoder_rate),
            (head, settings.head_rate),
            (judges, settings.head_rate),
        ]
        self.optimizer = torch.optim.AdamW(
            [{"params": list(_trained(part)), "rate": rate} for part, rate in groups],
            weight_decay=settings.weight_decay,
            fused=True,
        )
        self.average = {name: value.detach().clone() for name, value in self._named()}
        self.step, self.epoch, self.seconds = 0, 0, 0.0
        # Elsewhere bfloat16 is slower than float32.
        self.bfloat16 = settings.bfloat16 and torch.cpu._is_avx512_bf16_supported()
        folder.mkdir(parents=True, exist_ok=True)

    def _named(self) -> list[tuple[str, Tensor]]:
        return [
            (name, value) for name, value in self.network.named_parameters() if value.requires_grad
        ]

    @property
    def progress(self) -> float:
        """The share of the time budget that is used, 0 to 1."""
        return min(1.0, self.seconds / (60.0 * self.settings.budget_minutes))

    @property
    def alone(self) -> bool:
        """Whether the last part has begun, which reads what was annotated most carefully alone."""
        return self.progress >= 1.0 - self.settings.alone

    def train(
        self,
        articles: Sequence[Article],
        further: Sequence[Article],
        others: Sequence[Article],
        tokenizer: WordPieces,
        after_epoch: Callable[[Path], None],
    ) -> None:
        """Train until the time budget is used up; `after_epoch` is given each epoch's weights.

        An epoch reads all `articles`, and `settings.others` of the others, drawn anew; until the
        last share `settings.alone` of the time it reads all of the `further` ones, too: these were
        annotated less carefully. An epoch that has begun with them ends there.
        What is drawn at random depends on the seed and the epoch. A run that was stopped begins its
        epoch anew.
        """
        saved = self.seconds
        while self.progress < 1.0:
            chance = random.Random(self.settings.seed * 1000 + self.epoch)
            generator = np.random.default_rng(self.settings.seed * 1000 + self.epoch)
            torch.manual_seed(self.settings.seed * 1000 + self.epoch)
            drawn = chance.sample(others, min(self.settings.others, len(others)))
            alone = self.alone
            read = [*articles, *drawn, *(() if alone else further)]
            examples = epoch_examples(read, tokenizer, chance)
            for group in make_batches(examples, self.settings.batch_pieces, chance):
                if self.progress >= 1.0 or self.alone != alone:
                    break
                started = time.monotonic()
                found = self._step(collate(group, self.settings.masked, generator))
                self.seconds += time.monotonic() - started
                self._log(found)
                if self.seconds - saved > 60.0 * self.settings.save_minutes:
                    self.save("checkpoint.pt")
                    saved = self.seconds
            self.epoch += 1
            self.save("checkpoint.pt")
            part = "last" if alone else "epoch"
            after_epoch(self.save_average(f"{part}-{self.epoch}.pt"))

    def _step(self, batch: Any) -> Losses:
        """One step of the optimizer and of the moving average."""
        self.network.train()
        warm = min(1.0, self.progress / self.settings.warm_up) if self.settings.warm_up else 1.0
        factor = (
            warm * (1.0 - self.progress) / (1.0 - self.settings.warm_up) if warm == 1.0 else warm
        )
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * max(factor, 0.001)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            found = losses(self.encoder, self.head, self.judges, batch, self.settings)
        found.total.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        parameters = [value for _, value in self._named()]
        torch.nn.utils.clip_grad_norm_(parameters, self.settings.gradient_norm)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        decay = min(self.settings.average_decay, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.values()), parameters, 1.0 - decay)
        return found

    def _log(self, found: Losses) -> None:
        """Write a line of figures now and then."""
        if self.step % self.settings.log_steps:
            return
        parts = {name: getattr(found, name).item() for name in Losses.__slots__}
        line = {"epoch": self.epoch, "step": self.step, "seconds": round(self.seconds, 1)}
        self.write(line | {name: round(value, 5) for name, value in parts.items()})

    def write(self, line: Mapping[str, Any]) -> None:
        """Add a line to the log."""
        with (self.folder / "log.jsonl").open("a", encoding="utf8") as log:
            log.write(json.dumps(line) + "\n")

    def save(self, name: str) -> None:
        """Write all that is needed to go on; a kill while writing leaves the older file whole."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "counters": (self.step, self.epoch, self.seconds),
            "settings": asdict(self.settings),
        }
        partial = self.folder / (name + ".partial")
        torch.save(state, partial)
        partial.replace(self.folder / name)

    def save_average(self, name: str) -> Path:
        """Write the averaged weights alone; returns the file."""
        torch.save(self.network.state_dict() | self.average, self.folder / name)
        return self.folder / name

    def resume(self) -> bool:
        """Go on from the folder's checkpoint, at the beginning of its epoch; false where there is
        none."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch, self.seconds = state["counters"]
        return True


def _trained(part: nn.Module) -> list[nn.Parameter]:
    """The parameters of a part that are trained."""
    return [parameter for parameter in part.parameters() if parameter.requires_grad]
