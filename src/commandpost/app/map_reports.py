"""An answer of the map told in the report that is being written."""

from __future__ import annotations

from dataclasses import replace

from commandpost.app.report_values import ReportDraft
from commandpost.app.reports import ReportService
from commandpost.domain.ids import RecordId

ELEMENTS = ("scope", "measures", "course")  # the first of them that the step has


def tell_in_report(reports: ReportService, incident: RecordId, text: str) -> ReportDraft:
    """Put a sentence at the end of 影响范围 of the incident's draft and keep it; the next report owed if none is begun.

    Raises RuleBroken("incident_unknown"). A sentence that stands there already is not told twice.
    """
    draft = reports.draft(incident)
    keys = {element.key for element in reports.elements(draft)}
    into = next(key for key in ELEMENTS if key in keys)
    told = draft.elements.get(into, "")
    if text in told:
        return draft
    return reports.save(replace(draft, elements={**draft.elements, into: f"{told}{text}"}))
