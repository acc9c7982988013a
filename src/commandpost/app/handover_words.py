"""The Chinese sentences of the handover sheet about what was softened, left out, and is still to be followed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commandpost.app.log_lines import LogItem
from commandpost.app.softening import Softening, SofteningRow
from commandpost.domain import report_text
from commandpost.domain.codes import Level
from commandpost.domain.handover import UNADOPTED_LINES
from commandpost.domain.omissions import Omission, OmissionKind
from commandpost.domain.papers import UndoneLine
from commandpost.domain.reminders import Reminder

MOST_NAMED = 20  # lines without sign-in on one sheet; the desk lists them all
LONGEST = 40  # letters of such a line
ELEMENT_WORDS = {
    "source": "信息来源",
    "occurred": "事发时间",
    "place": "地点",
    "kind": "类别",
    "casualties": "伤亡",
    "scope": "影响范围",
    "cause": "原因",
    "course": "经过",
    "measures": "处置措施",
    "leaders": "领导到位",
    "trend": "趋势",
    "next": "下一步",
    "requests": "请求",
    "summary": "总结",
    "contact": "现场联系人",
}


def softening_line(row: SofteningRow) -> str:
    """〔从轻〕某事件：较大降为一般，原因…，带班领导陈建国2时40分签."""
    changed = {
        Softening.NOT_REPORTED: "按不报结束",
        Softening.SENSITIVITY_DROPPED: "撤销敏感",
        Softening.DAYS_NOT_REPORTED: f"{row.softened.before}至{row.softened.after}逾期未报，不再补报",
        Softening.LEVEL_LOWERED: f"{_level(row.softened.before)}降为{_level(row.softened.after)}",
    }
    signed = f"带班领导{row.leader_name}{report_text.clock(row.at)}签"
    return f"〔从轻〕{row.title}：{changed[row.softened.what]}，原因：{row.reason}，{signed}"


def omission_line(one: Omission) -> str:
    """〔漏报核对〕某事件：初报第17期未签收."""
    return f"〔漏报核对〕{one.title}：{_what(one)}"


def reminder_line(one: Reminder) -> UndoneLine:
    """〔回访提醒〕回访王大爷, with its hour and who asked for it."""
    return UndoneLine(text=f"〔回访提醒〕{one.text}", limit_at=one.due, responsible=one.set_by)


def unadopted_lines(lines: Sequence[LogItem]) -> Iterator[UndoneLine]:
    """〔未登录〕S1-20260719-0007（7月19日2时10分）有人报警，待补认: each by its number, then how many more."""
    for one in lines[:MOST_NAMED]:
        words = one.text.replace("\n", " ")
        said = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
        yield UndoneLine(text=f"〔未登录〕{one.number}（{report_text.day_and_clock(one.at)}）{said}，待补认")
    if len(lines) > MOST_NAMED:
        yield UndoneLine(text=UNADOPTED_LINES.format(count=len(lines) - MOST_NAMED))


def _what(one: Omission) -> str:
    if one.kind is OmissionKind.ELEMENT_EMPTY:
        return f"报告要素空缺：{'、'.join(ELEMENT_WORDS.get(key, key) for key in one.details)}"
    if one.kind is OmissionKind.FIGURE_UNTOLD:
        return "；".join(_gap(told) for told in one.details)
    if one.kind is OmissionKind.RECIPIENT_UNSERVED:
        return f"{one.details[0]}未签收（{'、'.join(one.details[1:])}）"
    if one.kind is OmissionKind.LEVEL_BELOW:
        return f"定级{_level(one.details[0])}，低于按数据建议的{_level(one.details[1])}"
    return "点名未报" if one.kind is OmissionKind.COMMUNITY_SILENT else "来电待定"


def _gap(told: str) -> str:
    name, logged, reported = told.split(":")
    last = f"报告所报为{report_text.figure(name, int(reported))}" if reported else "报告未报"
    return f"日志记录{report_text.figure(name, int(logged))}，{last}"


def _level(level: str) -> str:
    return report_text.LEVEL_WORDS[Level(level)] if level in set(Level) else level
