"""越级: a report may leave a level out when it must, with a reason that stands on it for ever (北京办法 §37, §47)."""

from __future__ import annotations

from dataclasses import replace

from commandpost.app.desk import Desk
from commandpost.app.names import Names
from commandpost.app.record_fields import text
from commandpost.app.report_signing import patch
from commandpost.app.report_values import ReportDraft
from commandpost.app.reports import ReportService
from commandpost.app.units import parent_of
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import UnitCode
from commandpost.journal.entry import Json


class RoutingService:
    """Whom a report goes to."""

    def __init__(self, desk: Desk, reports: ReportService) -> None:
        self._desk = desk
        self._reports = reports

    def beyond(self) -> UnitCode | None:
        """The unit above the upper one; None where there is none."""
        upper = self._desk.parent_unit
        return None if upper is None else parent_of(self._desk.store, upper)

    def skip(self, draft: ReportDraft, reason: str) -> ReportDraft:
        """Address a draft to the unit above the upper one; the room left out still sees it, marked.

        Raises RuleBroken("skip_reason_missing"|"no_upper_tier"|"report_already_sent").
        """
        beyond = self.beyond()
        if beyond is None:
            raise RuleBroken("no_upper_tier")
        if not reason.strip():
            raise RuleBroken("skip_reason_missing", field="reason")
        names = (Names(self._desk.store).unit(beyond), *draft.addressees)
        saved = self._reports.save(replace(draft, addressees=tuple(dict.fromkeys(names))))
        self._route(saved, {"to_unit": beyond, "skip_reason": reason.strip()})
        return saved

    def keep_level(self, draft: ReportDraft) -> ReportDraft:
        """Take a skip back before the report leaves."""
        beyond = self.beyond()
        gone = Names(self._desk.store).unit(beyond) if beyond is not None else ""
        saved = self._reports.save(replace(draft, addressees=tuple(one for one in draft.addressees if one != gone)))
        self._route(saved, {"to_unit": None, "skip_reason": ""})
        return saved

    def reason(self, draft: ReportDraft) -> str:
        """Why a level is left out; "" where none is."""
        record = self._desk.store.record(draft.id) if draft.id is not None else None
        return text(record.fields, "skip_reason") if record is not None else ""

    def _route(self, saved: ReportDraft, fields: dict[str, Json]) -> None:
        record = self._desk.store.record(saved.id) if saved.id is not None else None
        if record is not None:
            self._desk.write(patch(record, "report.route", fields))
