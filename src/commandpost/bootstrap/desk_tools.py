"""Wires the use cases that make the desk's work quick."""

from __future__ import annotations

from commandpost.app.desk import Desk
from commandpost.app.logbook import LogbookService
from commandpost.app.reminders import ReminderService
from commandpost.app.roll_call import RollCallService
from commandpost.app.typed_commands import TypedCommandService
from commandpost.gui.desk_services import DeskServices


def desk_tools(desk: Desk, logbook: LogbookService, roll_call: RollCallService) -> DeskServices:
    """The tools of one desk."""
    reminders = ReminderService(desk, logbook)
    return DeskServices(reminders=reminders, typed=TypedCommandService(reminders, roll_call))
