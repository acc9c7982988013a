"""Builds the paper of a written report from its elements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.evidence import evidence_now
from commandpost.app.names import Names
from commandpost.app.record_fields import text
from commandpost.app.report_values import ReportDraft
from commandpost.domain import report_text
from commandpost.domain.corrections import FigureChange, paragraph
from commandpost.domain.deadlines import Lateness, Verdict
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import FIGURES, Incident
from commandpost.domain.papers import ClockEvidence, Conversation, Paragraph, ReportPaper
from commandpost.domain.report import ElementSpec, elements_of
from commandpost.domain.report_text import FigureSource
from commandpost.domain.rules import Step

IN_OPENING = ("source", "occurred", "place", "kind")  # told by the first paragraph
IN_IMPRINT = ("contact",)
HEADINGS = {"requests": "request"}  # where the word of the paper stands under another code


class PaperBuilder:
    """Builds papers of one desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def paper(
        self,
        draft: ReportDraft,
        incident: Incident,
        *,
        contact: tuple[str, str],
        phone: Conversation | None,
        previous: tuple[Step, int, datetime] | None,
        lateness: Lateness | None,
        changes: Sequence[FigureChange] = (),
        sources: Sequence[FigureSource] = (),
        late_reason: str = "",
        is_draft: bool = True,
    ) -> ReportPaper:
        """The paper as it would leave now."""
        evidence, trust = evidence_now(self._desk.clock), self._desk.clock.trust()
        is_late = lateness is not None and lateness.verdict is Verdict.LATE
        return ReportPaper(
            unit=self._desk.unit_name,
            step=str(draft.step),
            sequence=draft.sequence,
            number=draft.number,
            issued_at=evidence.at,
            title=draft.title,
            addressees=draft.addressees,
            paragraphs=_with_figures(self._paragraphs(draft, incident, phone, previous, evidence.at), changes, sources),
            late_by=lateness.late_by if lateness is not None and is_late else None,
            late_reason=late_reason.strip() if is_late else "",
            signer=draft.signed_by_name,
            signed_at=draft.signed_at,
            duty_officer=self._desk.session.name,
            phone=self._duty_phone(),
            contact=draft.elements.get("contact", "").strip(),
            contact_phone=contact[1] if self._may_show_contact(draft, contact[0]) else "",
            received_at=incident.received,
            phone_report=phone,
            evidence=ClockEvidence(
                at=evidence.at,
                grade=str(evidence.grade),
                spread=evidence.spread,
                anchored_at=trust.anchored_at,
            ),
            head_code=self._desk.store.head().code,
            draft=is_draft,
            drill=self._desk.drill,
        )

    def signed(self, paper: ReportPaper, signer: str, at: datetime | None) -> ReportPaper:
        return replace(paper, signer=signer, signed_at=at)

    def _paragraphs(
        self,
        draft: ReportDraft,
        incident: Incident,
        phone: Conversation | None,
        previous: tuple[Step, int, datetime] | None,
        now: datetime,
    ) -> tuple[Paragraph, ...]:
        specs = elements_of(draft.step)
        told = (phone.at, phone.to) if phone else None
        opening = report_text.opening(
            incident, draft.elements, self._desk.unit_name, step=draft.step, phone=told, previous=previous
        )
        asked = [spec.key for spec in specs if spec.key in IN_OPENING and draft.step in spec.required]
        absent = [key for key in asked if draft.step is Step.INITIAL and not draft.elements.get(key, "").strip()]
        first = Paragraph(text=opening, missing=bool(absent), lacking=report_text.lacking(absent))
        rest = (_paragraph(draft, spec, now) for spec in specs if spec.key not in (*IN_OPENING, *IN_IMPRINT))
        return (first, *(one for one in rest if one is not None))

    def _duty_phone(self) -> str:
        record = self._desk.store.record(RecordId(f"unit-{self._desk.unit}"))
        return text(record.fields, "phone") if record is not None else ""

    def _may_show_contact(self, draft: ReportDraft, name: str) -> bool:
        """The number belongs to the contact of the incident, and a locked screen shows none."""
        return not self._desk.session.locked and draft.elements.get("contact", "").strip() == name


def _with_figures(
    paragraphs: Sequence[Paragraph], changes: Sequence[FigureChange], sources: Sequence[FigureSource]
) -> tuple[Paragraph, ...]:
    """Right behind the figures: what changed among them with both values, and who told each, when."""
    at = next((at + 1 for at, one in enumerate(paragraphs) if one.heading == "casualties"), len(paragraphs))
    more = [Paragraph(heading="corrections", text=paragraph(changes))] if changes else []
    if sources:
        more.append(Paragraph(heading="sources", text=report_text.figure_sources(sources)))
    return (*paragraphs[:at], *more, *paragraphs[at:])


def default_addressees(desk: Desk) -> tuple[str, ...]:
    """The upper tier by its name."""
    if desk.parent_unit is None:
        return ()
    name = Names(desk.store).unit(desk.parent_unit)
    return (report_text.DEFAULT_RECIPIENT if name == desk.parent_unit else name,)


def _paragraph(draft: ReportDraft, spec: ElementSpec, now: datetime) -> Paragraph | None:
    """The paragraph of an element; None where nothing is asked and nothing told."""
    told = draft.elements.get(spec.key, "").strip()
    heading = HEADINGS.get(spec.key, spec.key)
    if spec.key == "casualties" and any(draft.figures.get(name) is not None for name in FIGURES):
        return Paragraph(heading=heading, text=report_text.casualties(draft.figures, now, told))
    if told or draft.step in spec.required:
        return Paragraph(heading=heading, text=_ended(told), missing=not told)
    return None


def _ended(told: str) -> str:
    """The text with a full stop at its end."""
    return f"{told}。" if told and told[-1] not in "。！？…；" else told
