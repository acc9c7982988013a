"""What is read out at a handover, item by item, and when an incident is still in hand.

Figures are the unit's own (``duty_setup.HandoverFigures``, 待本单位核定); that a shift must not change while an
incident is being handled is practice of plants and data rooms, taken over on purpose.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from commandpost.domain.duty_setup import HandoverFigures
from commandpost.domain.errors import RuleBroken
from commandpost.domain.paper_encoding import to_plain
from commandpost.domain.papers import HandoverPaper, IncidentLine, QuestionLine, Signature

DIGEST_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverItem:
    """One thing the incoming reads and ticks; the key is the same on every reading of the sheet."""

    key: str
    kind: str  # incident directive undone undecided conflict equipment custody
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """The incoming has read an item, and asked what is noted."""

    key: str
    by: str
    at: datetime
    question: str = ""


def items_of(paper: HandoverPaper) -> tuple[HandoverItem, ...]:
    """Everything to be read, in the order of the sheet; a quiet shift still hands over its keys and equipment."""
    return tuple(_items(paper))


def _items(paper: HandoverPaper) -> Iterator[HandoverItem]:
    for line in paper.incidents:
        yield HandoverItem(key=f"incident:{line.number or line.title}", kind="incident", text=line.title)
    for directive in paper.directives:
        key = f"directive:{directive.at.isoformat()}:{directive.sender}"
        yield HandoverItem(key=key, kind="directive", text=f"{directive.sender}：{directive.text}")
    for place, matter in enumerate(paper.undone):
        yield HandoverItem(key=f"undone:{matter.matter or place}", kind="undone", text=matter.text)
    for call in paper.undecided:
        yield HandoverItem(key=f"undecided:{call.number}", kind="undecided", text=call.text)
    for place, told in enumerate(paper.conflicts):
        yield HandoverItem(key=f"conflict:{place}", kind="conflict", text=told)
    faulty = [check.name for check in paper.equipment if check.ok is False]
    for name in faulty:
        yield HandoverItem(key=f"equipment:{name}", kind="equipment", text=name)
    if paper.custody:
        told = "、".join(f"{one.name} {one.quantity}" for one in paper.custody)
        yield HandoverItem(key="custody", kind="custody", text=told)


def unread(paper: HandoverPaper, ticks: Iterable[Tick]) -> tuple[HandoverItem, ...]:
    """What nobody has ticked yet."""
    read = {tick.key for tick in ticks}
    return tuple(item for item in items_of(paper) if item.key not in read)


def refuse_unread(paper: HandoverPaper, ticks: Iterable[Tick]) -> None:
    """Raise RuleBroken("items_unread", left=…) while something was not read."""
    left = len(unread(paper, ticks))
    if left:
        raise RuleBroken("items_unread", field="items", left=left)


def with_ticks(paper: HandoverPaper, ticks: Iterable[Tick]) -> HandoverPaper:
    """The sheet with what was asked while it was read."""
    told = {item.key: item.text for item in items_of(paper)}
    done = [tick for tick in ticks if tick.key in told]
    questions = tuple(
        QuestionLine(item=told[tick.key], question=tick.question, by=tick.by, at=tick.at)
        for tick in done
        if tick.question
    )
    return replace(paper, questions=questions, items_read=len(done))


def in_hand(line: IncidentLine, now: datetime, figures: HandoverFigures) -> bool:
    """Whether an incident is still being handled: just received, or a report is due at once, soon, or overdue."""
    if now - line.received < timedelta(minutes=figures.settled):
        return True
    if line.next_due is None:
        return False
    return line.next_due.at is None or line.next_due.at - now <= timedelta(minutes=figures.due_soon)


def digest_of(paper: HandoverPaper) -> str:
    """The first digits of SHA-256 over what was frozen, without signatures and what was added while it was read."""
    frozen = replace(
        paper,
        signed_outgoing=Signature(),
        signed_incoming=Signature(),
        signed_leader=Signature(),
        void=None,
        questions=(),
        items_read=None,
        release=None,
        taken_over_at=None,
        digest="",
    )
    told = json.dumps(to_plain(frozen), ensure_ascii=False, sort_keys=True)
    return sha256(told.encode()).hexdigest()[:DIGEST_DIGITS]
