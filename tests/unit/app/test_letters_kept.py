"""What is shown with ‹200B› in it is never written back: the journal keeps what was typed, letter for letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from commandpost.app.code_dictionary import CodeDictionary
from commandpost.app.courier_values import readable
from commandpost.app.desk import PersonRole, Tier
from commandpost.app.incidents import NewIncident
from commandpost.app.log_lines import LogMode
from commandpost.app.message_templates import MessageTemplates
from commandpost.app.record_fields import as_typed, raw
from commandpost.app.reminders import ReminderService
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.message_templates import MessageTemplate
from commandpost.domain.roster import DutyRole
from commandpost.journal.entry import Draft, Json
from tests.unit.app.desks import DEPARTMENT, LEADER, SIGNED, START, Room
from tests.unit.app.rooms import room as staffed_room

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

    report = room.reports.send(room.reports.sign(saved, SIGNED))

    assert acts(room, report) == ["report.draft", "report.sign", "report.send"]
    (row,) = room.reports.rows()
    assert not row.pending_leader_signature
    kept = room.record(report).fields
    assert kept["signed_by"] == LEADER
    assert cast("dict[str, Json]", kept["elements"])["situation"] == TYPED
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
    assert as_typed([{"a": SHOWN}], [{"a": TYPED}]) == [{"a": TYPED}]
    assert as_typed(SHOWN, None) == SHOWN
    assert as_typed(None, TYPED) is None
    assert (raw({"a": TYPED}, "a"), raw({"a": 1}, "a")) == (TYPED, "")


# -------------------------------------------------------------------------------- forms that give back what they show


def test_changing_one_column_of_a_row_leaves_the_letters_of_its_name() -> None:
    desk = staffed_room()
    record = desk.ledgers.save("team", None, {"name": f"应急{NOTHING}队", "type": "community", "members": "12"})

    desk.ledgers.save("team", record, {"members": "13"})
    desk.ledgers.save("team", record, {**desk.ledgers.row(record).values, "members": "14"})

    kept = desk.desk.store.record(record)
    assert kept is not None
    assert (kept.fields["name"], kept.fields["members"]) == (f"应急{NOTHING}队", 14)
    assert f"应急{NOTHING}队" in str(kept.fields["text"])
    assert desk.ledgers.row(record).name == "应急‹200B›队"


def test_an_incident_whose_shown_title_is_given_back_is_not_revised() -> None:
    room = Room()
    incident = opened(room, TYPED)

    room.incidents.revise(incident, {"title": SHOWN})
    assert acts(room, incident) == ["incident.open"]

    room.incidents.revise(incident, {"title": f"{SHOWN}三处"})
    assert room.record(incident).fields["title"] == f"{TYPED}三处"


def test_a_correction_keeps_the_letters_it_was_not_about() -> None:
    room = Room()
    line = room.logbook.record("请速到\u202e三号楼\u202c，带手电")
    (shown,) = room.logbook.items()
    assert shown.text == "请速到‹202E›三号楼‹202C›，带手电"

    kept = room.logbook.correct(line, shown.text.replace("三号", "四号").replace("‹202C›", ""), "听错")

    assert room.record(kept).fields["text"] == "请速到\u202e四号楼，带手电"


def test_a_kind_that_is_retired_and_a_template_that_is_withdrawn_keep_their_letters() -> None:
    room = Room()
    room.session.roles = frozenset({PersonRole.ADMINISTRATOR})
    dictionary = CodeDictionary(room.desk, room.codes)
    kind = dictionary.add("12P91", f"车棚{NOTHING}倒塌", "12P00", source=f"办法{NOTHING}附表")
    before = room.record(kind).fields
    dictionary.retire("12P91", "不再使用")
    after = room.record(kind).fields
    assert [after[key] for key in ("name", "source", "initials")] == [
        before[key] for key in ("name", "source", "initials")
    ]
    assert (after["name"], after["retired"]) == (f"车棚{NOTHING}倒塌", True)

    templates = MessageTemplates(room.desk, room.incidents, ())
    key = templates.keep(MessageTemplate(key="", title=TYPED, text=TYPED))
    templates.retire(key)
    (kept,) = room.desk.store.records("message_template")
    assert (kept.fields["title"], kept.fields["text"], kept.fields["status"]) == (TYPED, TYPED, "retired")


def test_a_sealed_value_that_is_given_back_as_it_was_shown_keeps_its_letters() -> None:
    room = Room()
    call = room.logbook.record("来电", mode=LogMode.CALL_IN, caller=TYPED)
    room.desk.write(Draft(kind="log", record=call, act="log.test", personal={"caller": SHOWN, "phone": "‹1›"}))

    assert dict(room.desk.store.personal(call)) == {"caller": TYPED, "phone": "‹1›"}


# --------------------------------------------------------------------------------------- copies into other records


def test_a_reminder_of_a_line_has_the_letters_of_the_line() -> None:
    room = Room()
    reminders = ReminderService(room.desk, room.logbook)
    made = reminders.remind(room.logbook.record(TYPED), "30")

    assert room.record(made).fields["text"] == TYPED
    assert reminders.open()[0].text == SHOWN


def test_a_forwarded_report_and_a_copy_from_outside_have_the_letters_they_came_with() -> None:
    street = Room()
    report = street.reports.send(street.reports.draft(opened(street, TYPED)))
    district = Room(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    district.sign_in(PersonId("staff-zhaoqiang"), "赵强")

    forwarded = district.forwards.forward(report, DEPARTMENT)

    assert district.record(forwarded).fields["incident_title"] == TYPED
    assert readable({"title": TYPED, "step": 1})["title"] == TYPED


def test_an_incident_made_of_a_call_has_the_letters_of_the_call() -> None:
    room = Room()
    call = room.logbook.record(f"{TYPED}。请派人", mode=LogMode.CALL_IN)

    incident = room.incidents.open(NewIncident(title=SHOWN, code="12P13", received=START), call)

    assert room.record(incident).fields["title"] == TYPED


def test_an_incident_raised_from_a_report_has_the_letters_of_its_source() -> None:
    street = Room()
    report = street.reports.send(street.reports.draft(opened(street, TYPED)))
    district = Room(tier=Tier.DISTRICT, journal=street.journal, clock=street.clock)
    district.sign_in(PersonId("staff-zhaoqiang"), "赵强")
    assert district.raising.proposed(report).title == SHOWN

    assert district.record(district.raising.raise_report(report)).fields["title"] == TYPED


def test_a_person_whose_name_in_the_journal_hides_a_letter_stands_on_the_roster_by_that_name() -> None:
    room = staffed_room()
    person, day = PersonId(f"staff-{NOTHING}x"), date(2026, 7, 25)
    added = Draft(kind="staff", record=RecordId(person), act="staff.add", set={"name": "何雪", "active": True})
    room.desk.write(added)

    room.duty.set_day(day, DutyRole.PRIMARY, person)

    post = next(one for one in room.duty.month(2026, 7) if one.date == day).post(DutyRole.PRIMARY)
    assert (post.person, post.name) == (person, "何雪")
