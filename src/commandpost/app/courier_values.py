"""What came in by another channel than the server, before and after somebody took it in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from commandpost.app.record_fields import Fields, flag, iso, moment, raw, table, whole
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.incident import FIGURES
from commandpost.domain.short_message import ShortReport
from commandpost.journal.entry import Json
from commandpost.journal.slip import SlipKind


class Channel(StrEnum):
    """How a report travelled beside the server."""

    QR = "qr"
    SMS = "sms"
    USB = "usb"


class Standing(StrEnum):
    """What is known here of what came in."""

    NEW = "new"
    KNOWN = "known"  # the same is here already: nothing is doubled
    OTHER = "other"  # the same id is here and tells something else: look at both


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A slip or a series of texts that was read and checked, not yet taken in; ``signed`` False: no proof of origin."""

    kind: SlipKind
    channel: Channel
    signed: bool
    unit: UnitCode
    unit_name: str
    device: str  # the workstation's name as its server enrolled it; "" where nobody signed
    subject: RecordId
    fields: Mapping[str, Json] = field(default_factory=dict)
    standing: Standing
    for_here: bool
    drill: bool

    @property
    def sent_at(self) -> datetime | None:
        return moment(self.fields, "sent_at") or moment(self.fields, "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedRecord:
    """One record of a bundle file, as the preview lists it."""

    kind: str
    id: RecordId
    unit: UnitCode
    title: str
    at: datetime | None
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BundlePreview:
    """What a bundle file brings, before anything is taken in; ``devices`` are those that signed it."""

    entries: int
    units: tuple[str, ...]
    devices: tuple[str, ...]
    records: tuple[CarriedRecord, ...]


def content_of(fields: Mapping[str, Json]) -> bytes:
    """The signed content of a slip."""
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False).encode()


def fields_of(content: bytes) -> dict[str, Json]:
    """Raises RuleBroken("slip_unreadable") for content that is no object of ours."""
    try:
        said = json.loads(content, parse_constant=_refused)
    except (ValueError, RecursionError) as broken:
        raise RuleBroken("slip_unreadable", reason="json") from broken
    if not isinstance(said, dict):
        raise RuleBroken("slip_unreadable", reason="json")
    return said


def fields_of_texts(told: ShortReport) -> dict[str, Json]:
    """What typed-in messages tell, in the form a slip has."""
    return {
        "report": told.report,
        "from_unit": told.unit,
        "step": str(told.step),
        "sequence": told.sequence,
        "number": told.number,
        "title": told.title,
        "incident_title": told.title,
        "summary": told.summary,
        "place": told.place,
        "sent_at": told.sent.isoformat(),
        "received": told.received.isoformat(),
        "level": str(told.level),
        "sensitive": told.sensitive,
        "figures": dict(told.figures),
        "drill": told.drill,
    }


def readable(fields: Fields) -> dict[str, Json]:
    """Only what a report's copy has, each of its type: nothing else of a foreign word is ever kept."""
    kept: dict[str, Json] = {key: raw(fields, key) for key in TEXTS}
    figures = table(fields, "figures")
    kept |= {key: iso(moment(fields, key)) for key in MOMENTS}
    return kept | {
        "sequence": whole(fields, "sequence") or 1,
        "sensitive": flag(fields, "sensitive"),
        "drill": flag(fields, "drill"),
        "figures": {name: whole(figures, name) for name in FIGURES},
    }


TEXTS = (
    *("report", "incident", "from_unit", "from_unit_name", "step", "number", "title", "incident_title", "summary"),
    *("code", "place", "level", "sensitive_reason", "signed_by_name", "duty_officer", "head"),
)
MOMENTS = ("sent_at", "received", "occurred")


def _refused(constant: str) -> float:
    raise ValueError(constant)
