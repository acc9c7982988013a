from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.conflicts import KIND
from commandpost.domain.codes import Level
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import NewIncident
from commandpost.gui.dialogs.conflict_form import ConflictForm
from commandpost.journal.entry import Draft
from tests.gui.conftest import Gui
from tests.gui.shell.test_window import end, shown


def parted(gui: Gui) -> RecordId:
    """An incident with two live levels, written here by two persons who had seen the same."""
    incident = gui.services.incidents.open(NewIncident(title="墙体坍塌", code="", received=gui.desk.now()))
    record = gui.desk.store.record(incident)
    assert record is not None
    seen = {"level": record.heads["level"]}
    for person, level in (("staff-a", Level.LARGER), ("staff-b", Level.MAJOR)):
        draft = Draft(kind="incident", record=incident, act="incident.revise", set={"level": str(level)}, base=seen)
        gui.desk.store.append([draft], PersonId(person))
    return incident


def test_all_values_stand_side_by_side_and_the_keyboard_chooses(gui: Gui) -> None:
    async def scenario() -> None:
        incident = await gui.tasks.store(parted, gui)
        row = gui.services.incidents.row(incident)
        form = ConflictForm(gui.context(), row, gui.services.conflicts.claims(incident))
        form.show()
        words = [form.ui.value.item(at).text() for at in range(form.ui.value.count())]
        assert ["larger" in words[0].lower(), "major" in words[1].lower()] == [True, True]
        assert all("had seen: " in text and "this room" in text for text in words)
        assert "more serious" in form.ui.warnings.text()
        QTest.keyClick(form.ui.value, Qt.Key.Key_Down)
        form.begin()
        await gui.until(lambda: not gui.services.incidents.row(incident).conflicts)
        assert gui.services.incidents.row(incident).level is Level.MAJOR

    gui.run(scenario())


def test_a_value_that_was_put_aside_is_told_until_somebody_takes_note(gui: Gui) -> None:
    async def scenario() -> None:
        incident = await gui.tasks.store(parted, gui)
        chosen = gui.services.conflicts.claims(incident)["level"][1]
        await gui.tasks.store(gui.services.conflicts.resolve, incident, "level", chosen.entry)
        shell = await shown(gui)
        await gui.until(lambda: shell.window.banners.texts)
        assert "put aside" in shell.window.banners.texts[0]
        (record,) = gui.desk.store.records(KIND)
        shell.context.notices.chosen.emit(f"overruled:{record.id}")
        await gui.until(lambda: not shell.window.banners.texts)
        end(gui, shell)

    gui.run(scenario())
