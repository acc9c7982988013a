"""The duty log as values: modes, decisions, and the lines that are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from commandpost.app.desk import Desk
from commandpost.app.names import Names
from commandpost.app.record_fields import flag, member, moment, person_id, raw, record_id, tables, text, texts
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.masking import mask_name, mask_phone
from commandpost.journal.clock import Grade
from commandpost.journal.fold import Delivery, Record

MAX_OLDER = 50  # corrections of one line that are shown

# ``status`` of a log record; the store finds these by index
UNADOPTED = "unadopted"  # written without sign-in; nobody has taken it over yet, decided or not
UNDECIDED = "undecided"
DONE = "done"


class LogMode(StrEnum):
    """来电 去电 现场 指示 记事 系统."""

    CALL_IN = "call_in"
    CALL_OUT = "call_out"
    ON_SCENE = "on_scene"
    DIRECTIVE = "directive"
    NOTE = "note"
    SYSTEM = "system"


class Decision(StrEnum):
    """Every call ends as an incident, passed on, or only noted; until then it is shown."""

    UNDECIDED = "undecided"
    INCIDENT = "incident"
    PASSED_ON = "passed_on"
    NOTED = "noted"


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderText:
    """What an entry said before it was corrected, and why it was."""

    text: str
    at: datetime
    author: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierDecision:
    """What a call was decided to be before somebody thought again."""

    decision: Decision
    passed_to: str
    incident_title: str
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogItem:
    """One line of the log as shown; a corrected line carries its older texts, oldest first."""

    id: RecordId
    number: str
    at: datetime  # entered; of a corrected line, when its first text was entered
    corrected_at: datetime | None
    happened: datetime | None
    mode: LogMode
    text: str
    caller_masked: str
    caller_unit: str
    phone_masked: str
    told: tuple[str, ...]
    incident: RecordId | None
    incident_title: str
    decision: Decision | None  # None: no call, nothing to decide
    passed_to: str
    decided_before: tuple[EarlierDecision, ...]
    author: PersonId | None
    author_name: str
    signed_in: bool
    adopted_by_name: str
    corrected_by: RecordId | None
    corrects: RecordId | None
    older: tuple[OlderText, ...]
    phone_report: bool
    delivery: Delivery
    grade: Grade
    note: str
    on_paper: bool = False  # entered from a paper form: ``happened`` is when the call came in


class LogLines:
    """Makes the shown lines of records; asks the store a few questions, however many they are."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names = Names(desk.store)
        self._before: dict[RecordId, Record] = {}  # what was corrected

    def items(self, records: Sequence[Record]) -> tuple[LogItem, ...]:
        """The lines of records that were not corrected, in their order."""
        self._before |= earlier_texts(self._desk, records)
        self._names.know(name for record in (*records, *self._before.values()) for name in _named(record))
        sealed = self._desk.store.personals([record for record in records if record.blobs])
        return tuple(self._item(record, sealed.get(record.id, {})) for record in records)

    def _item(self, record: Record, personal: Mapping[str, str]) -> LogItem:
        fields = record.fields
        older, first = self._older(record)
        at = entered_at(record)
        incident = raw(fields, "incident")
        return LogItem(
            id=record.id,
            number=text(fields, "number"),
            at=older[0].at if older else at,
            corrected_at=at if older else None,
            happened=moment(fields, "happened"),
            on_paper=bool(text(fields, "paper_number")),
            mode=mode_of(record),
            text=text(fields, "text"),
            caller_masked=self._name(personal),
            caller_unit=text(personal, "caller_unit"),
            phone_masked=mask_phone(raw(personal, "phone")),
            told=texts(fields, "told"),
            incident=RecordId(incident) if incident else None,
            incident_title=self._names.incident(RecordId(incident)) if incident else "",
            decision=decision_of(record),
            passed_to=text(fields, "passed_to"),
            decided_before=self._decided_before(record),
            author=record.author,
            author_name=self._names.person(record.author),
            signed_in=record.author is not None,
            adopted_by_name=self._names.person(person_id(fields, "adopted_by")),
            corrected_by=None,
            corrects=first,
            older=older,
            phone_report=flag(fields, "phone_report"),
            delivery=record.delivery,
            grade=record.created.grade,
            note=text(fields, "correction_reason"),
        )

    def _name(self, personal: Mapping[str, str]) -> str:
        """A caller's name in clear for who is signed in; masked on a locked screen."""
        session = self._desk.session
        hidden = session.locked or session.person is None
        return mask_name(raw(personal, "caller")) if hidden else text(personal, "caller")

    def _decided_before(self, record: Record) -> tuple[EarlierDecision, ...]:
        """The decisions that do not hold any more, oldest first."""
        return tuple(
            EarlierDecision(
                decision=Decision(text(told, "decision")),
                passed_to=text(told, "passed_to"),
                incident_title=self._names.incident(record_id(told, "incident")) if told.get("incident") else "",
                by=self._names.person(person_id(told, "decided_by")),
                at=moment(told, "decided_at"),
            )
            for told in tables(record.fields, "decided_before")
            if member(Decision, text(told, "decision")) is not None
        )

    def _older(self, record: Record) -> tuple[tuple[OlderText, ...], RecordId | None]:
        """The texts before this one, oldest first, each with the reason it was given up; the record it corrects."""
        older: list[OlderText] = []
        newer = record
        for found in corrected_of(record, self._before):
            older.insert(0, self._old_text(found, text(newer.fields, "correction_reason")))
            newer = found
        corrects = raw(record.fields, "corrects")
        return tuple(older), RecordId(corrects) if corrects else None

    def _old_text(self, record: Record, reason: str) -> OlderText:
        return OlderText(
            text=text(record.fields, "text"),
            at=entered_at(record),
            author=self._names.person(record.author),
            reason=reason,
        )


