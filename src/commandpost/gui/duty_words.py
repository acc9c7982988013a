"""The words of posts and of posts without anybody, for every page and banner."""

from __future__ import annotations

from collections.abc import Sequence
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
        GapReason.GONE: translate("Roster", "{shift} {role}: {name} is no longer on the staff. Find a stand-in."),
        GapReason.NOT_HERE: translate("Roster", "{shift} {role}: {name} has not signed in. Call, or take over now."),
        GapReason.LEFT: translate("Roster", "{shift} {role}: {name} has left. Call, or take over now."),
    }[one.reason]
    return said.format(shift=_shift(one, now), role=role_word(one.role, one.title), name=one.name)


def gaps_words(gaps: Sequence[GapAlarm], now: datetime) -> str:
    """The same for all posts of one shift that are empty for one reason: 本班带班领导赵明、副班马超未到岗."""
    if len(gaps) == 1:
        return gap_words(gaps[0], now)
    translate = QCoreApplication.translate
    said = {
        GapReason.EMPTY: translate("Roster", "{shift}: nobody is planned for {posts}. Fill the posts."),
        GapReason.ON_LEAVE: translate("Roster", "{shift}: {posts} are on leave. Find stand-ins."),
        GapReason.GONE: translate("Roster", "{shift}: {posts} are no longer on the staff. Find stand-ins."),
        GapReason.NOT_HERE: translate("Roster", "{shift}: {posts} have not signed in. Call, or take over now."),
        GapReason.LEFT: translate("Roster", "{shift}: {posts} have left. Call, or take over now."),
    }[gaps[0].reason]
    post = translate("Roster", "{role} {name}")
    posts = (post.format(role=role_word(one.role, one.title), name=one.name).strip() for one in gaps)
    return said.format(shift=_shift(gaps[0], now), posts=translate("Roster", ", ").join(posts))


def _shift(one: GapAlarm, now: datetime) -> str:
    translate = QCoreApplication.translate
    if one.is_urgent(now):
        return translate("Roster", "This shift")
    when = f"{short_day(one.span.start)} {clock_time(one.span.start)}"
    return translate("Roster", "Shift of {when}").format(when=when)
