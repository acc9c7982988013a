"""Words for what a carried file holds, record by record: titles are listed, the rest is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from commandpost.app.courier_values import CarriedRecord
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary import word

MOST = 12  # records of a file that are listed
OTHER = QT_TRANSLATE_NOOP("Vocabulary", "other records")
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "log": QT_TRANSLATE_NOOP("Vocabulary", "lines of the log"),
        "staff": QT_TRANSLATE_NOOP("Vocabulary", "people on duty"),
        "unit": QT_TRANSLATE_NOOP("Vocabulary", "units"),
        "shift": QT_TRANSLATE_NOOP("Vocabulary", "shifts"),
        "handover": QT_TRANSLATE_NOOP("Vocabulary", "handover sheets"),
        "duty_day": QT_TRANSLATE_NOOP("Vocabulary", "days of the roster"),
        "duty_swap": QT_TRANSLATE_NOOP("Vocabulary", "swaps"),
        "leave": QT_TRANSLATE_NOOP("Vocabulary", "leaves"),
        "matter": QT_TRANSLATE_NOOP("Vocabulary", "open matters"),
        "report": QT_TRANSLATE_NOOP("Vocabulary", "reports"),
        "receipt": QT_TRANSLATE_NOOP("Vocabulary", "receipts"),
        "directive": QT_TRANSLATE_NOOP("Vocabulary", "directives"),
        "incident": QT_TRANSLATE_NOOP("Vocabulary", "incidents"),
        "outage": QT_TRANSLATE_NOOP("Vocabulary", "times without the server"),
        "alarm_call": QT_TRANSLATE_NOOP("Vocabulary", "alarms"),
        "overruled": QT_TRANSLATE_NOOP("Vocabulary", "values put aside"),
        "clock": QT_TRANSLATE_NOOP("Vocabulary", "clock notes"),
        "reminder": QT_TRANSLATE_NOOP("Vocabulary", "reminders"),
        "daily_report": QT_TRANSLATE_NOOP("Vocabulary", "daily reports"),
        "roll_call": QT_TRANSLATE_NOOP("Vocabulary", "roll-calls"),
        "roll_call_answer": QT_TRANSLATE_NOOP("Vocabulary", "answers to roll-calls"),
        "spot_check": QT_TRANSLATE_NOOP("Vocabulary", "spot checks"),
        "period": QT_TRANSLATE_NOOP("Vocabulary", "special periods"),
        "paper": QT_TRANSLATE_NOOP("Vocabulary", "papers"),
        "sketch": QT_TRANSLATE_NOOP("Vocabulary", "drawings"),
        "event_code": QT_TRANSLATE_NOOP("Vocabulary", "event codes"),
        "message_template": QT_TRANSLATE_NOOP("Vocabulary", "message templates"),
    }
)


def carried_lines(records: Sequence[CarriedRecord]) -> tuple[str, ...]:
    """Titled records one by one, then how many there are of every other kind."""
    titled = [one for one in records if one.title and one.kind != "log"]
    counted = Counter(KINDS.get(one.kind, OTHER) for one in records if one not in titled[:MOST])
    totals = QCoreApplication.translate("Arrival", ", ").join(
        QCoreApplication.translate("Arrival", "{kind} {n}").format(kind=word(kind), n=count)
        for kind, count in counted.items()
    )
    return tuple(part for part in (*map(_line, titled[:MOST]), totals) if part)


def _line(one: CarriedRecord) -> str:
    """When, what, whether it is here."""
    translate = QCoreApplication.translate
    known = translate("Arrival", "here already") if one.known else translate("Arrival", "new")
    at = f"{short_day(one.at)} {clock_time(one.at)} " if one.at else ""
    return f"{at}{one.title} ({known})"
