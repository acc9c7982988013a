"""The roster's solver and its files, handed to the window as functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from commandpost.app.duty_export import MonthTable
from commandpost.domain.papers import RosterEvent
from commandpost.domain.rostering.answer import RosterAnswer
from commandpost.domain.rostering.task import RosterTask
from commandpost.gui.services import RosterFiles


def roster_files() -> RosterFiles:
    """The writers of workbooks and calendars."""
    return RosterFiles(workbook=_workbook, calendar=_calendar)


def _workbook(table: MonthTable) -> bytes:
    from commandpost.documents.roster_workbook import RosterBook, write_roster

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
    from commandpost.documents.roster_ics import write_ics

    return write_ics(name, events, made_at)


def solve_roster(tell: Callable[[float], None], task: RosterTask) -> RosterAnswer:
    """See ``planning.solver``; runs in a child process."""
    from commandpost.planning import solver

    return solver.solve_roster(tell, task)
