"""How a handover went: what was read and asked, the leader's word on an incident in hand, the formal moment."""

from __future__ import annotations

from datetime import datetime

from commandpost.documents.wording import printable, short_stamp
from commandpost.domain.papers import HandoverPaper

Run = dict[str, object]  # {"text": …, "red": …}


def handover_course(paper: HandoverPaper, reference: datetime) -> list[list[Run]]:
    """The lines under 交接过程, each a list of runs."""
    lines: list[list[Run]] = []
    if paper.paper_number:
        lines.append([_run(f"断电期间手填，纸质编号 {printable(paper.paper_number)}，事后补录")])
    if paper.items_read is not None:
        lines.append([_run(f"接班人员逐项阅知 {paper.items_read} 项")])
    for one in paper.questions:
        asked = f"{short_stamp(one.at, reference)} {printable(one.by)}问“{printable(one.item)}”"
        lines.append([_run(f"{asked}：{printable(one.question)}")])
    if paper.release is not None:
        word = f"事件处置中交接：{printable(paper.release.by)} {short_stamp(paper.release.at, reference)} 同意"
        lines.append([_run(f"{word}，{printable(paper.release.reason)}", red=True)])
    if paper.taken_over_at is not None:
        lines.append([_run(f"{short_stamp(paper.taken_over_at, reference)} 正式交接")])
    return lines


def _run(text: str, *, red: bool = False) -> Run:
    return {"text": text, "red": red}
