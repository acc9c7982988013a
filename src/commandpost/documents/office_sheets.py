"""Official papers and slips as their templates want them: every value a finished string or flag."""

from __future__ import annotations

from commandpost.documents.wording import Words, chinese, duration, full_day, printable, printable_in_cell, stamp
from commandpost.domain.official import FormPaper, OfficialPaper, Section

NUMBERED = {1: "{}、", 2: "（{}）", 3: "{}.", 4: "（{}）"}  # GB/T 9704-2012 7.3.3


def official_sheet(paper: OfficialPaper, words: Words) -> dict[str, object]:
    """The data of ``official.typ`` and of the .docx."""
    tail = (paper.unit, *paper.copies, paper.signer, paper.duty_officer, paper.phone, *paper.attachments)
    return {
        "mark": words.word("mark", paper.kind),
        "unit": printable(paper.unit),
        "number": printable(paper.number),
        "urgency": printable(paper.urgency),
        "title": printable(paper.title),
        "date": full_day(paper.issued_at),
        "addressees": _list(paper.addressees),
        "copies": _list(paper.copies),
        "sections": _sections(paper.sections, words),
        "attachments": [printable(one) for one in paper.attachments],
        "late": _late(paper),
        "signer": printable(paper.signer),
        "signed": "" if paper.signed_at is None else stamp(paper.signed_at),
        "officer": printable(paper.duty_officer),
        "phone": printable(paper.phone),
        "head": paper.head_code,
        "preprinted": paper.preprinted,
        "draft": paper.draft,
        "drill": paper.drill,
        "keep": sum(map(len, tail)) < 300,
    }


def form_sheet(paper: FormPaper, words: Words) -> dict[str, object]:
    """The data of ``form.typ`` and of the .docx."""
    return {
        "heading": words.word("mark", paper.kind),
        "unit": printable(paper.unit),
        "number": printable(paper.number),
        "made": stamp(paper.made_at),
        "rows": [
            {
                "label": words.word("row", row.label),
                "value": printable_in_cell(row.value),
                "tall": row.tall,
                "red": row.red,
            }
            for row in paper.rows
        ],
        "head": paper.head_code,
        "draft": paper.draft,
        "drill": paper.drill,
    }


def _sections(sections: tuple[Section, ...], words: Words) -> list[dict[str, object]]:
    """Sections with their numbers; a level begins anew under each one above it."""
    counts = dict.fromkeys(NUMBERED, 0)
    told: list[dict[str, object]] = []
    for one in sections:
        number = ""
        if one.level in NUMBERED and one.heading:
            counts[one.level] += 1
            counts |= {level: 0 for level in NUMBERED if level > one.level}
            number = _number(one.level, counts[one.level])
        told.append(
            {
                "level": one.level,
                "heading": number + _heading(one, words),
                "lines": [line for line in printable(one.text).split("\n") if line.strip()],
                "missing": one.missing,
            }
        )
    return told


def _heading(one: Section, words: Words) -> str:
    """Levels 1 and 2 stand on a line of their own; the others begin the line of their text."""
    if not one.heading:
        return ""
    said = words.word("element", one.heading)
    return said if one.level in {1, 2} or not one.text.strip() else f"{said}。"


def _number(level: int, count: int) -> str:
    return NUMBERED[level].format(chinese(count) if level < 3 else count)


def _list(names: tuple[str, ...]) -> str:
    return "、".join(printable(name) for name in names)


def _late(paper: OfficialPaper) -> str:
    if paper.late_by is None:
        return ""
    reason = f"　原因：{printable(paper.late_reason)}" if paper.late_reason else ""
    return f"迟报 {duration(paper.late_by)}{reason}"
