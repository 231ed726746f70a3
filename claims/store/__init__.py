"""The one SQLite file: schema and migrations, values to rows and back, ids, checks of integrity."""

from claims.store.descriptions import TableDescription, descriptions

__all__ = ["TableDescription", "descriptions"]
