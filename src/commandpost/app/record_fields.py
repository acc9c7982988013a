"""Fields of a record, read with their types; what is absent or of another type reads as nothing.

What is read as text is meant to be seen: characters that hide or turn others are shown (``domain/visible_text.py``).
What is written again is taken with ``raw`` or settled with ``as_typed``, so that the journal keeps the letters typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import TypeVar

from commandpost.domain import visible_text
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.visible_text import visible
from commandpost.journal.entry import Json
from commandpost.journal.fold import Record

Fields = Mapping[str, Json]
E = TypeVar("E", bound=StrEnum)


def text(fields: Fields, key: str) -> str:
    """A text, "" where there is none."""
    value = fields.get(key)
    return visible(value) if isinstance(value, str) else ""


def raw(fields: Fields, key: str) -> str:
    """A text letter for letter, to be written into another record; never for a screen or a paper."""
    value = fields.get(key)
    return value if isinstance(value, str) else ""


def record_id(fields: Fields, key: str) -> RecordId:
    """The name of another record, letter for letter as all names are, "" where there is none."""
    return RecordId(raw(fields, key))


def person_id(fields: Fields, key: str) -> PersonId:
    """Somebody, as ``record_id``."""
    return PersonId(raw(fields, key))


def unit_code(fields: Fields, key: str) -> UnitCode:
    """A unit, as ``record_id``."""
    return UnitCode(raw(fields, key))


def as_typed(told: Json, kept: Json) -> Json:
    """``told`` with the letters typed in ``kept`` wherever it gives back what was shown of them."""
    if isinstance(told, dict):
        return {key: as_typed(value, kept.get(key) if isinstance(kept, dict) else kept) for key, value in told.items()}
    if isinstance(told, list):
        return [as_typed(one, kept) for one in told]
    return visible_text.as_typed(told, _words(kept)) if isinstance(told, str) else told


def _words(kept: Json) -> str:
    if isinstance(kept, (dict, list)):
        return "\n".join(_words(one) for one in (kept.values() if isinstance(kept, dict) else kept))
    return kept if isinstance(kept, str) else ""


def flag(fields: Fields, key: str) -> bool:
    """True only where it is said."""
    return fields.get(key) is True


def whole(fields: Fields, key: str) -> int | None:
    """A whole number."""
    value = fields.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def number(fields: Fields, key: str) -> float | None:
    """Any number as a float."""
    value = fields.get(key)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def moment(fields: Fields, key: str) -> datetime | None:
    """An aware UTC moment."""
    return parse_moment(fields.get(key))


def parse_moment(value: Json) -> datetime | None:
    """ISO 8601 with offset as an aware UTC moment; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        parsed = datetime.fromisoformat(value)
        return parsed.astimezone(UTC) if parsed.tzinfo else None
    except (ValueError, OverflowError):  # the first or last day of the calendar, in another zone
        return None


def texts(fields: Fields, key: str) -> tuple[str, ...]:
    """The texts of a list."""
    value = fields.get(key)
    return tuple(visible(item) for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def table(fields: Fields, key: str) -> dict[str, Json]:
    """An object."""
    value = fields.get(key)
    return value if isinstance(value, dict) else {}


def tables(fields: Fields, key: str) -> tuple[dict[str, Json], ...]:
    """The objects of a list."""
    value = fields.get(key)
    return tuple(item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def iso(value: datetime | None) -> str | None:
    """ISO 8601 UTC as fields keep it. Raises RuleBroken("time_without_zone") for a naive moment."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise RuleBroken("time_without_zone")
    return value.astimezone(UTC).isoformat()


def in_time(record: Record) -> tuple[str, str]:
    """What sorts records by when it happened as told, else by when it was entered; of one moment by their names."""
    return raw(record.fields, "at") or record.created.at.isoformat(), record.id


def member(kind: type[E], said: str) -> E | None:
    """The member of this value; None for a value this version does not know."""
    return _by_value(kind).get(said)  # type: ignore[return-value]  # its own members


@cache
def _by_value(kind: type[StrEnum]) -> Mapping[str, StrEnum]:
    """Made once: a thousand records ask for the same few."""
    return {str(one): one for one in kind}
