"""Every exception that this package raises on purpose.

ClaimsError
├── InputError             what the user named cannot be read
│   ├── UnsupportedError   a type of file that is not known
│   ├── TooLargeError      over a limit that can be set
│   └── FetchError         an address did not give a page
├── StoreError             the database cannot be used
│   ├── NotADatabaseError  the file is no SQLite database
│   ├── NewerSchemaError   written by a newer version of claims
│   └── BusyError          somebody else is writing, and did not finish in time
├── ModelError             a model file is missing or damaged
└── SettingsError          a setting makes no sense

The message of each is one line for a person: what is wrong, and what to do about it. The command
line prints it and exits with 1; inside a run of many articles it becomes a row in `problems`.
"""

__all__ = [
    "BusyError",
    "ClaimsError",
    "FetchError",
    "InputError",
    "ModelError",
    "NewerSchemaError",
    "NotADatabaseError",
    "SettingsError",
    "StoreError",
    "TooLargeError",
    "UnsupportedError",
]


class ClaimsError(Exception):
    """The root: one clear line that says what to do."""


class InputError(ClaimsError):
    """What the user named cannot be read."""


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


class ModelError(ClaimsError):
    """A model file is missing or damaged."""


class SettingsError(ClaimsError):
    """A setting makes no sense."""
