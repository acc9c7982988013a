"""JSON by msgspec, a tenth of the time of Python's own, wherever both read the same; None leaves it to the other.

What msgspec refuses (lone surrogates, endless numbers, other types than the form's) is no verdict: readers of an older
version must fold the same, so the patient reader of ``encoding`` decides.
"""

from __future__ import annotations

from typing import Any

import msgspec

from commandpost.domain.ids import EntryId, PersonId, RecordId, UnitCode
from commandpost.journal.clock import is_well_within
from commandpost.journal.entry import DIGEST, LONGEST_NAME, MAX_DEPTH, MAX_INTEGER, Body, Timing


class _Said(msgspec.Struct, gc=False):
    """A body as it stands in its bytes."""

    v: int
    hlc: int
    wall: str
    boot: int
    boot_id: str
    offset: float | None
    error: float | None
    by: PersonId | None
    unit: UnitCode
    kind: str
    record: RecordId
    act: str
    set: dict[str, Any]
    base: dict[str, tuple[EntryId, ...]]
    to: tuple[UnitCode, ...]
    personal: str | None
    blobs: tuple[str, ...]
    note: str


_body_of = msgspec.json.Decoder(_Said).decode
_value_of = msgspec.json.Decoder().decode
_bytes_of = msgspec.json.Encoder().encode
REFUSED = (msgspec.DecodeError, UnicodeError, RecursionError)
UNWRITABLE = (TypeError, ValueError, OverflowError, RecursionError)


def quick_body(raw: bytes) -> Body | None:
    """The body, where it is one of ours beyond doubt; None: the patient reader decides."""
    if raw.count(b"[") + raw.count(b"{") > MAX_DEPTH:
        return None
    try:
        said = _body_of(raw)
    except REFUSED:
        return None
    timing = Timing(wall=said.wall, boot_ns=said.boot, boot_id=said.boot_id, offset=said.offset, uncertainty=said.error)
    return _body(said, timing) if _is_sound(said) and is_well_within(timing) else None


def quick_value(text: str | bytes) -> Any:  # noqa: ANN401  # whatever JSON says
    """Any JSON. Raises one of ``REFUSED``."""
    return _value_of(text)


def quick_text(value: object) -> str | None:
    """JSON without blanks of moments and what was read from JSON, so never of NaN; None: the other must write."""
    try:
        return _bytes_of(value).decode()
    except UNWRITABLE:
        return None


def _is_sound(said: _Said) -> bool:
    names = (said.unit, said.kind, said.record, *said.to, *([said.by] if said.by else ()))
    digests = (*([said.personal] if said.personal else ()), *said.blobs)
    return (
        0 <= said.hlc <= MAX_INTEGER
        and all(name.isprintable() and 0 < len(name) <= LONGEST_NAME for name in names)
        and all(map(DIGEST.fullmatch, digests))
    )


def _body(said: _Said, timing: Timing) -> Body:
    return Body(
        version=said.v,
        hlc=said.hlc,
        timing=timing,
        author=said.by or None,
        unit=said.unit,
        kind=said.kind,
        record=said.record,
        act=said.act,
        set=said.set,
        base=said.base,
        to=said.to,
        personal=said.personal or None,
        blobs=said.blobs,
        note=said.note,
    )
