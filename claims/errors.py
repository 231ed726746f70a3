"""Every exception that this package raises on purpose.

ClaimsError
├── InputError             what the user named cannot be read
│   ├── DocumentError      what a document was given is not valid; a ValueError too
│   ├── UnsupportedError   a type of file that is not known
│   ├── TooLargeError      over a limit that can be set
│   └── FetchError         an address did not give a page
├── StoreError             the database cannot be used
│   ├── NotADatabaseError  the file is no SQLite database
│   ├── NewerSchemaError   written by a newer version of claims
│   └── BusyError          somebody else is writing, and did not finish in time
├── DecisionError          a decision makes no sense, or may not be made
│   └── ConflictError      somebody else decided first
├── ModelError             a model file is missing or damaged
├── ReaderError            a language model gave no answer that could be used
│   └── BudgetError        the tokens that a run may use are spent
└── SettingsError          a setting makes no sense

The message of each is one line for a person: what is wrong, and what to do about it. The command
line prints it and exits with 1; inside a run of many articles it becomes a row in `problems`.
"""

from collections.abc import Mapping, Sequence

__all__ = [
    "BudgetError",
    "BusyError",
    "ClaimsError",
    "ConflictError",
    "DecisionError",
    "DocumentError",
    "FetchError",
    "InputError",
    "ModelError",
    "NewerSchemaError",
    "NotADatabaseError",
    "ReaderError",
    "SettingsError",
    "StoreError",
    "TooLargeError",
    "UnsupportedError",
]


class ClaimsError(Exception):
    """The root: one clear line that says what to do."""


class InputError(ClaimsError):
    """What the user named cannot be read."""


class DocumentError(InputError, ValueError):
    """What a document was given is not valid: a date that is none, a language without a code."""


class UnsupportedError(InputError):
    """A type of file that is not known."""


class TooLargeError(InputError):
    """Over a limit that can be set."""


class FetchError(InputError):
    """An address did not give a page."""


class StoreError(ClaimsError):
    """The database cannot be used."""


class NotADatabaseError(StoreError):
    """The file is no SQLite database."""


class NewerSchemaError(StoreError):
    """The database was written by a newer version of claims."""


class BusyError(StoreError):
    """Somebody else is writing, and did not finish in time."""


class DecisionError(ClaimsError):
    """A decision makes no sense, or may not be made."""


class ConflictError(DecisionError):
    """Somebody else decided on the same thing first, and the reviewer had not seen it.

    `theirs` are the decisions that the reviewer had not seen, as rows of `reviews`, oldest first;
    `ours` is the decision that was not recorded, in the same columns; `latest` is the number to
    hand in as seen when the reviewer decides again.
    """

    def __init__(
        self,
        message: str,
        *,
        theirs: Sequence[Mapping[str, object]],
        ours: Mapping[str, object],
        latest: int,
    ) -> None:
        """Keep both versions beside the line that says so."""
        super().__init__(message)
        self.theirs = tuple(theirs)
        self.ours = dict(ours)
        self.latest = latest


class ModelError(ClaimsError):
    """A model file is missing or damaged."""


class ReaderError(ClaimsError):
    """A language model gave no answer that could be used."""


class BudgetError(ReaderError):
    """The tokens that a run may use are spent."""


class SettingsError(ClaimsError):
    """A setting makes no sense."""
