"""Wires the use cases that make the desk's work quick."""

from __future__ import annotations

from commandpost.app.alarm_care import AlarmCare
from commandpost.app.desk import Desk
from commandpost.app.incidents import IncidentService
from commandpost.app.ledgers import LedgerService
from commandpost.app.logbook import LogbookService
from commandpost.app.message_templates import MessageTemplates
from commandpost.app.obligation_alarms import ObligationAlarmService
from commandpost.app.people import PeopleService
from commandpost.app.phone_book import PhoneBook
from commandpost.app.reminders import ReminderService
from commandpost.app.roll_call import RollCallService
from commandpost.app.standing_calls import StandingCalls
from commandpost.app.typed_commands import TypedCommandService
from commandpost.app.undo import UndoService
from commandpost.bootstrap.shipped import message_templates
from commandpost.gui.desk_services import DeskServices


def desk_tools(
    desk: Desk,
    people: PeopleService,
    incidents: IncidentService,
    ledgers: LedgerService,
    roll_call: RollCallService,
    *,
    alarms: ObligationAlarmService,
) -> DeskServices:
    """The tools of one desk."""
    logbook = LogbookService(desk)
    reminders = ReminderService(desk, logbook)
    return DeskServices(
        reminders=reminders,
        typed=TypedCommandService(reminders, roll_call),
        phone_book=PhoneBook(desk, people, ledgers, logbook),
        templates=MessageTemplates(desk, incidents, message_templates()),
        undo=UndoService(desk, logbook),
        alarms=AlarmCare(desk, alarms, logbook),
        calls=StandingCalls(desk, logbook),
    )
