"""The unit's own event codes over the shipped book: entries of the journal, retired and never deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from commandpost.app.desk import Desk
from commandpost.app.permissions import Action, require
from commandpost.app.pinyin import initials
from commandpost.app.record_fields import Fields, flag, iso, raw, text
from commandpost.domain.codes import CodeBook, EventClass, EventCode
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.rules import stem
from commandpost.domain.visible_text import as_typed
from commandpost.journal.entry import Draft

KIND = "event_code"
MOST = 2_000  # codes shown at once
_CODE = re.compile(r"[0-9A-Z]{3,8}")


class CodeDictionary:
    """Use cases of the dictionary; ``book`` is the one everybody reads and always holds the unit's own codes."""

    def __init__(self, desk: Desk, book: CodeBook) -> None:
        self._desk = desk
        self.book = book
        self.refresh()

    def refresh(self) -> None:
        """Lay the journal's codes over the shipped ones; after entries came from elsewhere."""
        self.book.lay_over(self._own())

    def find(self, typed: str) -> tuple[EventCode, ...]:
        """By code, name or pinyin initials, the retired ones too; all for nothing typed."""
        return self.book.find(typed, MOST, retired=True)

    def add(self, code: str, name: str, parent: str, *, source: str, verified: bool = False) -> RecordId:
        """Enter a kind of the unit's own below a known one; it takes its class from there.

        Raises RuleBroken("event_code_invalid"|"event_code_taken"|"event_code_parent_unknown"|
        "event_code_outside_parent"), what ``revise`` raises of the words, and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.ADOPT_RULES)
        code, above = code.strip().upper(), self.book.get(parent)
        if not _CODE.fullmatch(code):
            raise RuleBroken("event_code_invalid", field="code")
        if self.book.get(code) is not None:
            raise RuleBroken("event_code_taken", field="code", typed=code, name=self.book.name(code))
        if above is None:
            raise RuleBroken("event_code_parent_unknown", field="parent")
        if not code.startswith(stem(parent)):
            raise RuleBroken("event_code_outside_parent", field="code", stem=stem(parent))
        made = EventCode(code=code, name=name, parent=parent, event_class=above.event_class)
        return self._keep(replace(made, source=source, verified=verified), "event_code.add")

    def revise(self, code: str, *, name: str, source: str, verified: bool) -> RecordId:
        """Change name, source or the mark of a code, shipped or own; incidents keep the name they were given.

        Raises RuleBroken("event_code_unknown"|"event_code_name_missing"|"event_code_source_missing") and what
        ``permissions.require`` raises.
        """
        require(self._desk.session, Action.ADOPT_RULES)
        return self._keep(replace(self._known(code), name=name, source=source, verified=verified), "event_code.revise")

    def retire(self, code: str, reason: str) -> None:
        """Offer it no longer. Raises RuleBroken("reason_missing"|"event_code_unknown") and as ``require`` does."""
        require(self._desk.session, Action.ADOPT_RULES)
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        self._keep(replace(self._known(code), retired=True), "event_code.retire", reason.strip())

    def offer_again(self, code: str) -> None:
        """Take a retirement back. Raises as ``retire`` does."""
        require(self._desk.session, Action.ADOPT_RULES)
        self._keep(replace(self._known(code), retired=False), "event_code.offer_again")

    def _known(self, code: str) -> EventCode:
        found = self.book.get(code)
        if found is None:
            raise RuleBroken("event_code_unknown", field="code", typed=code)
        return found

    def _keep(self, code: EventCode, act: str, note: str = "") -> RecordId:
        record = RecordId(f"{KIND}-{self._desk.unit}-{code.code}")
        before = self._desk.store.record(record)
        kept: Fields = before.fields if before is not None else {}
        name, source = as_typed(code.name.strip(), raw(kept, "name")), code.source.strip()
        if not name:
            raise RuleBroken("event_code_name_missing", field="name")
        if not source:
            raise RuleBroken("event_code_source_missing", field="source")
        draft = Draft(
            kind=KIND,
            record=record,
            act=act,
            set={
                "code": code.code,
                "name": name,
                "parent": code.parent,
                "class": str(code.event_class),
                "initials": initials(name).lower(),
                "source": source,
                "verified": code.verified,
                "retired": code.retired,
                "at": iso(self._desk.now()),
                "by": self._desk.session.person,
            },
            note=note,
        )
        self._desk.write(draft)
        self.refresh()
        return record

    def _own(self) -> Iterator[EventCode]:
        for record in self._desk.store.records(KIND, unit=self._desk.unit):
            code = _code(record.fields)
            if code is not None:
                yield code


def _code(fields: Fields) -> EventCode | None:
    """None for what another version of the program wrote otherwise."""
    told = text(fields, "class")
    if not text(fields, "code") or told not in set(EventClass):
        return None
    return EventCode(
        code=text(fields, "code"),
        name=text(fields, "name"),
        parent=text(fields, "parent"),
        event_class=EventClass(told),
        initials=text(fields, "initials"),
        verified=flag(fields, "verified"),
        source=text(fields, "source"),
        retired=flag(fields, "retired"),
        own=True,
    )
