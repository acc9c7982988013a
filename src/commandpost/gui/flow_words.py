"""The operators' words for what travels between the rooms: one for each code."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.app.flow_values import ForwardMode, Purpose
from commandpost.app.item_timeline import FlowEvent
from commandpost.domain.duplicates import Reason
from commandpost.domain.official import PaperKind
from commandpost.domain.rules import Step
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary import step_word, word

PURPOSE_WORDS = {
    Purpose.DIRECTIVE: QT_TRANSLATE_NOOP("Vocabulary", "Formal directive"),
    Purpose.VERIFY: QT_TRANSLATE_NOOP("Vocabulary", "Verify"),
    Purpose.RETURN: QT_TRANSLATE_NOOP("Vocabulary", "Returned"),
}
MODE_WORDS = {
    ForwardMode.COPY: QT_TRANSLATE_NOOP("Vocabulary", "Copy for information"),
    ForwardMode.HANDLE: QT_TRANSLATE_NOOP("Vocabulary", "Handed over"),
}
CHANNEL_WORDS = {
    "qr": QT_TRANSLATE_NOOP("Vocabulary", "by codes"),
    "sms": QT_TRANSLATE_NOOP("Vocabulary", "by texts"),
    "usb": QT_TRANSLATE_NOOP("Vocabulary", "by file"),
    "phone": QT_TRANSLATE_NOOP("Vocabulary", "by telephone"),
    "system": QT_TRANSLATE_NOOP("Vocabulary", "by the network"),
    "fax": QT_TRANSLATE_NOOP("Vocabulary", "by fax"),
}
REASON_WORDS = {
    Reason.NEAR: QT_TRANSLATE_NOOP("Vocabulary", "within 300 m"),
    Reason.SAME_PLACE: QT_TRANSLATE_NOOP("Vocabulary", "same place in words"),
    Reason.SAME_CODE: QT_TRANSLATE_NOOP("Vocabulary", "same kind"),
    Reason.SAME_CLASS: QT_TRANSLATE_NOOP("Vocabulary", "same class"),
    Reason.TITLE: QT_TRANSLATE_NOOP("Vocabulary", "similar title"),
}
KIND_WORDS = {
    PaperKind.BULLETIN: QT_TRANSLATE_NOOP("Vocabulary", "Duty bulletin"),
    PaperKind.SPECIAL: QT_TRANSLATE_NOOP("Vocabulary", "Special report"),
    PaperKind.PHONE_RECORD: QT_TRANSLATE_NOOP("Vocabulary", "Phone record"),
    PaperKind.DAILY_SUMMARY: QT_TRANSLATE_NOOP("Vocabulary", "Daily summary"),
    PaperKind.ZERO_REPORT: QT_TRANSLATE_NOOP("Vocabulary", "Zero report"),
    PaperKind.DIRECTIVE_SLIP: QT_TRANSLATE_NOOP("Vocabulary", "Directive slip"),
}
ACT_WORDS = {
    "incident.open": QT_TRANSLATE_NOOP("Vocabulary", "incident opened"),
    "incident.revise": QT_TRANSLATE_NOOP("Vocabulary", "incident revised"),
    "incident.close": QT_TRANSLATE_NOOP("Vocabulary", "handling ended"),
    "incident.reopen": QT_TRANSLATE_NOOP("Vocabulary", "opened again"),
    "incident.merge": QT_TRANSLATE_NOOP("Vocabulary", "merged into the earlier incident"),
    "incident.split": QT_TRANSLATE_NOOP("Vocabulary", "merge undone"),
    "incident.take_in": QT_TRANSLATE_NOOP("Vocabulary", "took in a merged incident"),
    "incident.settle": QT_TRANSLATE_NOOP("Vocabulary", "settled"),
    "report.phone": QT_TRANSLATE_NOOP("Vocabulary", "reported by telephone"),
    "report.sign": QT_TRANSLATE_NOOP("Vocabulary", "signed off"),
    "report.route": QT_TRANSLATE_NOOP("Vocabulary", "a level left out"),
    "report.send": QT_TRANSLATE_NOOP("Vocabulary", "report sent"),
    "report.countersign": QT_TRANSLATE_NOOP("Vocabulary", "countersigned"),
    "report.return": QT_TRANSLATE_NOOP("Vocabulary", "report returned"),
    "receipt.give": QT_TRANSLATE_NOOP("Vocabulary", "receipted"),
    "receipt.take": QT_TRANSLATE_NOOP("Vocabulary", "receipt arrived"),
    "directive.issue": QT_TRANSLATE_NOOP("Vocabulary", "directive"),
    "directive.verify": QT_TRANSLATE_NOOP("Vocabulary", "asked to verify"),
    "directive.return": QT_TRANSLATE_NOOP("Vocabulary", "returned with reasons"),
    "directive.convey": QT_TRANSLATE_NOOP("Vocabulary", "conveyed"),
    "directive.answer": QT_TRANSLATE_NOOP("Vocabulary", "answered"),
    "forward.send": QT_TRANSLATE_NOOP("Vocabulary", "handed to a department"),
    "forward.answer": QT_TRANSLATE_NOOP("Vocabulary", "department answered"),
    "join.add": QT_TRANSLATE_NOOP("Vocabulary", "joined with an incident"),
    "join.take_apart": QT_TRANSLATE_NOOP("Vocabulary", "taken apart"),
    "copy.take": QT_TRANSLATE_NOOP("Vocabulary", "copy taken in"),
}


def event_line(event: FlowEvent) -> str:
    """One line of the way: when, who, what, and the words said."""
    translate = QCoreApplication.translate
    what = word(ACT_WORDS.get(event.act, event.act))
    if event.act in {"report.send", "report.countersign", "report.return"} and event.step in set(Step):
        what = f"{step_word(Step(event.step), event.sequence)} {what}"
    if event.channel in CHANNEL_WORDS and event.channel != "system":
        what = f"{what} ({word(CHANNEL_WORDS[event.channel])})"
    who = " ".join(part for part in (event.unit_name, event.person) if part)
    drill = translate("Inbox", "DRILL") + " " if event.drill else ""
    head = f"{short_day(event.at)} {clock_time(event.at, seconds=True)}  {drill}{who}  {what}"
    said = event.words.replace("\n", " ")
    return f"{head}: {said[:120]}{'…' if len(said) > 120 else ''}" if said else head
