"""The roster's solver and its files, handed to the window as functions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from commandpost.app.duty_export import MonthTable
from commandpost.documents.roster_ics import write_ics
from commandpost.documents.roster_workbook import RosterBook, write_roster
from commandpost.domain.papers import RosterEvent
from commandpost.gui.services import RosterFiles
from commandpost.planning.solver import solve_roster

__all__ = ["roster_files", "solve_roster"]


def roster_files() -> RosterFiles:
    """The writers of workbooks and calendars."""
    return RosterFiles(workbook=_workbook, calendar=_calendar)


def _workbook(table: MonthTable) -> bytes:
    return write_roster(
        RosterBook(
            year=table.year,
            month=table.month,
            columns=table.columns,
            rows=table.rows,
            people=table.people,
            rest_days=table.rest_days,
            phones=table.phones,
        )
    )


def _calendar(name: str, events: Sequence[RosterEvent], made_at: datetime) -> bytes:
    return write_ics(name, events, made_at)
