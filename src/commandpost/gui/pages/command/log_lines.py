"""What one line of the log says besides its text: heading, tags, older texts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.app.logbook import Decision, EarlierDecision, LogItem, LogMode
from commandpost.gui.times import clock_time, day_time
from commandpost.gui.vocabulary import DECISION_WORDS, DELIVERY_ROLES, DELIVERY_WORDS, MODE_WORDS, word
from commandpost.journal.clock import Grade


def heading(item: LogItem) -> str:
    """``来电 · 居民 138····7741 · 王磊接``."""
    mode = word(MODE_WORDS[item.mode])
    if item.phone_report:
        mode = QCoreApplication.translate("Log", "First report by phone")
    caller = " ".join(part for part in (item.caller_unit, item.caller_masked, item.phone_masked) if part)
    return " · ".join(part for part in (mode, caller, _author(item)) if part)


def _author(item: LogItem) -> str:
    if item.mode is LogMode.SYSTEM or not item.author_name:
        return ""
    if item.mode is LogMode.CALL_IN:
        return QCoreApplication.translate("Log", "taken by {name}").format(name=item.author_name)
    return item.author_name


def told(item: LogItem) -> str:
    """Who was already told; "" when nobody is noted."""
    if not item.told:
        return ""
    return QCoreApplication.translate("Log", "Told: {names}").format(names="、".join(item.told))


def tags(item: LogItem) -> list[tuple[str, str]]:
    """Small words below the text with the token of their colour."""
    marks: list[tuple[str, str]] = []
    if item.decision is Decision.UNDECIDED:
        marks.append((QCoreApplication.translate("Log", "▲ Undecided"), "yellow_text"))
    elif item.decision is not None:
        marks.append((decision_words(item), "dim"))
    marks += _author_tags(item)
    if item.older:
        marks.append((QCoreApplication.translate("Log", "✎ Corrected"), "orange_text"))
    if item.happened is not None and (happened := day_time(item.happened, item.at)) != clock_time(item.at):
        pattern = QCoreApplication.translate("Log", "happened {time}")
        marks.append((pattern.format(time=happened), "dim"))
    if item.grade in {Grade.C, Grade.D}:
        marks.append((QCoreApplication.translate("Log", "clock not proven"), "yellow_text"))
    if item.mode is not LogMode.SYSTEM:
        marks.append((f"● {word(DELIVERY_WORDS[item.delivery])}", DELIVERY_ROLES[item.delivery]))
    if item.incident is not None and item.incident_title:
        marks.append((f"▸ {item.incident_title}", "accent_text"))
    return marks


def _author_tags(item: LogItem) -> list[tuple[str, str]]:
    if item.signed_in or item.mode is LogMode.SYSTEM:
        return []
    if item.adopted_by_name:
        pattern = QCoreApplication.translate("Log", "adopted by {name}")
        return [(pattern.format(name=item.adopted_by_name), "dim")]
    return [(QCoreApplication.translate("Log", "◆ Not signed in"), "overdue")]


def decision_words(call: LogItem | EarlierDecision) -> str:
    """``转交 物业``; "" for what is no call."""
    if call.decision is None:
        return ""
    to = call.passed_to or (call.incident_title if isinstance(call, EarlierDecision) else "")
    return f"{word(DECISION_WORDS[call.decision])} {to}".strip()


def decided_before(item: LogItem) -> str:
    """What was decided before and by whom; "" when nobody thought again."""
    pattern = QCoreApplication.translate("Log", "{decided} ({name}, {time})")
    told = [
        pattern.format(decided=decision_words(one), name=one.by or "—", time=_when(one, item))
        for one in item.decided_before
    ]
    return QCoreApplication.translate("Log", "Before: {decisions}").format(decisions="；".join(told)) if told else ""


def _when(earlier: EarlierDecision, item: LogItem) -> str:
    return "—" if earlier.at is None else day_time(earlier.at, item.at)


def older_lines(item: LogItem) -> list[tuple[str, str]]:
    """The texts before the correction, each with who wrote it when and why it was changed."""
    pattern = QCoreApplication.translate("Log", "{time} {author}: {reason}")
    return [
        (old.text, pattern.format(time=day_time(old.at, item.at), author=old.author, reason=old.reason))
        for old in item.older
    ]
