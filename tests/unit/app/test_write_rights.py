"""Who may write: asked at the one door of every change, so that no service can forget it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import text

from commandpost.app.desk import PersonRole
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.logbook import Decision, LogMode
from commandpost.app.paper_forms import FormKind
from commandpost.app.people import DutyFile
from commandpost.app.permissions import ACTIONS, BESIDE, FREE, OF_A_KIND
from commandpost.app.reminders import ReminderService
from commandpost.app.session import Session
from commandpost.app.sketches import SketchService
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import NewIncident
from commandpost.domain.map_layer import GeometryKind
from commandpost.domain.sketch import SketchKind
from commandpost.journal.entry import ChangeSet, Draft, Json
from commandpost.storage.store import JournalStore
from tests.unit.app.rooms import PIN, Room, room


def call_of(made: Room) -> RecordId:
    return made.logbook.record("有人报告墙体开裂", mode=LogMode.CALL_IN)


def by_leader(made: Room) -> LeaderSignature:
    return LeaderSignature(leader=made.staff["陈建国"], pin=PIN)


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
    "sign": lambda made, _call, incident: made.reports.sign(made.reports.draft(incident), by_leader(made)),
    "send": lambda made, _call, incident: made.reports.send(made.reports.draft(incident)),
    "phone": lambda made, _call, incident: made.reports.phone_report(incident, to="区值班室", taken_by="某"),
    "draw": lambda made, _call, incident: SketchService(made.desk, made.logbook).draw(
        SketchKind.MARK, GeometryKind.POINT, ((116.4, 39.9),), incident=incident
    ),
    "paper": lambda made, _call, _incident: made.forms.enter_phone(
        next(iter(made.forms.forms())).number, "停电时来电", happened=made.desk.now()
    ),
    "ledger": lambda made, _call, _incident: made.desk.write(
        Draft(kind="ledger.team", record=RecordId("ledger.team-1"), act="ledger.revise", set={"name": "某队"})
    ),
}


def numbers(made: Room) -> dict[str, object]:
    """The counters of human numbers."""
    store = made.desk.store
    assert isinstance(store, JournalStore)
    with store._engine.connect() as connection:
        found = connection.execute(text("SELECT name, value FROM counter WHERE name LIKE 'number:%'"))
        return {str(name): value for name, value in found}


@pytest.fixture
def made() -> Room:
    made = room()
    made.forms.blank(FormKind.PHONE)
    return made


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
    before = numbers(made)

    with pytest.raises(RuleBroken, match="sign_in_first"):
        write(made, call, incident)

    assert numbers(made) == before


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
    assert not FREE & set(ACTIONS)
    assert not {act.partition(".")[0] for act in FREE} & set(OF_A_KIND)
    assert set(BESIDE) <= FREE


@pytest.mark.parametrize("act", ["unit.enter", "message_template.keep", "rule_pack.adopt", "event_code.add"])
def test_what_is_an_administrators_is_refused_to_an_officer_at_the_door_itself(made: Room, act: str) -> None:
    draft = Draft(kind=act.partition(".")[0], record=RecordId("some-1"), act=act, set={"name": "某"})
    for tried in (draft, replace(draft, act=f"{act}.undo")):
        with pytest.raises(RuleBroken, match="not_permitted"):
            made.desk.write(tried)

    made.sit_down("宋佳")
    made.desk.write(draft)


def test_directives_are_of_who_may_direct(made: Room) -> None:
    with pytest.raises(RuleBroken, match="not_permitted"):
        made.inbox.issue_directive(made.desk.unit, "核清被困人数")
    made.sit_down("陈建国")

    assert made.inbox.issue_directive(made.desk.unit, "核清被困人数")


def begun_and_read(made: Room) -> RecordId:
    """A sheet of the officer's, signed by the outgoing, read by the incoming."""
    sheet = made.handover.begin()
    made.read_out(sheet)
    made.handover.sign_outgoing(sheet)
    return sheet


