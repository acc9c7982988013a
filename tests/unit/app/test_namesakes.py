"""Two people of one name: told apart on lists and in files, bound by who they are."""

from __future__ import annotations

from datetime import date

from commandpost.app.desk import PersonRole
from commandpost.app.namesakes import known_names, told_apart
from commandpost.app.people import DutyFile
from commandpost.domain.ids import PersonId
from commandpost.domain.roster import DutyRole, RosterRow
from tests.rosters import roster_row
from tests.unit.app.rooms import Room, room

DAY = date(2026, 7, 20)


def with_a_second(made: Room, name: str = "王磊", **told: str) -> PersonId:
    with made.as_administrator():
        return made.people.add(name, (PersonRole.DUTY_OFFICER,), **told)


def words(made: Room) -> list[str]:
    return sorted(word for word in told_apart(made.people.staff()).values() if word.startswith("王磊"))


def test_namesakes_are_told_apart_by_the_first_thing_that_differs() -> None:
    made = room()
    second = with_a_second(made, phone="13900009999")
    assert words(made) == ["王磊（0213）", "王磊（9999）"]

    with made.as_administrator():
        made.people.revise(made.staff["王磊"], title="科员")
        made.people.revise(second, title="副科长")
        assert words(made) == ["王磊（副科长）", "王磊（科员）"]
        made.people.set_duty_file(made.staff["王磊"], DutyFile(department="综合办"))
        made.people.set_duty_file(second, DutyFile(department="综合办"))
        assert words(made) == ["王磊（副科长）", "王磊（科员）"]
        made.people.set_duty_file(second, DutyFile(department="城管科"))
    assert words(made) == ["王磊（城管科）", "王磊（综合办）"]


def test_namesakes_of_whom_nothing_is_known_are_numbered() -> None:
    made = room()
    for _ in range(2):
        with_a_second(made, "刘一")

    assert {word for word in told_apart(made.people.staff()).values() if word.startswith("刘一")} == {
        "刘一（1）",
        "刘一（2）",
    }


def test_a_month_with_namesakes_is_written_and_read_back_and_a_bare_name_is_refused() -> None:
    made = room()
    second = with_a_second(made, phone="13900009999")
    made.duty.set_day(DAY, DutyRole.PRIMARY, second)
    made.duty.set_day(DAY, DutyRole.SECONDARY, made.staff["王磊"])

    table = made.export.table(2026, 7, made.people.staff())
    row = next(row for row in table.rows if row.date == DAY)
    outcome = made.duty.import_rows([RosterRow(row=1, date=date(2026, 7, 21), names=row.names)])

    assert dict(row.names) == {"leader": "", "primary": "王磊（9999）", "secondary": "王磊（0213）"}
    assert {"王磊（9999）", "王磊（0213）"} <= set(table.people)
    assert (outcome.days, outcome.problems) == (1, ())
    cell = next(one for one in made.duty.month(2026, 7) if one.date.day == 21)
    assert (cell.primary.person, cell.secondary.person) == (second, made.staff["王磊"])
    bare = made.duty.import_rows([roster_row(2, date(2026, 7, 22), "陈建国", "王磊", "马超")])
    assert [one.code for one in bare.problems] == ["roster_name_ambiguous"]


def test_a_padded_name_and_plain_brackets_are_read() -> None:
    made = room()
    with_a_second(made, phone="13900009999")

    outcome = made.duty.import_rows([roster_row(2, DAY, "陈建国", "李　静", "王磊(9999)")])

    assert outcome.problems == ()
    assert known_names(made.people.staff())["李静"] == [made.staff["李静"]]
