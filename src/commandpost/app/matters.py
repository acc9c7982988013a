"""待办事项: what a shift leaves undone; it stands on every sheet until somebody closes it, with its history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from commandpost.app import record_fields as read
from commandpost.app.desk import Desk
from commandpost.app.permissions import Action, require
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.papers import UndoneLine
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import Record

OPEN, DONE = "open", "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One matter with the sheets it was handed over by."""

    id: RecordId
    text: str
    since: datetime
    opened_by: str
    sheets: tuple[str, ...]
    done: bool
    result: str = ""

    def line(self) -> UndoneLine:
        """The matter as the sheet shows it."""
        return UndoneLine(text=self.text, matter=self.id, since=self.since, times=len(self.sheets))


class MatterService:
    """Use cases of unfinished matters."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def open_matters(self) -> tuple[Matter, ...]:
        """Every matter nobody has closed, the oldest first."""
        return tuple(_matter(record) for record in self._records(OPEN))

    def history(self) -> tuple[Matter, ...]:
        """All of them, closed ones too."""
        return tuple(_matter(record) for record in self._records(None))

    def close(self, matter: RecordId, result: str) -> None:
        """Close a matter. Raises RuleBroken("reason_missing"|"matter_unknown") and what ``require`` raises."""
        require(self._desk.session, Action.HAND_OVER)
        record = self._desk.store.record(matter)
        if record is None or record.kind != "matter":
            raise RuleBroken("matter_unknown", matter=matter)
        if not result.strip():
            raise RuleBroken("reason_missing", field="result")
        now = read.iso(self._desk.now())
        values: dict[str, Json] = {
            "status": DONE,
            "result": result.strip(),
            "closed_at": now,
            "closed_by": self._desk.session.name,
        }
        self._desk.write(Draft(kind="matter", record=matter, act="matter.close", set=values))

    def opened(self, lines: Iterable[UndoneLine]) -> tuple[tuple[UndoneLine, ...], tuple[Draft, ...]]:
        """Lines with a record each, and the drafts of those that are new; one that is open already is not opened twice.

        A sheet made void has opened its matters: they stand on the one begun after it as they are.
        """
        now, made, drafts = self._desk.now(), [], []
        known = {one.text: one.line() for one in self.open_matters()}
        same = (line if line.matter else known.get(line.text, line) for line in lines)
        for line in {one.matter or one.text: one for one in same}.values():
            if line.matter:
                made.append(line)
                continue
            matter = self._desk.new_id("matter")
            values: dict[str, Json] = {
                "at": read.iso(now),
                "text": line.text,
                "opened_by": self._desk.session.name,
                "status": OPEN,
                "sheets": [],
            }
            drafts.append(Draft(kind="matter", record=matter, act="matter.open", set=values))
            made.append(replace(line, matter=matter, since=now))
        return tuple(made), tuple(drafts)

    def handed_over(self, matters: Iterable[str], number: str) -> tuple[Draft, ...]:
        """The drafts that note a sheet in each matter's history, once."""
        drafts = []
        for matter in dict.fromkeys(matters):
            record = self._desk.store.record(RecordId(matter))
            sheets = read.texts(record.fields, "sheets") if record else ()
            if number not in sheets:
                values: dict[str, Json] = {"sheets": [*sheets, number]}
                drafts.append(Draft(kind="matter", record=RecordId(matter), act="matter.hand_over", set=values))
        return tuple(drafts)

    def _records(self, status: str | None) -> tuple[Record, ...]:
        return self._desk.store.records("matter", unit=self._desk.unit, status=status)


def _matter(record: Record) -> Matter:
    fields = record.fields
    return Matter(
        id=record.id,
        text=read.text(fields, "text"),
        since=read.moment(fields, "at") or record.created.at,
        opened_by=read.text(fields, "opened_by"),
        sheets=read.texts(fields, "sheets"),
        done=read.text(fields, "status") == DONE,
        result=read.text(fields, "result"),
    )
