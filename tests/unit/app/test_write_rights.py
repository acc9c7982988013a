"""Who may write: asked at the one door of every change, so that no service can forget it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commandpost.app.desk import PersonRole
from commandpost.app.logbook import Decision, LogMode
from commandpost.app.people import DutyFile
from commandpost.app.permissions import ACTIONS, BY_OWN_PIN, EMERGENCY, OF_THE_MACHINE, OF_THE_STAFF
from commandpost.app.reminders import ReminderService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import NewIncident
from commandpost.journal.entry import ChangeSet, Draft
from tests.unit.app.rooms import PIN, Room, room


def call_of(made: Room) -> RecordId:
    return made.logbook.record("有人报告墙体开裂", mode=LogMode.CALL_IN)


def incident_of(made: Room, origin: RecordId | None = None) -> RecordId:
    new = NewIncident(title="墙体开裂", code="", place="槐树里", received=made.desk.now())
    return made.incidents.open(new, origin)


WRITES: dict[str, Callable[[Room, RecordId, RecordId], object]] = {
    "correct": lambda made, call, _incident: made.logbook.correct(call, "改了", "记错"),
    "decide": lambda made, call, _incident: made.logbook.decide(call, Decision.PASSED_ON, passed_to="城管"),
    "attach": lambda made, call, incident: made.logbook.attach(call, incident),
    "reveal": lambda made, call, _incident: made.logbook.reveal(call, "phone"),
    "revise": lambda made, _call, incident: made.incidents.revise(incident, {"place": "别处"}),
    "close": lambda made, _call, incident: made.incidents.close(incident, reason="处置完"),
    "draft": lambda made, _call, incident: made.reports.save(made.reports.draft(incident)),
    "sign": lambda made, _call, incident: made.reports.sign(made.reports.draft(incident), made.staff["陈建国"]),
    "send": lambda made, _call, incident: made.reports.send(made.reports.draft(incident)),
    "phone": lambda made, _call, incident: made.reports.phone_report(incident, to="区值班室", taken_by="某"),
    "ledger": lambda made, _call, _incident: made.desk.write(
        Draft(kind="ledger.team", record=RecordId("ledger.team-1"), act="ledger.revise", set={"name": "某队"})
    ),
}


@pytest.fixture
def made() -> Room:
    return room()


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_the_auditor_changes_and_sends_nothing(made: Room, write: Callable[[Room, RecordId, RecordId], object]) -> None:
    call, incident = call_of(made), incident_of(made)
    made.sit_down("高翔")
    assert made.desk.session.roles == {PersonRole.AUDITOR}
    before = made.desk.store.head().entries

    with pytest.raises(RuleBroken, match="not_permitted"):
        write(made, call, incident)

    assert made.desk.store.head().entries == before


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_desk_without_a_name_changes_and_sends_nothing(
    made: Room, write: Callable[[Room, RecordId, RecordId], object]
) -> None:
    call, incident = call_of(made), incident_of(made)
    made.people.sign_out()

    with pytest.raises(RuleBroken, match="sign_in_first"):
        write(made, call, incident)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_locked_desk_does_nothing_in_the_name_of_who_went_away(
    made: Room, write: Callable[[Room, RecordId, RecordId], object]
) -> None:
    call, incident = call_of(made), incident_of(made)
    made.people.lock()

    with pytest.raises(RuleBroken, match="locked"):
        write(made, call, incident)


def test_a_line_a_reminder_and_an_incident_are_taken_from_anybody_and_on_a_locked_desk_in_nobodys_name(
    made: Room,
) -> None:
    made.people.lock()

    call = call_of(made)
    incident = incident_of(made, call)
    ReminderService(made.desk, made.logbook).note("30 回访王大爷")

    assert [line.id for line in made.logbook.unadopted()][:1] == [call]
    for record in (call, incident):
        assert [entry.body.author for entry in made.desk.store.history(record)] == [None] * (1 + (record == call))
    opened = made.desk.store.record(incident)
    assert opened is not None
    assert made.desk.session.name not in str(opened.fields)
    assert made.logbook.items()[0].decision is Decision.INCIDENT


def test_no_act_is_let_to_everybody_and_held_back_at_once() -> None:
    free = EMERGENCY | OF_THE_MACHINE | BY_OWN_PIN | OF_THE_STAFF

    assert not free & set(ACTIONS)


# -------------------------------------------------------------------------------------------------------- the staff


def test_no_officer_makes_himself_administrator_and_nobody_adds_people_without_a_name(made: Room) -> None:
    person = made.staff["李静"]

    with pytest.raises(RuleBroken, match="not_permitted"):
        made.people.revise(person, roles=[PersonRole.ADMINISTRATOR, PersonRole.DUTY_LEADER])
    with pytest.raises(RuleBroken, match="not_permitted"):
        made.people.set_duty_file(person, DutyFile(department="党政办"))
    made.people.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        made.people.add("生人", [PersonRole.DUTY_LEADER])
    with pytest.raises(RuleBroken, match="sign_in_first"):
        made.people.revise(person, active=False)

    assert next(one for one in made.people.staff() if one.id == person).roles == {PersonRole.DUTY_OFFICER}


def test_the_own_pin_is_changed_by_oneself_but_not_on_a_locked_desk(made: Room) -> None:
    person = made.staff["李静"]

    made.people.set_pin(person, "4321")
    made.people.lock()
    with pytest.raises(RuleBroken, match="locked"):
        made.people.set_pin(person, "9999")
    made.people.unlock("4321")

    with pytest.raises(RuleBroken, match="not_permitted"):
        made.people.set_pin(made.staff["王磊"], "4321")


# ----------------------------------------------------------------------------------------------------- who has left


def deactivated(made: Room, name: str) -> PersonId:
    with made.as_administrator():
        made.people.revise(made.staff[name], active=False)
    return made.staff[name]


def test_who_has_left_signs_in_nowhere_and_signs_nothing(made: Room) -> None:
    leader = deactivated(made, "陈建国")
    draft = made.reports.draft(incident_of(made))

    with pytest.raises(RuleBroken, match="person_left"):
        made.people.sign_in(leader, PIN)
    with pytest.raises(RuleBroken, match="person_left"):
        made.people.check_pin(leader, PIN)
    with pytest.raises(RuleBroken, match="person_left"):
        made.reports.sign(draft, leader)


def test_who_is_deactivated_sits_at_the_desk_no_more_and_a_role_taken_away_counts_at_once(made: Room) -> None:
    person = made.staff["李静"]
    with made.as_administrator():
        made.people.revise(person, roles=[PersonRole.AUDITOR])
    made.people.took(ChangeSet(records=(RecordId(person),)))
    assert made.desk.session.roles == {PersonRole.AUDITOR}

    deactivated(made, "李静")
    made.people.took(ChangeSet(records=(RecordId(made.staff["王磊"]),)))
    assert made.desk.session.person == person
    made.people.took(ChangeSet(records=(RecordId(person),)))

    assert made.desk.session.person is None
