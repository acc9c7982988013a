from __future__ import annotations

from commandpost.domain.ids import PersonId, RecordId, UnitCode
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.window.spot_calls import SpotCalls
from commandpost.journal.entry import ChangeSet, Draft, Json
from tests.gui.conftest import Gui, staff_member

CHECK = RecordId("spot_check-1")


def called(gui: Gui) -> None:
    """A check as the district's desk would have written it."""
    fields: dict[str, Json] = {
        "to_unit": gui.desk.unit,
        "from_unit": "110199",
        "from_unit_name": "示范区总值班室",
        "question": "谁在岗？",
        "at": gui.desk.now().isoformat(),
        "limit_seconds": 180.0,
        "status": "open",
    }
    check = Draft(kind="spot_check", record=CHECK, act="spot_check.call", set=fields, to=(UnitCode(gui.desk.unit),))
    gui.bridge.announce(gui.desk.store.append([check], None))  # it arrived: no deed of this desk


def test_a_check_sounds_is_answered_by_pin_and_goes(gui: Gui) -> None:
    person = staff_member(gui, "李静")
    said: list[Notice] = []

    async def scenario() -> None:
        context = gui.context()
        context.notices.posted.connect(said.append)
        calls = SpotCalls(context)
        called(gui)
        calls.refresh(ChangeSet(kinds=frozenset({"spot_check"})))
        await gui.until(lambda: said and said[-1].tone is Tone.ALARM, "said")
        assert "谁在岗？" in said[-1].text
        key = said[-1].key
        await gui.until(lambda: gui.services.spot_checks.standing()[0].shown_at is not None, "noted when it was shown")

        context.notices.note(key)
        calls.answer(key)
        assert (said[-1].key, said[-1].tone, calls.knows(key)) == (key, Tone.WARNING, True)
        form = calls.form
        assert form is not None
        await gui.until(lambda: form.ui.person.count() == 1, "people offered")
        form.ui.pin.setText("0000")
        form.begin()
        await gui.until(lambda: form.ui.problem.text() and not form.busy, "refused")
        assert gui.services.spot_checks.standing()

        form.ui.pin.setText("1234")
        form.ui.leader_present.setChecked(True)
        form.ui.words.setText("李静在岗")
        form.begin()
        await gui.until(lambda: not gui.services.spot_checks.standing(), "answered")
        calls.refresh(ChangeSet(kinds=frozenset({"spot_check"})))
        await gui.until(lambda: said[-1].key == key and not said[-1].text, "withdrawn")

    gui.run(scenario())
    record = gui.desk.store.record(CHECK)
    assert record is not None
    assert (record.fields["answered_by"], record.fields["leader_present"]) == (PersonId(person), True)
    assert gui.desk.session.person != person


def test_a_check_of_another_room_is_not_ours(gui: Gui) -> None:
    said: list[Notice] = []

    async def scenario() -> None:
        context = gui.context()
        context.notices.posted.connect(said.append)
        calls = SpotCalls(context)
        fields = {"to_unit": "110199002", "from_unit": "110199", "at": gui.desk.now().isoformat(), "status": "open"}
        gui.desk.store.append([Draft(kind="spot_check", record=CHECK, act="spot_check.call", set=fields)], None)
        await calls._look()

    gui.run(scenario())
    assert said == []
