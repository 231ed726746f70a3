"""Values to JSON and back, by their types: dataclasses, tuples, dicts and plain values.

An article that people correct keeps, in the table `extracted`, what extraction found there; this is
the form of it. The article's own text and details are left out, since `documents` holds them.
"""

import json
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from claims.values import Document, Extraction

__all__ = ["extraction_from_json", "extraction_to_json"]

_LEFT_OUT = ("document", "problems", "models")


def extraction_to_json(extraction: Extraction) -> str:
    """Return what was found in an article, as JSON."""
    found = asdict(extraction)
    for name in _LEFT_OUT:
        del found[name]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def extraction_from_json(text: str, document: Document) -> Extraction:
    """Return what was found in `document`.

    Raises ValueError, TypeError or KeyError where the JSON does not have the form.
    """
    hints = _hints(Extraction)
    found = {name: _value(hints[name], value) for name, value in json.loads(text).items()}
    return Extraction(document=document, **found)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, value: Any) -> Any:
    """Return a value of JSON as a value of the type `kind`."""
    if value is None:
        return None
    if get_origin(kind) is tuple:
        return tuple(_value(get_args(kind)[0], part) for part in value)
    if get_origin(kind) in (Union, UnionType):
        [other] = [part for part in get_args(kind) if part is not type(None)]
        return _value(other, value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(
            **{f.name: _value(hints[f.name], value[f.name]) for f in fields(kind) if f.init}
        )
    return value
