"""The words of the handover page."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from commandpost.app.handover import SheetRow, SheetStatus
from commandpost.gui.times import clock_time, short_day

NOBODY: tuple[str, datetime | None] = ("", None)
STATUS_ROLES = {
    SheetStatus.BEGUN: "orange",
    SheetStatus.SIGNED: "blue",
    SheetStatus.COMPLETE: "green",
    SheetStatus.VOID: "neutral",
}


def status_word(status: SheetStatus) -> str:
    """已开始 双方已签 已归档 作废."""
    translate = QCoreApplication.translate
    return {
        SheetStatus.BEGUN: translate("Handover", "Begun"),
        SheetStatus.SIGNED: translate("Handover", "Both signed"),
        SheetStatus.COMPLETE: translate("Handover", "Complete"),
        SheetStatus.VOID: translate("Handover", "Void"),
    }[status]


def step_lines(sheet: SheetRow | None) -> tuple[tuple[str, bool], ...]:
    """The four steps of a handover and whether each is done."""
    translate = QCoreApplication.translate
    if sheet is None:
        begun = (translate("Handover", "1 Check the equipment, begin: the sheet is numbered and frozen"), False)
        out, into, leader = NOBODY, NOBODY, NOBODY
    else:
        words = translate("Handover", "1 Begun {time} · No. {number}")
        begun = (words.format(time=_time(sheet.at), number=sheet.number), True)
        out, into = (sheet.outgoing_name, sheet.outgoing_at), (sheet.incoming_name, sheet.incoming_at)
        leader = (sheet.leader_name, sheet.leader_at)
    return (
        begun,
        _signed(translate("Handover", "2 Outgoing"), *out),
        _signed(translate("Handover", "3 Incoming"), *into),
        _signed(translate("Handover", "4 Duty leader (now or later)"), *leader),
    )


def _signed(who: str, name: str, at: datetime | None) -> tuple[str, bool]:
    translate = QCoreApplication.translate
    if not name or at is None:
        return translate("Handover", "{who}: not signed").format(who=who), False
    words = translate("Handover", "{who}: {name} signed {time}")
    return words.format(who=who, name=name, time=_time(at)), True


def _time(at: datetime) -> str:
    return f"{short_day(at)} {clock_time(at)}"
