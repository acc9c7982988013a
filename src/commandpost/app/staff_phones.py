"""Telephones of the staff on their way out: in clear by permission and on record, masked otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commandpost.app.desk import Desk
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.permissions import Action, may
from commandpost.app.record_fields import iso
from commandpost.domain.ids import RecordId
from commandpost.domain.masking import mask_phone
from commandpost.journal.entry import Draft, Json

NUMBERS = ("phone", "phone_more")
LEFT = "{what}含{count}人电话导出。"
MASKED = "电话已隐去：导出电话须登录并有导出权限"


@dataclass(frozen=True, slots=True)
class Phones:
    """Numbers by person's id; ``masked``: whoever sits at the desk may not take them out in clear."""

    by_person: Mapping[str, str]
    masked: bool = False


def phones_leaving(desk: Desk, people: Mapping[str, str], what: str) -> Phones:
    """Every number on file of these people (id → name) for a file or a paper; in clear it is recorded and logged."""
    found = {person: _numbers(desk, person) for person in people}
    if not may(desk.session, Action.EXPORT):
        hidden = {person: " ".join(map(mask_phone, numbers)) for person, numbers in found.items()}
        return Phones(hidden, masked=any(found.values()))
    told = sum(map(bool, found.values()))
    if told:
        asked: dict[str, Json] = {
            "file": what,
            "people": [person for person, numbers in found.items() if numbers],
            "at": iso(desk.now()),
            "by": desk.session.person,
        }
        line = LogbookService(desk).line(LEFT.format(what=what, count=told), mode=LogMode.SYSTEM)
        desk.write(Draft(kind="export", record=desk.new_id("export"), act="export.phones", set=asked), line)
    return Phones({person: " ".join(numbers) for person, numbers in found.items()})


def _numbers(desk: Desk, person: str) -> list[str]:
    told = desk.store.personal(RecordId(person))
    return [told[key] for key in NUMBERS if told.get(key)]
