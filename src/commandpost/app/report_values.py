"""Reports as the report page, the lists and the timeline see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from commandpost.app.incident_records import step_of
from commandpost.app.record_fields import Fields, iso, moment, record_id, table, text, texts, whole
from commandpost.domain.corrections import Correction, FigureChange
from commandpost.domain.deadlines import DeadlineState, Lateness
from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.domain.incident import FIGURES
from commandpost.domain.rules import Step
from commandpost.journal.entry import Json
from commandpost.journal.fold import Delivery, Record

SEALED = ("contact",)  # elements that name a person to call; erasable, never in a plain field
DRAFT, SIGNED, SENT, RETURNED = "draft", "signed", "sent", "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One element of the form; ``label_code`` is the element's key."""

    key: str
    label_code: str
    text: str
    required: bool
    missing: bool
    unknown: bool  # told as 正在核实


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """A written report before it is sent; ``id`` None until it is first saved."""

    id: RecordId | None = None
    incident: RecordId
    step: Step
    sequence: int = 1
    number: str = ""  # given at the first save
    title: str = ""
    addressees: tuple[str, ...] = ()
    elements: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, int | None] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)  # figure → why it changed, who verified it
    status: str = DRAFT  # draft, signed, sent, returned
    signed_by: PersonId | None = None
    signed_by_name: str = ""
    signed_at: datetime | None = None


NEWEST = 200  # reports of the list of all


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One report as the list of all reports shows it."""

    id: RecordId
    unit: UnitCode
    incident: RecordId
    incident_title: str
    step: Step
    sequence: int
    number: str
    title: str
    status: str
    at: datetime
    sent_at: datetime | None
    channel: str
    taken_by: str
    lateness: Lateness | None
    late_reason: str
    pending_leader_signature: bool
    countersigned: bool  # the leader signed after it had left: two papers are kept
    delivery: Delivery
    receipted_at: datetime | None
    receipted_by: str
    conflict: bool
    outrun: bool = False  # signed for another level or sensitivity than it would carry now: no signature any more


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineStep:
    """One step of the report progress; ``at`` None: not yet done; calm without ``due``: not yet owed."""

    step: Step
    sequence: int
    state: DeadlineState
    at: datetime | None
    started: datetime
    due: datetime | None
    source: str
    confirmed: bool
    lateness: Lateness | None
    late_reason: str
    taken_by: str
    receipted: datetime | None
    receipted_by: str
    report: RecordId | None


def draft_of(record: Record, personal: Mapping[str, str]) -> ReportDraft:
    """A report's record as a draft, whatever its status; the contact on scene is kept sealed."""
    fields = record.fields
    elements = table(fields, "elements")
    contact = {key: personal[key] for key in SEALED if key in personal}
    figures = table(fields, "figures")
    signer = text(fields, "signed_by")
    return ReportDraft(
        id=record.id,
        incident=record_id(fields, "incident"),
        step=step_of(fields),
        sequence=whole(fields, "sequence") or 1,
        number=text(fields, "number"),
        title=text(fields, "title"),
        addressees=texts(fields, "addressees"),
        elements={key: text(elements, key) for key in elements} | contact,
        figures={name: whole(figures, name) for name in FIGURES},
        corrections=_corrections(fields),
        status=text(fields, "status") or DRAFT,
        signed_by=PersonId(signer) if signer else None,
        signed_by_name=text(fields, "signed_by_name"),
        signed_at=moment(fields, "signed_at"),
    )


def content(draft: ReportDraft) -> dict[str, Json]:
    """What the leader signs beside the sealed contact: a change of any of it drops the signature."""
    return {
        "incident": draft.incident,
        "step": str(draft.step),
        "sequence": draft.sequence,
        "title": draft.title.strip(),
        "addressees": list(draft.addressees),
        "elements": {key: told for key, told in draft.elements.items() if key not in SEALED},
        "figures": dict(draft.figures),
        "corrections": {
            name: {"reason": one.reason.strip(), "verifier": one.verifier.strip()}
            for name, one in draft.corrections.items()
        },
    }


def _corrections(fields: Fields) -> dict[str, Correction]:
    told = table(fields, "corrections")
    rows = ((name, table(told, name)) for name in told)
    return {name: Correction(reason=text(row, "reason"), verifier=text(row, "verifier")) for name, row in rows}


def changed_fields(found: Iterable[FigureChange]) -> list[Json]:
    """What a sent report keeps for ever of its changed figures: both values, why, and who verified it."""
    return [
        {
            "figure": change.figure,
            "told_in": str(change.told_in),
            "told_at": iso(change.told_at),
            "before": change.before,
            "now": change.now,
            "reason": change.correction.reason.strip(),
            "verifier": change.correction.verifier.strip(),
        }
        for change in found
    ]
