"""What is shown with ‹200B› in it is never written back: the journal keeps what was typed, letter for letter."""

from __future__ import annotations

from dataclasses import replace

from commandpost.app.incidents import NewIncident
from commandpost.app.record_fields import as_typed, raw
from commandpost.domain.ids import RecordId
from tests.unit.app.desks import LEADER, START, Room

NOTHING = "\u200b"  # a zero-width space, as texts pasted from a chat bring it
TYPED, SHOWN = f"围墙{NOTHING}倒塌", "围墙‹200B›倒塌"


def opened(room: Room, title: str = "围墙倒塌") -> RecordId:
    return room.incidents.open(NewIncident(title=title, code="12P13", received=START))


def acts(room: Room, record: RecordId) -> list[str]:
    return [entry.body.act for entry in room.journal.entries if entry.body.record == record]


def test_a_signed_report_with_a_hidden_character_keeps_its_signature_when_it_is_sent() -> None:
    room = Room()
    drafted = room.reports.draft(opened(room))
    saved = room.reports.save(
        replace(
            drafted,
            title=f"关于{TYPED}的初报",
            addressees=(f"区{NOTHING}值班室",),
            elements={**drafted.elements, "situation": TYPED},
        )
    )
    assert saved.elements["situation"] == SHOWN

    report = room.reports.send(room.reports.sign(saved, LEADER))

    assert acts(room, report) == ["report.draft", "report.sign", "report.send"]
    (row,) = room.reports.rows()
    assert not row.pending_leader_signature
    kept = room.record(report).fields
    assert kept["signed_by"] == LEADER
    assert kept["elements"]["situation"] == TYPED  # type: ignore[call-overload,index]  # an object of texts
    assert (kept["title"], kept["addressees"]) == (f"关于{TYPED}的初报", [f"区{NOTHING}值班室"])


def test_a_change_of_one_element_leaves_the_letters_of_the_others() -> None:
    room = Room()
    drafted = room.reports.draft(opened(room))
    saved = room.reports.save(replace(drafted, elements={**drafted.elements, "situation": TYPED, "causes": "待查"}))

    changed = room.reports.save(replace(saved, elements={**saved.elements, "causes": "雨后"}))

    elements = room.record(changed.id or RecordId("")).fields["elements"]
    assert isinstance(elements, dict)
    assert (elements["situation"], elements["causes"]) == (TYPED, "雨后")


def test_what_was_touched_is_what_is_told() -> None:
    assert as_typed("围墙倒塌", TYPED) == "围墙倒塌"
    assert as_typed([SHOWN, "新"], [TYPED]) == [TYPED, "新"]
    assert as_typed({"a": SHOWN, "b": 1}, {"a": TYPED}) == {"a": TYPED, "b": 1}
    assert as_typed([{"a": SHOWN}], [TYPED]) == [{"a": SHOWN}]
    assert as_typed(None, TYPED) is None
    assert (raw({"a": TYPED}, "a"), raw({"a": 1}, "a")) == (TYPED, "")
