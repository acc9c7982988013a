"""The handover as values: what people tell beside the journal, and one sheet of the list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from commandpost.app import record_fields as read
from commandpost.domain.handover import SheetState, SheetStatus, Signer, custody_to_hand_over, equipment_to_check
from commandpost.domain.ids import RecordId
from commandpost.domain.paper_encoding import from_plain
from commandpost.domain.papers import CheckLine, CustodyLine, HandoverPaper, UndoneLine, WarningLine
from commandpost.journal.fold import Record

SEPARATORS = re.compile(r"[、；;\n]")
NONE = frozenset({"无", "没有", "无预警", "none"})
NONE_IN_FORCE = "无生效预警"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverForm:
    """What people tell beside what the journal knows."""

    equipment: tuple[CheckLine, ...] = field(default_factory=equipment_to_check)
    custody: tuple[CustodyLine, ...] = field(default_factory=custody_to_hand_over)
    handed: Mapping[RecordId, str] = field(default_factory=dict)  # incident → what is handed over about it
    responsible: Mapping[RecordId, str] = field(default_factory=dict)  # incident → who goes on with it
    undone: tuple[UndoneLine, ...] = ()
    warnings: tuple[WarningLine, ...] = ()  # in force; told by people, empty: not told
    response: str = ""
    remarks: tuple[str, ...] = ()
    zero_report: bool | None = None  # None: ticked when nothing happened


def warnings_told(typed: str) -> tuple[WarningLine, ...]:
    """暴雨橙色预警、雷电黄色预警 as people type them; 无 alone says that none is in force, nothing says nothing."""
    names = [name for part in SEPARATORS.split(typed) if (name := part.strip())]
    if names and NONE.issuperset(names):
        return (WarningLine(name=NONE_IN_FORCE),)
    return tuple(WarningLine(name=name) for name in names if name not in NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A signed sheet scanned back."""

    sha256: str
    name: str
    at: datetime | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One sheet of the list, void ones too."""

    id: RecordId
    number: str
    at: datetime
    day: date  # of the shift handed over
    status: SheetStatus
    outgoing_name: str
    outgoing_at: datetime | None
    incoming_name: str
    incoming_at: datetime | None
    leader_name: str
    leader_at: datetime | None
    void_reason: str
    taken_over_at: datetime | None = None
    scans: tuple[Scan, ...] = ()
    on_paper: bool = False  # filled in by hand while the power was gone


def state_of(record: Record) -> SheetState:
    """The frozen sheet of a record."""
    paper = from_plain(HandoverPaper, read.table(record.fields, "sheet"))
    return SheetState(status=SheetStatus(read.text(record.fields, "status")), paper=paper)


def day_of(record: Record) -> date:
    """The duty day of the shift a sheet hands over."""
    return date.fromisoformat(read.text(record.fields, "day"))


def shift_of_sheet(record: Record) -> str:
    """The key of the shift a sheet hands over; "" for a whole day."""
    return read.text(record.fields, "shift")


def row_of(record: Record) -> SheetRow:
    """A sheet as the list shows it."""
    state = state_of(record)
    outgoing, incoming, leader = (state.signature(signer) for signer in Signer)
    return SheetRow(
        id=record.id,
        number=state.paper.number,
        at=state.paper.made_at,
        day=day_of(record),
        status=state.status,
        outgoing_name=outgoing.name,
        outgoing_at=outgoing.at,
        incoming_name=incoming.name,
        incoming_at=incoming.at,
        leader_name=leader.name,
        leader_at=leader.at,
        void_reason=state.paper.void.reason if state.paper.void else "",
        taken_over_at=state.paper.taken_over_at,
        scans=scans_of(record),
        on_paper=bool(state.paper.paper_number),
    )


def scans_of(record: Record) -> tuple[Scan, ...]:
    """The signed papers scanned back, oldest first."""
    told = record.fields.get("scans")
    rows = [one for one in told if isinstance(one, dict)] if isinstance(told, list) else []
    return tuple(
        Scan(
            sha256=read.text(one, "sha256"),
            name=read.text(one, "name"),
            at=read.moment(one, "at"),
            by=read.text(one, "by"),
        )
        for one in rows
    )
