"""A report as the template wants it: every value a finished string or flag."""

from __future__ import annotations

from commandpost.documents.wording import (
    Words,
    clock,
    duration,
    full_day,
    printable,
    short_stamp,
    spoken,
    stamp,
)
from commandpost.domain.papers import ClockEvidence, Conversation, Paragraph, ReportPaper

CLOSING = 300  # characters that surely fit on one page together with the imprint


def report_sheet(paper: ReportPaper, words: Words) -> dict[str, object]:
    """The data of ``report.typ``."""
    sheet = _values(paper, words)
    tail = ("unit", "copies", "signer", "officer", "phone", "contact", "phoned")
    last = len(paper.paragraphs[-1].text) if paper.paragraphs else 0
    sheet["closing"] = last < CLOSING
    sheet["keep"] = sum(len(str(sheet[key])) for key in tail) < CLOSING
    return sheet


def _values(paper: ReportPaper, words: Words) -> dict[str, object]:
    return {
        "heading": words.word("paper", "report"),
        "unit": printable(paper.unit),
        "step": words.step(paper.step, paper.sequence),
        "number": printable(paper.number),
        "issued": spoken(paper.issued_at),
        "date": full_day(paper.issued_at),
        "title": printable(paper.title),
        "addressees": _list(paper.addressees),
        "copies": _list(paper.copies),
        "paragraphs": [_paragraph(item, words) for item in paper.paragraphs],
        "late": _late(paper),
        "signer": printable(paper.signer),
        "signed": "" if paper.signed_at is None else stamp(paper.signed_at),
        "officer": printable(paper.duty_officer),
        "phone": printable(paper.phone),
        "contact": printable(" ".join(part for part in (paper.contact, paper.contact_phone) if part)),
        "received": spoken(paper.received_at),
        "phoned": "" if paper.phone_report is None else _phoned(paper.phone_report, paper),
        "evidence": "" if paper.evidence is None else _evidence(paper.evidence, words),
        "head": paper.head_code,
        "draft": paper.draft,
        "drill": paper.drill,
    }


def _list(names: tuple[str, ...]) -> str:
    return "、".join(printable(name) for name in names)


def _paragraph(item: Paragraph, words: Words) -> dict[str, object]:
    lines = [line for line in printable(item.text).split("\n") if line.strip()]
    lacking = f"：{printable(item.lacking)}" if item.lacking else ""
    gap = f"【缺{lacking}】" if item.missing else ""
    return {"heading": words.word("element", item.heading), "lines": lines, "gap": gap}


def _late(paper: ReportPaper) -> str:
    if paper.late_by is None:
        return ""
    reason = f" · 原因：{printable(paper.late_reason)}" if paper.late_reason else ""
    return f"迟报 {duration(paper.late_by)}{reason}"


def _phoned(call: Conversation, paper: ReportPaper) -> str:
    who = printable(" ".join(part for part in (call.to, call.taken_by) if part))
    return f"{short_stamp(call.at, paper.received_at)}（{who}接）" if who else short_stamp(call.at, paper.received_at)


def _evidence(evidence: ClockEvidence, words: Words) -> str:
    parts = [f"时间证据 {clock(evidence.at)} {evidence.grade}级（{words.word('grade', evidence.grade)}）"]
    if evidence.spread is not None:
        parts.append(f"±{evidence.spread.total_seconds() / 2:.1f} 秒")
    if evidence.anchored_at is not None:
        parts.append(f"上次校时 {short_stamp(evidence.anchored_at, evidence.at)}")
    return "，".join(parts)
