"""The Chinese sentences of bulletins, summaries and zero reports; the one place where their words stand."""

from __future__ import annotations

from datetime import date, datetime

from commandpost.domain.codes import Level
from commandpost.domain.report_text import LEVEL_WORDS, clock, day_and_clock

KIND_WORDS = {
    "bulletin": "快报",
    "special": "专报",
    "phone_record": "电话",
    "daily_summary": "日报",
    "zero_report": "零报",
    "directive_slip": "批办",
}


def issue_number(kind: str, year: int, station: str, count: int, *, drill: bool) -> str:
    """快报〔2026〕S1第3期: the counter is the workstation's own, one for each kind and year."""
    return f"{'演练' if drill else ''}{KIND_WORDS[kind]}〔{year}〕{station}第{count}期"


def full_date(day: date) -> str:
    """2026年7月19日."""
    return f"{day.year}年{day.month}月{day.day}日"


def span(since: datetime, until: datetime) -> str:
    """7月18日8时30分至7月19日8时30分."""
    return f"{day_and_clock(since)}至{day_and_clock(until)}"


def summary_title(unit: str, day: date) -> str:
    """永宁街道2026年7月19日值班情况日报."""
    return f"{unit}{full_date(day)}值班情况日报"


def zero_title(unit: str, day: date) -> str:
    """永宁街道2026年7月19日零报告."""
    return f"{unit}{full_date(day)}零报告"


def figures(  # noqa: PLR0917  # counted once, told in this order
    calls_in: int, calls_out: int, incidents: int, sent: int, late: int, directives: int
) -> str:
    """One sentence of counts."""
    tail = f"，其中迟报{late}份" if late else "，无迟报"
    return (
        f"接听来电{calls_in}次，拨出{calls_out}次；新接报突发事件{incidents}起，"
        f"向上级报送{sent}份{tail if sent else ''}；收到批示、指示{directives}件。"
    )


def incident_line(title: str, level: Level, received: datetime, state: str) -> str:
    """2时24分接报：槐树里坍塌（较大） and its state."""
    return f"{clock(received)}接报：{title.strip()}（{LEVEL_WORDS[level]}）。{state}"


def incident_state(reports: tuple[str, ...], *, closed: bool, late: bool) -> str:
    """Whether it goes on and what was reported."""
    told = f"已报{'、'.join(reports)}" if reports else "尚未上报"
    return f"{'处置结束' if closed else '在办'}，{told}{'（有迟报）' if late else ''}。"


def on_duty(leader: str, primary: str, secondary: str) -> str:
    """Who held the three posts; an empty one says 空岗."""
    return f"带班领导：{leader or '空岗'}；主班：{primary or '空岗'}；副班：{secondary or '空岗'}。"


def zero_words(since: datetime, until: datetime) -> str:
    """The one sentence of a zero report."""
    return f"{span(since, until)}，本单位值守正常，未接报突发事件，特此报告（零报告）。"
