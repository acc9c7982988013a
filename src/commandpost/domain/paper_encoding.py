"""Papers as plain JSON: how a frozen handover sheet or report stands in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import UnionType
from typing import TypeVar, get_args, get_origin, get_type_hints

from commandpost.domain.errors import RuleBroken

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
T = TypeVar("T")


def to_plain(value: object) -> dict[str, Plain]:
    """A paper, or a part of one, as plain JSON; moments ISO 8601 UTC, durations whole seconds."""
    if isinstance(value, type) or not is_dataclass(value):
        raise TypeError(f"not part of a paper: {value!r}")
    return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}


def _plain(value: object) -> Plain:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return str(value)  # a StrEnum becomes its code
    return _plain_time(value) if isinstance(value, (date, time, timedelta)) else to_plain(value)


def _plain_time(value: date | time | timedelta) -> Plain:
    if isinstance(value, timedelta):
        return round(value.total_seconds())
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value.isoformat()


def from_plain(kind: type[T], plain: Mapping[str, Plain]) -> T:
    """The paper ``to_plain`` wrote; unknown keys are ignored. Raises RuleBroken("paper_unreadable")."""
    try:
        return _built(kind, plain)
    except (TypeError, ValueError) as error:
        raise RuleBroken("paper_unreadable", reason=str(error)) from error


def _built(kind: type[T], plain: Mapping[str, Plain]) -> T:
    hints = get_type_hints(kind)
    return kind(**{name: _value(hint, plain[name]) for name, hint in hints.items() if name in plain})


def _value(hint: object, plain: Plain) -> object:
    if isinstance(hint, UnionType):
        return None if plain is None else _value(get_args(hint)[0], plain)
    if get_origin(hint) is tuple and isinstance(plain, list):
        return tuple(_value(get_args(hint)[0], item) for item in plain)
    if isinstance(hint, type) and is_dataclass(hint) and isinstance(plain, dict):
        return _built(hint, plain)
    return _scalar(hint, plain)


def _scalar(hint: object, plain: Plain) -> object:
    if hint is datetime and isinstance(plain, str):
        return datetime.fromisoformat(plain).astimezone(UTC)
    if hint is date and isinstance(plain, str):
        return date.fromisoformat(plain)
    if hint is time and isinstance(plain, str):
        return time.fromisoformat(plain)
    if isinstance(hint, type) and issubclass(hint, StrEnum) and isinstance(plain, str):
        return hint(plain)
    if hint is timedelta and isinstance(plain, int):
        return timedelta(seconds=plain)
    if type(plain) is not hint:
        raise TypeError(f"{hint} expected, not {plain!r:.80}")
    return plain
