"""The words of posts and of posts without anybody, for every page and banner."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.gaps import GapAlarm, GapReason
from commandpost.gui.times import clock_time, short_day


def role_word(role: DutyRole, title: str = "") -> str:
    """带班领导 主班 副班 in the language of the window; a role of the unit's own keeps the name it was given."""
    translate = QCoreApplication.translate
    usual = {
        DutyRole.LEADER: ("带班领导", translate("Roster", "Leader")),
        DutyRole.PRIMARY: ("主班", translate("Roster", "Primary")),
        DutyRole.SECONDARY: ("副班", translate("Roster", "Secondary")),
    }
    key = DutyRole(role.rpartition(":")[2].partition("-")[0])
    given, translated = usual.get(key, (title, title))
    return (title or given).replace(given, translated) if given else str(role)


def gap_words(one: GapAlarm, now: datetime) -> str:
    """7月20日 08:30 班次 主班空岗：请补人或立即接替."""
    translate = QCoreApplication.translate
    said = {
        GapReason.EMPTY: translate("Roster", "{shift} {role}: nobody is planned. Fill the post."),
        GapReason.ON_LEAVE: translate("Roster", "{shift} {role}: {name} is on leave. Find a stand-in."),
        GapReason.NOT_HERE: translate("Roster", "{shift} {role}: {name} has not signed in. Call, or take over now."),
    }[one.reason]
    shift = translate("Roster", "This shift")
    if not one.is_urgent(now):
        when = f"{short_day(one.span.start)} {clock_time(one.span.start)}"
        shift = translate("Roster", "Shift of {when}").format(when=when)
    return said.format(shift=shift, role=role_word(one.role, one.title), name=one.name)
