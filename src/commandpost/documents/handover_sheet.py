"""A handover sheet as the template wants it: every value a finished string or flag."""

from __future__ import annotations

from datetime import datetime

from commandpost.documents.handover_course import Run, handover_course
from commandpost.documents.wording import (
    Words,
    clock,
    day,
    duration,
    limit_stamp,
    local,
    printable,
    printable_in_cell,
    short_stamp,
    stamp,
)
from commandpost.domain.papers import (
    CallLine,
    CheckLine,
    CustodyLine,
    DirectiveLine,
    HandoverPaper,
    IncidentLine,
    Outage,
    Post,
    ShiftBlock,
    ShiftFigures,
    Signature,
    StepMark,
    UndoneLine,
    WarningLine,
)


def handover_sheet(paper: HandoverPaper, words: Words) -> dict[str, object]:
    """The data of ``handover.typ``."""
    reference = paper.outgoing.end
    return {
        "heading": words.word("paper", "handover"),
        "unit": printable(paper.unit),
        "number": printable(paper.number),
        "outgoing": _shift(paper.outgoing),
        "incoming": _shift(paper.incoming),
        "state": _state(paper),
        "figures": _figures(paper.figures),
        "incidents": [_incident(line, words, reference) for line in paper.incidents],
        "zero": paper.zero_report,
        "directives": _numbered([_directive(line, words, reference) for line in paper.directives]),
        "undone": _numbered([_undone(line, reference) for line in paper.undone]),
        "undecided": _numbered([_call(line, reference) for line in paper.undecided]),
        "delivery": _delivery(paper),
        "equipment": [_check(line) for line in paper.equipment],
        "custody": [_custody(line) for line in paper.custody],
        "course": handover_course(paper, reference),
        "signatures": {
            "outgoing": _signature(paper.signed_outgoing, reference),
            "incoming": _signature(paper.signed_incoming, reference),
            "leader": _signature(paper.signed_leader, reference),
        },
        "leader_owed": bool(paper.signed_outgoing.name and paper.signed_incoming.name and not paper.signed_leader.name),
        "void": _void(paper),
        "range": f"日志 #{paper.first_entry}—#{paper.last_entry}" if paper.last_entry else "",
        "head": paper.head_code,
        "digest": printable(paper.digest),
        "made": stamp(paper.made_at),
        "drill": paper.drill,
    }


def _run(text: str, *, red: bool = False) -> Run:
    return {"text": text, "red": red}


def _numbered(items: list[list[Run]]) -> list[list[Run]]:
    if len(items) < 2:
        return items
    return [[_run(f"{place}. "), *item] for place, item in enumerate(items, start=1)]


def _shift(block: ShiftBlock) -> dict[str, object]:
    return {
        "hours": f"{stamp(block.start)}—{stamp(block.end)}",
        "leader": [_post(block.leader)] if block.leader.wanted else [],
        "pair": [_post(post) for post in (block.primary, block.secondary, *block.others) if post.wanted],
    }


def _post(post: Post) -> Run:
    if not post.name:
        return _run("空岗", red=True)
    notes = [f"{'调' if post.swapped else '代'}{post.instead_of}"] if post.instead_of else []
    notes += [post.reason] if post.reason else []
    notes += [f"{post.approved_by}批准"] if post.approved_by else []
    notes += [f"{clock(post.arrived_at)}到岗"] if post.arrived_at else []
    notes += [f"{clock(post.left_at)}离岗"] if post.left_at else []
    return _run(printable(f"{post.name}（{'，'.join(notes)}）" if notes else post.name))


def _state(paper: HandoverPaper) -> list[Run]:
    parts = [_run(_warning(line)) for line in paper.warnings] or [_run("生效预警未填写", red=True)]
    parts += [_run(printable(paper.response))] if paper.response else []
    parts += [_outage(outage) for outage in paper.outages]
    return parts + [_run(printable(remark)) for remark in paper.remarks]


def _warning(line: WarningLine) -> str:
    hours = f"{stamp(line.since)}起" if line.since else ""
    hours += f"至{stamp(line.until)}" if line.until else ""
    return printable(line.name) + (f"（{hours}）" if hours else "")


def _outage(outage: Outage) -> Run:
    if outage.until is None:
        return _run(f"与区平台通信 {clock(outage.since)} 起中断，尚未恢复", red=True)
    text = f"与区平台通信 {clock(outage.since)}—{short_stamp(outage.until, outage.since)} 中断，已恢复"
    if not outage.resent:
        return _run(text)
    if outage.receipted >= outage.resent:
        return _run(f"{text}，补传 {outage.resent} 条全部签收")
    return _run(f"{text}，补传 {outage.resent} 条，签收 {outage.receipted} 条")


