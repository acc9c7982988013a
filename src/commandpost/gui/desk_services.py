"""The use cases of the desk itself: what makes its work quick."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.app.alarm_care import AlarmCare
from commandpost.app.message_templates import MessageTemplates
from commandpost.app.phone_book import PhoneBook
from commandpost.app.reminders import ReminderService
from commandpost.app.standing_calls import StandingCalls
from commandpost.app.typed_commands import TypedCommandService
from commandpost.app.undo import UndoService


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskServices:
    """Each is called through ``Tasks.store``."""

    reminders: ReminderService
    typed: TypedCommandService
    phone_book: PhoneBook
    templates: MessageTemplates
    undo: UndoService
    alarms: AlarmCare
    calls: StandingCalls
