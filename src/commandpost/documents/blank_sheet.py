"""An empty form as the template wants it: the blocks of the printed sheet, and a QR code with its number."""

from __future__ import annotations

from commandpost.documents.wording import Words, printable, stamp
from commandpost.domain.papers import BlankPaper

# 电话记录: what the real forms ask for
PHONE_FIELDS = (
    ("来电时间", 1),
    ("来电单位、姓名、职务", 1),
    ("来电号码", 1),
    ("事发时间、地点", 1),
    ("内容：起因、经过、结果、影响、趋势", 6),
    ("已报告或已通知的领导、单位及时间", 3),
    ("处理：转办／上报／仅记录", 2),
    ("记录人、记录时间", 1),
)


def blank_sheet(paper: BlankPaper, words: Words) -> dict[str, object]:
    """The data of ``blank.typ``."""
    from commandpost.documents.codes import draw_code  # noqa: PLC0415  # pictures and codes: no start waits for them

    return {
        "kind": paper.kind,
        "heading": words.word("paper", f"blank_{paper.kind}"),
        "unit": printable(paper.unit),
        "number": printable(paper.number),
        "made": stamp(paper.made_at),
        "qr": list(draw_code(paper.code)),
        "posts": [printable(post) for post in paper.posts],
        "equipment": [printable(one) for one in paper.equipment],
        "custody": [printable(one) for one in paper.custody],
        "fields": [[name, lines] for name, lines in PHONE_FIELDS],
    }
