"""The body of an entry as JSON bytes: written once, signed verbatim, read with patience.

Keys are short because every entry carries them; unknown keys are kept in the bytes and ignored here.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import EntryId, PersonId, RecordId, UnitCode
from commandpost.journal.clock import evidence
from commandpost.journal.entry import DIGEST, LONGEST_NAME, MAX_DEPTH, MAX_INTEGER, Body, Timing
from commandpost.journal.quick_json import REFUSED, quick_body, quick_text, quick_value

VERSION = 1
NAME = re.compile(f"[^\x00-\x1f\ud800-\udfff]{{1,{LONGEST_NAME}}}")
# What a text of another shape raises while it is read; a number may be infinite, lists deeper than any stack.
FORM_ERRORS = (LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError)
WRITE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
WRITE_ALL = json.JSONEncoder(separators=(",", ":"), allow_nan=False, default=datetime.isoformat).encode
UNREADABLE = "unreadable"  # kind of a well-signed entry whose body this version cannot read; kept and relayed


def dumps(value: object) -> bytes:
    """JSON in UTF-8; lone surrogates, which UTF-8 refuses, are written as escapes."""
    try:
        return WRITE(value).encode()
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":"), allow_nan=False).encode()


def body_bytes(body: Body) -> bytes:
    """Write a body; call it once per entry and keep the bytes."""
    timing = body.timing
    return dumps(
        {
            "v": body.version,
            "hlc": body.hlc,
            "wall": timing.wall,
            "boot": timing.boot_ns,
            "boot_id": timing.boot_id,
            "offset": timing.offset,
            "error": timing.uncertainty,
            "by": body.author,
            "unit": body.unit,
            "kind": body.kind,
            "record": body.record,
            "act": body.act,
            "set": dict(body.set),
            "base": {name: list(heads) for name, heads in body.base.items()},
            "to": list(body.to),
            "personal": body.personal,
            "blobs": list(body.blobs),
            "note": body.note,
        }
    )


def document_text(value: object) -> str:
    """JSON for the own cache, of what came from JSON and of moments, which are written as ISO 8601."""
    quick = quick_text(value)
    return WRITE_ALL(value) if quick is None else quick


def read_document(text: str) -> Any:  # noqa: ANN401  # whatever was written
    """What ``document_text`` wrote. Raises ValueError for what is no JSON."""
    try:
        return quick_value(text)
    except REFUSED:
        return json.loads(text)


def read_body(raw: bytes) -> Body:
    """Read a body; one that is no JSON of ours becomes an ``unreadable`` body, never an error."""
    return quick_body(raw) or patient_body(raw)


def patient_body(raw: bytes) -> Body:
    """What is the law of ``read_body``, at three times its price: every version must read the same."""
    try:
        said = _READ(raw.decode())
        if raw.count(b"[") + raw.count(b"{") > MAX_DEPTH:
            _shallow(said, MAX_DEPTH)
        body = _body(said)
        evidence(body.timing)  # a time outside the calendar cannot be folded
    except (*FORM_ERRORS, RuleBroken):
        return Body(
            version=0,
            hlc=0,
            timing=Timing(wall="1970-01-01T00:00:00+00:00", boot_ns=0, boot_id="", offset=None, uncertainty=None),
            author=None,
            unit=UnitCode(""),
            kind=UNREADABLE,
            record=RecordId(UNREADABLE),
            act=UNREADABLE,
            set={},
            base={},
            to=(),
            personal=None,
            blobs=(),
            note="",
        )
    return body


def sealed_personal(fields: Mapping[str, str], salt: bytes) -> bytes:
    """Content of a personal blob; the salt (16 bytes) keeps its hash from being guessed after it was erased."""
    return dumps({"salt": salt.hex(), "fields": dict(fields)})


def read_personal(blob: bytes) -> dict[str, str]:
    """Return the fields of a personal blob; {} for anything else."""
    try:
        fields = json.loads(blob)["fields"]
        return {str(name): str(value) for name, value in fields.items()}
    except FORM_ERRORS:
        return {}


def _body(said: dict[str, Any]) -> Body:
    return Body(
        version=int(said["v"]),
        hlc=_counter(said["hlc"]),
        timing=Timing(
            wall=str(said["wall"]),
            boot_ns=int(said["boot"]),
            boot_id=str(said["boot_id"]),
            offset=_float(said["offset"]),
            uncertainty=_float(said["error"]),
        ),
        author=PersonId(_name(said["by"])) if said["by"] else None,
        unit=UnitCode(_name(said["unit"])),
        kind=_name(said["kind"]),
        record=RecordId(_name(said["record"])),
        act=str(said["act"]),
        set=_table(said["set"]),
        base={str(name): tuple(EntryId(str(head)) for head in heads) for name, heads in said["base"].items()},
        to=tuple(UnitCode(_name(unit)) for unit in said["to"]),
        personal=_digest(said["personal"]) if said["personal"] else None,
        blobs=tuple(_digest(blob) for blob in said["blobs"]),
        note=str(said["note"]),
    )


def _table(said: object) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise RuleBroken("entry_unreadable")
    return said


def is_plain(said: str) -> bool:
    """Whether every database has it in a column: no control characters, no lone surrogates, not endless."""
    return not said or NAME.fullmatch(said) is not None


def plain(said: object) -> str:
    """A text as it comes from elsewhere, for a column. Raises ValueError for one that not every database holds."""
    text = str(said)
    if not is_plain(text):
        raise ValueError("plain")
    return text


def _name(said: object) -> str:
    """An identity. Raises RuleBroken or ValueError."""
    name = str(said)
    if NAME.fullmatch(name) is None:
        raise RuleBroken("entry_unreadable")
    return name


def _digest(said: object) -> str:
    if not DIGEST.fullmatch(str(said)):
        raise RuleBroken("entry_unreadable")
    return str(said)


def _counter(said: object) -> int:
    value = said if type(said) is int else int(str(said))
    if not 0 <= value <= MAX_INTEGER:
        raise RuleBroken("entry_unreadable")
    return value


def _float(value: object) -> float | None:
    if value is None or isinstance(value, float):  # the reader lets finite ones through alone
        return value
    return _finite(str(value))


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise RuleBroken("entry_unreadable")
    return value


def _refused(constant: str) -> float:
    raise RuleBroken("entry_unreadable", constant=constant)


def _shallow(value: object, depth: int) -> None:
    if depth == 0:
        raise RuleBroken("entry_unreadable")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        if isinstance(item, (dict, list)):
            _shallow(item, depth - 1)


_READ = json.JSONDecoder(parse_constant=_refused, parse_float=_finite).decode  # made once: it reads every entry
