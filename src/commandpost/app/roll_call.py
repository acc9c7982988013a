"""点名: the communities are asked how they are, and who has not answered stays on the list until it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from commandpost.app.desk import Desk
from commandpost.app.permissions import Action, require
from commandpost.app.record_fields import iso, moment, text, texts
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.journal.entry import Draft
from commandpost.journal.fold import Record

OPEN, ENDED = "open", "ended"
MAX_TEXT = 500
LONGEST_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What one community said, and who wrote it down."""

    community: str
    at: datetime
    text: str
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCall:
    """One roll-call with its answers."""

    id: RecordId
    reason: str
    at: datetime
    limit_at: datetime
    communities: tuple[str, ...]
    answers: tuple[Answered, ...]
    by_name: str
    ended: bool

    @property
    def silent(self) -> tuple[str, ...]:
        """Who has not answered."""
        told = {answer.community for answer in self.answers}
        return tuple(name for name in self.communities if name not in told)


class RollCallService:
    """Use cases of the roll-call; an answer is a record of its own and cannot be taken back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def communities(self) -> tuple[str, ...]:
        """The communities of the street, as its grids name them."""
        found = self._desk.store.records("grid", unit=self._desk.unit)
        return tuple(sorted({name for record in found if (name := text(record.fields, "community"))}))

    def begin(self, reason: str, minutes: int, communities: Sequence[str] = ()) -> RecordId:
        """Ask the communities to answer within so many minutes; all of them unless some are named.

        Raises RuleBroken("reason_missing"|"roll_call_limit"|"roll_call_nobody"|"roll_call_open") and what
        ``permissions.require`` raises.
        """
        require(self._desk.session, Action.DECIDE)
        asked = tuple(communities) or self.communities()
        refused = (
            (not reason.strip(), "reason_missing", "reason"),
            (not 0 < minutes <= LONGEST_MINUTES, "roll_call_limit", "minutes"),
            (not asked, "roll_call_nobody", "communities"),
            (self.current() is not None, "roll_call_open", "reason"),
        )
        for wrong, code, field in refused:
            if wrong:
                raise RuleBroken(code, field=field)
        now, record = self._desk.now(), self._desk.new_id("roll_call")
        self._desk.write(
            Draft(
                kind="roll_call",
                record=record,
                act="roll_call.begin",
                set={
                    "reason": reason.strip(),
                    "at": iso(now),
                    "limit_at": iso(now + timedelta(minutes=minutes)),
                    "communities": list(asked),
                    "by_name": self._desk.session.name,
                    "status": OPEN,
                },
            )
        )
        return record

    def answer(self, roll_call: RecordId, community: str, told: str = "") -> None:
        """Write down what a community said; without words it said that all is well. The first answer counts.

        Raises RuleBroken("roll_call_unknown"|"community_not_asked"|"log_too_long").
        """
        known = self._known(roll_call)
        if community not in known.communities:
            raise RuleBroken("community_not_asked", community=community)
        if len(told) > MAX_TEXT:
            raise RuleBroken("log_too_long", field="text", limit=MAX_TEXT)
        if community not in known.silent:
            return
        self._desk.write(
            Draft(
                kind="roll_call_answer",
                record=RecordId(f"{roll_call}-{community}"),
                act="roll_call.answer",
                set={
                    "roll_call": roll_call,
                    "subject": roll_call,
                    "community": community,
                    "text": told.strip(),
                    "at": iso(self._desk.now()),
                    "by_name": self._desk.session.name,
                },
            )
        )

    def end(self, roll_call: RecordId, reason: str = "") -> None:
        """End it; with somebody silent it needs a reason. Raises RuleBroken("roll_call_unknown"|"reason_missing")."""
        known = self._known(roll_call)
        if known.silent and not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        done = {"status": ENDED, "ended_at": iso(self._desk.now()), "ended_reason": reason.strip()}
        draft = Draft(kind="roll_call", record=roll_call, act="roll_call.end", set=dict(done), note=reason.strip())
        self._desk.write(draft)

    def current(self) -> RollCall | None:
        """The one that goes on."""
        found = self._desk.store.records("roll_call", unit=self._desk.unit, status=OPEN)
        return self.view(found[-1]) if found else None

    def _known(self, roll_call: RecordId) -> RollCall:
        record = self._desk.store.record(roll_call)
        if record is None or record.kind != "roll_call":
            raise RuleBroken("roll_call_unknown")
        return self.view(record)

    def view(self, record: Record) -> RollCall:
        """A roll-call with its answers."""
        at = moment(record.fields, "at") or record.created.at
        answers = self._desk.store.records("roll_call_answer", unit=record.unit, parent=record.id)
        return RollCall(
            id=record.id,
            reason=text(record.fields, "reason"),
            at=at,
            limit_at=moment(record.fields, "limit_at") or at,
            communities=texts(record.fields, "communities"),
            answers=tuple(map(_answered, answers)),
            by_name=text(record.fields, "by_name"),
            ended=text(record.fields, "status") == ENDED,
        )


def roll_call_figures(desk: Desk, since: datetime, until: datetime) -> tuple[int, int]:
    """Communities asked in the roll-calls begun in a span, and those of them that have answered."""
    service = RollCallService(desk)
    begun = desk.store.records("roll_call", unit=desk.unit, since=iso(since), until=iso(until))
    calls = [service.view(record) for record in begun]
    asked = sum(len(call.communities) for call in calls)
    return asked, asked - sum(len(call.silent) for call in calls)


def _answered(record: Record) -> Answered:
    return Answered(
        community=text(record.fields, "community"),
        at=moment(record.fields, "at") or record.created.at,
        text=text(record.fields, "text"),
        by_name=text(record.fields, "by_name"),
    )