def _figures(figures: ShiftFigures) -> list[Run]:
    answer = f"（应答{duration(figures.spot_check_answer)}）" if figures.spot_check_answer is not None else ""
    parts = [
        _run(f"来电 {figures.calls_in}"),
        _run(f"去电 {figures.calls_out}"),
        _run(f"接报事件 {figures.incidents}"),
        _run(f"应报 {figures.owed}"),
        _run(f"按时 {figures.in_time}"),
        _run(f"超时 {figures.late}", red=figures.late > 0),
    ]
    parts += [_run(f"无法证明 {figures.not_provable}", red=True)] if figures.not_provable else []
    parts += [_run(f"待续报 {figures.follow_ups_due}")] if figures.follow_ups_due else []
    parts += [_run(f"转办 {figures.passed_on}")] if figures.passed_on else []
    parts.append(_run(f"查岗 {figures.spot_checks}{answer}"))
    parts += [_run(f"点名应答 {figures.call_outs_answered}/{figures.call_outs}")] if figures.call_outs else []
    return parts


def _incident(line: IncidentLine, words: Words, reference: datetime) -> dict[str, object]:
    duty = f"（{printable(line.responsible)}）" if line.responsible else ""
    times = f"（第{line.times + 1}次移交）" if line.times else ""
    return {
        "title": printable_in_cell(line.title),
        "under": printable_in_cell(" ".join(part for part in (line.number, line.place) if part)),
        "level": words.word("level", line.level),
        "received": _moment(line.received, reference),
        "last": _run("—") if line.last_report is None else _sent(line.last_report, words, reference),
        "next": _run("—") if line.next_due is None else _due(line.next_due, words, reference),
        "handed": (printable_in_cell(line.handed_over) or "无移交") + duty + times,
    }


def _moment(moment: datetime, reference: datetime) -> str:
    return clock(moment) if abs(moment - reference).days < 1 else f"{day(moment)}\n{clock(moment)}"


def _sent(mark: StepMark, words: Words, reference: datetime) -> Run:
    at = short_stamp(mark.at, reference) if mark.at else ""
    late = "（迟报）" if mark.late else ""
    return _run(f"{words.step(mark.step, mark.sequence)}\n{at}{late}", red=mark.late)


def _due(mark: StepMark, words: Words, reference: datetime) -> Run:
    at = limit_stamp(mark.at, reference) if mark.at else "立即"
    late = "（已超时）" if mark.late else ""
    return _run(f"{at}\n{words.step(mark.step, mark.sequence)}{late}", red=True)


def _directive(line: DirectiveLine, words: Words, reference: datetime) -> list[Run]:
    said = f"{short_stamp(line.at, reference)} {printable(line.sender)}：{_sentence(printable(line.text))}"
    status = words.word("directive", line.status)
    moment = f" {short_stamp(line.status_at, reference)}" if line.status_at else ""
    limit = f"，时限 {limit_stamp(line.limit_at, reference)}" if line.limit_at and line.status != "answered" else ""
    return [_run(said), _run(f"（{status}{moment}{limit}）", red=line.status == "open")]


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "！", "？", ".", "!", "?")) else f"{text}。"


def _undone(line: UndoneLine, reference: datetime) -> list[Run]:
    duty = f"（{printable(line.responsible)}）" if line.responsible else ""
    limit = [_run(f" {limit_stamp(line.limit_at, reference)} 前", red=True)] if line.limit_at else []
    since = f"，{day(line.since)}起" if line.since else ""
    carried = [_run(f"（第{line.times + 1}次移交{since}）")] if line.times else []
    return [_run(printable(line.text)), *limit, *([_run(duty)] if duty else []), *carried]


def _call(line: CallLine, reference: datetime) -> list[Run]:
    number = f"{printable(line.number)} " if line.number else ""
    return [_run(number + f"{short_stamp(line.at, reference)} {printable(line.text)}", red=True)]


def _delivery(paper: HandoverPaper) -> list[Run]:
    waiting = _run(f"未送达 {paper.undelivered} 条", red=True) if paper.undelivered else _run("全部送达")
    if not paper.conflicts:
        return [waiting, _run("无冲突")]
    return [waiting, *(_run(f"冲突：{printable(text)}", red=True) for text in paper.conflicts)]


def _check(line: CheckLine) -> Run:
    mark = {True: "√", False: "异常", None: "未查"}[line.ok]
    note = f"（{printable(line.note)}）" if line.note else ""
    return _run(f"{printable(line.name)} {mark}{note}", red=line.ok is not True)


def _custody(line: CustodyLine) -> Run:
    note = f"（{printable(line.note)}）" if line.note else ""
    return _run(f"{printable(line.name)} {printable(line.quantity)}{note}")


def _signature(signature: Signature, reference: datetime) -> dict[str, object]:
    if not signature.name:
        return {"name": "", "at": ""}
    at = signature.at
    same_day = at is not None and local(at).date() == local(reference).date()
    why = f"（非本班人员代签：{signature.standing_in}）" if signature.standing_in else ""
    return {
        "name": printable(f"{signature.name}{why}"),
        "at": "" if at is None else clock(at) if same_day else stamp(at),
    }


def _void(paper: HandoverPaper) -> str:
    if paper.void is None:
        return ""
    return printable(f"{stamp(paper.void.at)} {paper.void.by} 作废：{paper.void.reason}")
