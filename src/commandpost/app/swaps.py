"""串班 and 代班 as requests: reason, the leader's approval, both cells changed in one act, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from commandpost.app import record_fields as read
from commandpost.app.approval import AT_THE_DESK, Approval, approver
from commandpost.app.desk import Desk
from commandpost.app.duty_days import DutyDays, posts_of
from commandpost.app.duty_setup import DutySetupService
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.names import Names
from commandpost.app.people import PeopleService
from commandpost.app.permissions import Action, require
from commandpost.app.roster_tasks import RosterTasks
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.roster import DutyRole, refuse_same_person
from commandpost.domain.rostering.checker import Fault
from commandpost.domain.rostering.swaps import Swap, SwapKind, SwapStatus, exchange, new_faults, refuse_swap
from commandpost.domain.rostering.task import SlotKey
from commandpost.domain.shift_hours import span_at
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

NOBODY = "空岗"
REFUSED_WORDS = "{by}未批准{other}接替{day}{post}（原为{name}）：交还或另有人接替以前，仍由{other}在岗。"
BACK_WORDS = "{other}接替{day}{post}已撤回，该岗交还{name}。经办：{by}。"


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapRequest:
    """One request as lists show it."""

    id: RecordId
    swap: Swap
    status: SwapStatus
    title: str  # of the post
    name: str
    other_name: str
    reason: str
    asked_at: datetime
    asked_by: str
    approved_by: str = ""
    decided_at: datetime | None = None
    urgent: bool = False  # taken over first, to be approved afterwards
    clashes: tuple[Fault, ...] = ()  # rules it would break, while it waits
    despite: str = ""  # why it was approved all the same
    withdrawable: bool = False  # waits, or was taken over at once, refused, and stands in the roster still


class SwapService:
    """Use cases of swaps; a request changes nothing until a leader has approved it."""

    def __init__(
        self, desk: Desk, people: PeopleService, setups: DutySetupService, tasks: RosterTasks, logbook: LogbookService
    ) -> None:
        self._desk = desk
        self._logbook = logbook
        self._people = people
        self._setups = setups
        self._tasks = tasks

    # ------------------------------------------------------------------------------------------------- reading

    def requests(self, *, open_only: bool = False) -> tuple[SwapRequest, ...]:
        """Every request, those waiting first, then the newest."""
        status = SwapStatus.PENDING.value if open_only else None
        records = self._desk.store.records("duty_swap", unit=self._desk.unit, status=status, newest_first=True)
        names = Names(self._desk.store)
        rows = (self._request(record, names) for record in records)
        return tuple(sorted(rows, key=lambda row: row.status is not SwapStatus.PENDING))

    def approved(self, first: date, last: date) -> tuple[SwapRequest, ...]:
        """What was approved for some days, in the order of approval."""
        rows = (one for one in self.requests() if one.status is SwapStatus.APPROVED and not one.urgent)
        wanted = (one for one in rows if any(first <= cell.day <= last for cell in one.swap.moves()))
        return tuple(sorted(wanted, key=lambda one: (one.decided_at or one.asked_at, one.id)))

    # -------------------------------------------------------------------------------------------------- asking

    def ask(
        self,
        cell: SlotKey,
        other: PersonId,
        *,
        reason: str,
        other_cell: SlotKey | None = None,
    ) -> RecordId:
        """Ask that ``other`` comes instead; with ``other_cell`` the two exchange their posts.

        Raises RuleBroken("reason_missing"|"nobody_to_replace"|"person_unknown"|"swap_…") and what
        ``permissions.require`` raises.
        """
        require(self._desk.session, Action.EDIT_ROSTER)
        swap = self._swap(cell, other, other_cell)
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        self._changed(swap, {})
        request = self._desk.new_id("duty_swap")
        values = {**_frame(swap), "reason": reason.strip(), "status": SwapStatus.PENDING.value}
        asked: dict[str, Json] = {"at": read.iso(self._desk.now()), "asked_by": self._desk.session.name}
        self._desk.write(Draft(kind="duty_swap", record=request, act="duty_swap.ask", set={**values, **asked}))
        return request

    def approve(self, request: RecordId, approval: Approval = AT_THE_DESK, *, despite: str = "") -> None:
        """The leader's approval: the cells change in the same act; a broken rule (rest, leave, …) asks ``despite`` why.

        Raises RuleBroken("leader_only"|"swap_outdated"|"swap_decided"|"swap_clash"|"roster_same_person") and what
        ``check_pin`` raises.
        """
        record = self._open(request)
        by = approver(self._desk, self._people, approval)
        row = self._request(record, Names(self._desk.store))
        if row.clashes and not despite.strip():
            raise RuleBroken("swap_clash", field="reason", count=len(row.clashes))
        broken: dict[str, Json] = {
            "despite": despite.strip() if row.clashes else "",
            "broken": [fault.code.value for fault in row.clashes],
        }
        draft = self._decided(request, SwapStatus.APPROVED, by.name)
        decided = replace(draft, set={**draft.set, **broken})
        if row.urgent:
            self._desk.write(decided, *self._approved_afterwards(row, by.name))
            return
        marks = self._marks(row, by.name)
        self._desk.write(decided, *self._changed(row.swap, marks))

    def refuse(self, request: RecordId, approval: Approval = AT_THE_DESK, *, reason: str = "") -> None:
        """The leader refuses; what was taken over already stays until it is handed back or somebody else comes."""
        row = self._request(self._open(request), Names(self._desk.store))
        by = approver(self._desk, self._people, approval)
        draft = self._decided(request, SwapStatus.REFUSED, by.name)
        refused = Draft(
            kind=draft.kind, record=request, act=draft.act, set={**draft.set, "refused_why": reason.strip()}
        )
        told = [self._line(REFUSED_WORDS, row, by=by.name)] if row.withdrawable and row.urgent else []
        self._desk.write(refused, *told)

    def cancel(self, request: RecordId) -> None:
        """Take a request back before it is decided; a post taken over at once goes back to whoever had it before.

        Also after the leader refused that, as long as nobody else has come: the log tells it to both sides.
        Raises RuleBroken("swap_decided"|"swap_outdated") and what ``require`` raises.
        """
        require(self._desk.session, Action.EDIT_ROSTER)
        record = self._open(request, after_refusal=True)
        row = self._request(record, Names(self._desk.store))
        drafts = [self._decided(request, SwapStatus.CANCELLED, self._desk.session.name)]
        if row.urgent and not row.withdrawable:
            raise RuleBroken("swap_outdated")
        if row.urgent:
            drafts += [self._given_back(row, record), self._line(BACK_WORDS, row, by=self._desk.session.name)]
        self._desk.write(*drafts)

    def take_over(self, cell: SlotKey, person: PersonId, *, reason: str) -> RecordId:
        """Somebody takes a post at once, because who was planned fell out; the leader approves afterwards.

        Of the running duty day and the next one only; what is further off can wait for the approval, and what is past
        was not so. Whoever was planned first stays named when a second one takes over.
        Raises RuleBroken("take_over_not_now"|"reason_missing"|"person_unknown"|"swap_same_person"|"roster_same_person")
        and what ``require`` raises.
        """
        require(self._desk.session, Action.EDIT_ROSTER)
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        self._refuse_unknown(person)
        days = self._days()
        if not 0 <= (cell.day - span_at(self._desk.now(), days.setup).date).days <= 1:
            raise RuleBroken("take_over_not_now", field="day")
        fields = days.fields(cell.day)
        planned = read.person_id(fields, cell.role)
        refuse_same_person({**posts_of(fields), cell.role: person})
        marks = read.table(fields, "substitutions")
        first = read.person_id(read.table(marks, cell.role), "instead_of") or planned
        request, now = self._desk.new_id("duty_swap"), read.iso(self._desk.now())
        swap = refuse_swap(Swap(kind=SwapKind.SUBSTITUTE, cell=cell, person=planned, other=person))
        mark: dict[str, Json] = {
            "instead_of": first,
            "reason": reason.strip(),
            "approved_by": "",
            "approved_at": None,
            "kind": SwapKind.SUBSTITUTE.value,
            "request": request,
            "urgent": True,
        }
        others = {key: told for key, told in marks.items() if key != cell.role.value}
        standing_in: dict[str, Json] = others if first == person else {**others, cell.role.value: mark}
        asked: dict[str, Json] = {"at": now, "asked_by": self._desk.session.name, "urgent": True}
        values = {**_frame(swap), "reason": reason.strip(), "status": SwapStatus.PENDING.value, **asked}
        values["mark_before"] = dict(read.table(marks, cell.role))  # whose stand-in the post goes back to
        self._desk.write(
            Draft(kind="duty_swap", record=request, act="duty_swap.take_over", set=values),
            days.draft(cell.day, "duty.take_over", {cell.role.value: person, "substitutions": standing_in}),
        )
        return request

    def skip(self, request: SwapRequest) -> Draft:
        """The draft that marks an approved request as no longer fitting a new roster."""
        return self._decided(request.id, SwapStatus.SKIPPED, request.approved_by)

    # --------------------------------------------------------------------------------------------------- inside

    def _swap(self, cell: SlotKey, other: PersonId, other_cell: SlotKey | None) -> Swap:
        self._refuse_unknown(other)
        planned = posts_of(self._days().fields(cell.day)).get(cell.role)
        if not planned:
            raise RuleBroken("nobody_to_replace", field="person")
        kind = SwapKind.SUBSTITUTE if other_cell is None else SwapKind.SWAP
        return refuse_swap(Swap(kind=kind, cell=cell, person=PersonId(planned), other=other, other_cell=other_cell))

    def _changed(self, swap: Swap, marks: Mapping[SlotKey, Mapping[str, Json]]) -> list[Draft]:
        """The drafts of both days; refuses what no longer fits or puts one person on two posts.

        Whoever has the post back that was his or hers by plan stands in for nobody.
        """
        days = self._days()
        fields = {day: days.fields(day) for day in {cell.day for cell in swap.moves()}}
        held = {
            SlotKey(day, role): PersonId(person)
            for day, told in fields.items()
            for role, person in posts_of(told).items()
            if person
        }
        after = exchange(held, swap)
        drafts = []
        for day, planned in fields.items():
            posts: dict[DutyRole, str | None] = {key.role: who for key, who in after.items() if key.day == day}
            refuse_same_person(posts)
            cells = [cell for cell in swap.moves() if cell.day == day]
            changed: dict[str, Json] = {cell.role.value: after[cell] for cell in cells}
            standing_in = read.table(planned, "substitutions")
            fresh: dict[str, Json] = {cell.role.value: dict(marks[cell]) for cell in cells if cell in marks}
            told = {**standing_in, **fresh}
            home = {
                cell.role.value
                for cell in cells
                if read.person_id(read.table(told, cell.role), "instead_of") == after[cell]
            }
            kept: dict[str, Json] = {key: mark for key, mark in told.items() if key not in home}
            drafts.append(days.draft(day, f"duty.{swap.kind.value}", {**changed, "substitutions": kept}))
        return drafts

    def _marks(self, row: SwapRequest, by: str) -> dict[SlotKey, dict[str, Json]]:
        """The marks of the cells; who was planned first stays named when a second one stands in."""
        days = self._days()
        marks = {}
        for cell, mark in mark_of(row, by=by, at=read.iso(self._desk.now())).items():
            before = read.table(read.table(days.fields(cell.day), "substitutions"), cell.role)
            first = read.person_id(before, "instead_of")
            marks[cell] = {**mark, "instead_of": first or mark["instead_of"]}
        return marks

    def _approved_afterwards(self, row: SwapRequest, by: str) -> list[Draft]:
        days, cell = self._days(), row.swap.cell
        marks = read.table(days.fields(cell.day), "substitutions")
        mark = read.table(marks, cell.role)
        if read.record_id(mark, "request") != row.id:
            return []
        approved: dict[str, Json] = {**mark, "approved_by": by, "approved_at": read.iso(self._desk.now())}
        return [days.draft(cell.day, "duty.approve", {"substitutions": {**marks, cell.role.value: approved}})]

    def _given_back(self, row: SwapRequest, record: Record) -> Draft:
        """The post as it was before somebody took it at once, with the mark it had then."""
        days, cell = self._days(), row.swap.cell
        marks = dict(read.table(days.fields(cell.day), "substitutions"))
        del marks[cell.role.value]
        if before := read.table(record.fields, "mark_before"):
            marks[cell.role.value] = dict(before)
        return days.draft(cell.day, "duty.hand_back", {cell.role.value: row.swap.person, "substitutions": marks})

    def _is_in_force(self, request: RecordId, swap: Swap) -> bool:
        """Whether the roster stands as this taking over left it."""
        fields = self._days().fields(swap.cell.day)
        mark = read.table(read.table(fields, "substitutions"), swap.cell.role)
        return read.record_id(mark, "request") == request and read.person_id(fields, swap.cell.role) == swap.other

    def _line(self, words: str, row: SwapRequest, *, by: str) -> Draft:
        day = f"{row.swap.cell.day.month}月{row.swap.cell.day.day}日"
        told = words.format(by=by, day=day, post=row.title, name=row.name or NOBODY, other=row.other_name)
        return self._logbook.line(told, mode=LogMode.SYSTEM)

    def _clashes(self, swap: Swap, *, urgent: bool) -> tuple[Fault, ...]:
        """Rules the change would break that are kept without it; () for a request that no longer fits."""
        days = [cell.day for cell in swap.moves()]
        task, held = self._tasks.standing(min(days), max(days), fairness=False)
        before = {**held, swap.cell: swap.person} if urgent else held
        try:
            after = exchange(before, swap)
        except RuleBroken:
            return ()
        return new_faults(task, before, after)

    def _decided(self, request: RecordId, status: SwapStatus, by: str) -> Draft:
        values: dict[str, Json] = {
            "status": status.value,
            "approved_by": by,
            "decided_at": read.iso(self._desk.now()),
        }
        return Draft(kind="duty_swap", record=request, act=f"duty_swap.{status.value}", set=values)

    def _open(self, request: RecordId, *, after_refusal: bool = False) -> Record:
        """One that waits; ``after_refusal``: also what was taken over at once and refused."""
        record = self._desk.store.record(request)
        if record is None or record.kind != "duty_swap":
            raise RuleBroken("swap_unknown", request=request)
        status = read.text(record.fields, "status")
        refused = after_refusal and read.flag(record.fields, "urgent") and status == SwapStatus.REFUSED
        if status != SwapStatus.PENDING and not refused:
            raise RuleBroken("swap_decided")
        return record

    def _request(self, record: Record, names: Names) -> SwapRequest:
        fields = record.fields
        swap = _swap_of(fields)
        days, status, urgent = self._days(), SwapStatus(read.text(fields, "status")), read.flag(fields, "urgent")
        undecided = status is SwapStatus.PENDING or (urgent and status is SwapStatus.REFUSED)
        return SwapRequest(
            id=record.id,
            swap=swap,
            status=status,
            title=days.title(days.setup.seat(swap.cell.day, swap.cell.role)),
            name=names.person(swap.person),
            other_name=names.person(swap.other),
            reason=read.text(fields, "reason"),
            asked_at=read.moment(fields, "at") or record.created.at,
            asked_by=read.text(fields, "asked_by"),
            approved_by=read.text(fields, "approved_by"),
            decided_at=read.moment(fields, "decided_at"),
            urgent=urgent,
            clashes=self._clashes(swap, urgent=urgent) if status is SwapStatus.PENDING else (),
            despite=read.text(fields, "despite"),
            withdrawable=undecided and (not urgent or self._is_in_force(record.id, swap)),
        )

    def _days(self) -> DutyDays:
        return DutyDays(desk=self._desk, setup=self._setups.setup(), calendar=self._setups.calendar())

    def _refuse_unknown(self, person: PersonId) -> None:
        record = self._desk.store.record(RecordId(person)) if person else None
        if record is None or record.kind != "staff":
            raise RuleBroken("person_unknown", field="person", person=person)


def mark_of(row: SwapRequest, *, by: str = "", at: Json = None) -> dict[SlotKey, dict[str, Json]]:
    """How a request stands in the cells it changes."""
    approved_at = at if at is not None else read.iso(row.decided_at)
    return {
        cell: {
            "instead_of": leaves,
            "reason": row.reason,
            "approved_by": by or row.approved_by,
            "approved_at": approved_at,
            "kind": row.swap.kind.value,
            "request": row.id,
        }
        for cell, (leaves, _) in row.swap.moves().items()
    }


def _frame(swap: Swap) -> dict[str, Json]:
    frame: dict[str, Json] = {
        "kind": swap.kind.value,
        "day": swap.cell.day.isoformat(),
        "post": swap.cell.role.value,
        "person": swap.person,
        "other": swap.other,
    }
    if swap.other_cell is not None:
        frame |= {"other_day": swap.other_cell.day.isoformat(), "other_post": swap.other_cell.role.value}
    return frame


def _swap_of(fields: read.Fields) -> Swap:
    other_day = read.text(fields, "other_day")
    other = SlotKey(date.fromisoformat(other_day), DutyRole(read.text(fields, "other_post"))) if other_day else None
    return Swap(
        kind=SwapKind(read.text(fields, "kind")),
        cell=SlotKey(date.fromisoformat(read.text(fields, "day")), DutyRole(read.text(fields, "post"))),
        person=read.person_id(fields, "person"),
        other=read.person_id(fields, "other"),
        other_cell=other,
    )