SEATS: dict[str, Callable[[Room], object]] = {
    "nobody": lambda made: made.people.sign_out(),
    "locked": lambda made: made.people.lock(),
    "auditor": lambda made: made.sit_down("高翔"),
}


@pytest.mark.parametrize("seat", SEATS.values(), ids=SEATS)
def test_the_incoming_takes_over_by_the_own_pin_whoever_sat_there_last(
    made: Room, seat: Callable[[Room], object]
) -> None:
    sheet = begun_and_read(made)
    seat(made)

    made.handover.sign_incoming(sheet, made.staff["刘洋"], PIN)

    assert (made.desk.session.person, made.desk.session.locked) == (made.staff["刘洋"], False)
    assert made.handover.paper(sheet).signed_incoming.name == "刘洋"
    seat(made)
    made.handover.sign_leader(sheet, made.staff["陈建国"], PIN)
    assert made.handover.paper(sheet).signed_leader.name == "陈建国"


def test_the_staff_file_retells_and_unseats_only_who_still_sits_there() -> None:
    session = Session(person=PersonId("old"), name="旧", roles=frozenset({PersonRole.ADMINISTRATOR}))
    session.sit(PersonId("new"), "新", frozenset({PersonRole.AUDITOR}))

    session.retell(PersonId("old"), "旧", frozenset({PersonRole.ADMINISTRATOR}))
    session.leave(PersonId("old"))

    assert (session.person, session.name, session.roles) == ("new", "新", {PersonRole.AUDITOR})


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


def test_the_last_administrator_is_neither_deactivated_nor_robbed_of_the_role(made: Room) -> None:
    last, other = made.staff["宋佳"], made.staff["王磊"]
    made.sit_down("宋佳")
    for change in ({"active": False}, {"roles": [PersonRole.DUTY_OFFICER]}):
        with pytest.raises(RuleBroken, match="last_administrator"):
            made.people.revise(last, **change)
    made.people.revise(last, title="科长", active=True)

    made.people.revise(other, roles=[PersonRole.ADMINISTRATOR])
    made.people.revise(last, active=False)

    assert [one.id for one in made.people.staff(PersonRole.ADMINISTRATOR)] == [other]
    made.people.took(ChangeSet(records=(RecordId(last),)))
    made.sit_down("王磊")
    with pytest.raises(RuleBroken, match="last_administrator"):
        made.people.revise(other, active=False)


def arrives_without_administrators(made: Room) -> None:
    """What two desks wrote apart, each about the other's administrator."""
    left: dict[str, Json] = {"active": False, "roles": [PersonRole.DUTY_OFFICER.value]}
    made.desk.write(Draft(kind="staff", record=RecordId(made.staff["宋佳"]), act="staff.revise", set=left))


def test_a_staff_that_two_desks_left_without_administrator_is_the_leaders_and_not_everybodys(made: Room) -> None:
    arrives_without_administrators(made)
    officer = made.staff["王磊"]

    for seat in ("李静", "高翔"):
        made.sit_down(seat)
        with pytest.raises(RuleBroken, match="administrator_gone" if seat == "李静" else "not_permitted"):
            made.people.revise(officer, roles=[PersonRole.ADMINISTRATOR])
    made.people.sign_out()
    with pytest.raises(RuleBroken, match="sign_in_first"):
        made.people.add("生人", [PersonRole.ADMINISTRATOR])
    made.sit_down("陈建国")
    made.people.lock()
    with pytest.raises(RuleBroken, match="locked"):
        made.people.revise(officer, roles=[PersonRole.ADMINISTRATOR])
    made.people.unlock(PIN)
    made.people.set_pin(officer, "2468")
    made.people.revise(officer, roles=[PersonRole.ADMINISTRATOR])

    with pytest.raises(RuleBroken, match="not_permitted"):
        made.people.add("生人", [PersonRole.DUTY_OFFICER])
    made.people.sign_in(officer, "2468")
    assert made.people.add("新人", [PersonRole.DUTY_OFFICER])


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
        made.reports.sign(draft, LeaderSignature(leader=leader, pin=PIN))


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
