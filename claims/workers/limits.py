"""What one article may take, and the lines that say that it took more."""

from dataclasses import dataclass

from claims.errors import SettingsError

__all__ = ["MORE_MEMORY", "MORE_SECONDS", "Limits"]

MORE_SECONDS = "allow more with --max-seconds (in Python, Limits.seconds)"
MORE_MEMORY = "allow more with --max-memory (in Python, Limits.memory)"
"""What a person can do about an article that takes more than it may."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may take: `seconds` for reading and as many for extraction, and `memory` in
    bytes, beyond what the models take."""

    seconds: float = 60.0
    memory: int = 1_000_000_000

    def __post_init__(self) -> None:
        """Refuse limits that let nothing through."""
        if self.seconds <= 0 or self.memory <= 0:
            raise SettingsError("an article needs some time and some memory: raise the limits")

    @property
    def time_reason(self) -> str:
        """Return the line for an article that took too long."""
        return f"took longer than {self.seconds:g} s and was stopped: {MORE_SECONDS}"

    @property
    def memory_reason(self) -> str:
        """Return the line for an article that took too much memory."""
        return (
            f"needs more than {self.memory / 1_000_000:,.0f} MB of memory and was stopped:"
            f" {MORE_MEMORY}"
        )