def earlier_texts(desk: Desk, records: Sequence[Record]) -> dict[RecordId, Record]:
    """What these lines correct, and what that corrects; a question for each step of the longest chain."""
    before: dict[RecordId, Record] = {}
    newer = records
    for _step in range(MAX_OLDER):
        wanted = {record_id(record.fields, "corrects") for record in newer} - {RecordId(""), *before}
        if not wanted:
            break
        found = desk.store.several(wanted)
        before |= found
        newer = [*found.values()]
    return before


def corrected_of(record: Record, before: Mapping[RecordId, Record]) -> Iterator[Record]:
    """The lines a line corrects, one after another, back to the first."""
    found = before.get(record_id(record.fields, "corrects"))
    for _step in range(MAX_OLDER):
        if found is None:
            break
        yield found
        found = before.get(record_id(found.fields, "corrects"))


def first_lines(records: Iterable[Record]) -> tuple[Record, ...]:
    """What was entered, without the lines that correct it: a call that was written anew was still one call."""
    return tuple(record for record in records if not raw(record.fields, "corrects"))


def standing_lines(desk: Desk, records: Iterable[Record]) -> tuple[Record, ...]:
    """What stands now in the place of each of these lines; a question for each step of the longest chain."""
    lines = tuple(records)
    for _step in range(MAX_OLDER):
        newer = desk.store.several({record_id(one.fields, "corrected_by") for one in lines} - {RecordId("")})
        if not newer:
            break
        lines = tuple(newer.get(record_id(one.fields, "corrected_by"), one) for one in lines)
    return lines


def entered_at(record: Record) -> datetime:
    """When a line was entered."""
    return moment(record.fields, "at") or record.created.at


def _named(record: Record) -> Iterator[str | None]:
    """Everybody and every incident whose name a line may show."""
    for told in (record.fields, *tables(record.fields, "decided_before")):
        yield from (record_id(told, "incident"), person_id(told, "decided_by"))
    yield from (record.author, person_id(record.fields, "adopted_by"))


def mode_of(record: Record) -> LogMode:
    """The mode of a line; an unknown one reads as a note."""
    mode = text(record.fields, "mode")
    return member(LogMode, mode) or LogMode.NOTE


def decision_of(record: Record) -> Decision | None:
    """What became of a call; None: no call, nothing to decide."""
    decision = text(record.fields, "decision")
    return member(Decision, decision)


def is_unadopted(record: Record) -> bool:
    """Whether the line waits for somebody to take it over."""
    return text(record.fields, "status") == UNADOPTED
