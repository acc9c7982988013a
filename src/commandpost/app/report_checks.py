"""A draft against the four noes: its figures against what was told before and what the log says, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from commandpost.app.desk import Desk
from commandpost.app.incident_records import sent_at
from commandpost.app.logbook import LogbookService
from commandpost.app.record_fields import flag, text
from commandpost.app.report_drafting import Drafting, missing_of
from commandpost.app.report_judgement import Judgement
from commandpost.app.report_lists import has_left, told_by
from commandpost.app.report_signing import signed_for
from commandpost.app.report_values import ReportDraft
from commandpost.domain.corrections import FigureChange, TellingOf, Tellings, changes, unknown
from commandpost.domain.drafting import mentions
from commandpost.domain.errors import RuleBroken
from commandpost.domain.four_noes import CheckFacts, check
from commandpost.domain.incident import Incident
from commandpost.domain.report import UNKNOWN, Finding
from commandpost.journal.fold import Record


class ReportChecks:
    """Finds and tells; only silence about a changed figure is refused, and one key ends it."""

    def __init__(self, desk: Desk, logbook: LogbookService, drafting: Drafting) -> None:
        self._desk = desk
        self._logbook = logbook
        self._drafting = drafting

    def changes(self, draft: ReportDraft, records: Sequence[Record]) -> tuple[FigureChange, ...]:
        """Figures that are not what the last report or the log told, with what was typed about them."""
        left = sorted((record for record in records if has_left(record)), key=sent_at)
        told = [TellingOf(at=sent_at(record), figures=told_by(record).figures) for record in left]
        lines = mentions(self._drafting.lines(draft.incident))
        writer = self._desk.session.name
        before = Tellings(reports=told, mentions=lines, typed=draft.corrections, writer=writer)
        return changes(draft.figures, before)

    def findings(
        self, draft: ReportDraft, known: Incident, judged: Judgement, records: Sequence[Record]
    ) -> tuple[Finding, ...]:
        """The four noes, each with at least one finding."""
        driving = judged.driving
        calls = [line for line in self._logbook.undecided() if line.incident in {None, draft.incident}]
        facts = CheckFacts(
            step=draft.step,
            elements=draft.elements,
            figures=draft.figures,
            addressees=draft.addressees,
            level=known.level,
            sensitive=known.sensitive,
            lateness=judged.lateness,
            left=driving.left(self._desk.now()) if driving else None,
            mentions=mentions(self._drafting.lines(draft.incident)),
            told=[told_by(record) for record in sorted(records, key=sent_at) if has_left(record)],
            undecided_calls=len(calls),
            changes=self.changes(draft, records),
            signed_for=next((signed_for(record) for record in records if record.id == draft.id), None),
            unsigned=[text(one.fields, "number") for one in records if flag(one.fields, "pending_leader_signature")],
        )
        return check(facts)

    def mark_unknown(self, draft: ReportDraft, element: str, records: Sequence[Record]) -> ReportDraft:
        """Fill 正在核实; element "" fills every missing required one and every change nobody explained."""
        keys = (element,) if element else missing_of(draft)
        corrections = {} if element else unknown(self.changes(draft, records))
        return replace(
            draft,
            elements={**draft.elements, **dict.fromkeys(keys, UNKNOWN)},
            corrections={**draft.corrections, **corrections},
        )

    def refuse_unexplained(self, found: Sequence[FigureChange]) -> None:
        """Raise RuleBroken("figure_unexplained", figure=…) while a change has no reason or nobody who verified it."""
        silent = next((change for change in found if not change.is_explained), None)
        if silent is not None:
            raise RuleBroken("figure_unexplained", field="corrections", figure=silent.figure)
