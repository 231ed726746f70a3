"""Two kinds of measure: how much was found, and how often what was found is right."""

from dataclasses import dataclass

__all__ = ["Found", "Share"]


@dataclass(slots=True)
class Found:
    """How many there are in gold, how many were given, and how many of these are right."""

    right: int = 0
    given: int = 0
    gold: int = 0

    def add(self, right: int, given: int, gold: int) -> None:
        """Count what one article has."""
        self.right += right
        self.given += given
        self.gold += gold

    @property
    def precision(self) -> float:
        """Per cent of what was given that is right, 0 where nothing was given."""
        return 100 * self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Per cent of gold that was given, 0 where there is none."""
        return 100 * self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        both = self.given + self.gold
        return 200 * self.right / both if both else 0.0


@dataclass(slots=True)
class Share:
    """How many were looked at, and how many of them are right."""

    right: int = 0
    of: int = 0

    def add(self, right: bool) -> None:
        """Count one."""
        self.right += right
        self.of += 1

    @property
    def percent(self) -> float:
        """Per cent that is right, 0 where nothing was looked at."""
        return 100 * self.right / self.of if self.of else 0.0
