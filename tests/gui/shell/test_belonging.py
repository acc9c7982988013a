"""A deed that belongs to a window ends with it; what was handed over or is kept together is done all the same."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from commandpost.app.desk import PersonRole
from commandpost.domain.errors import RuleBroken
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.incident_form import IncidentForm
from tests.gui.conftest import Gui
from tests.gui.pages.shown import staff
from tests.gui.shell.test_closed_meanwhile import gone, held


class Counter(QLabel):
    """A window that writes, shows, writes and shows again."""

    def __init__(self, context: GuiContext, *, together: bool = False, refused: Exception | None = None) -> None:
        super().__init__()
        self.context, self.together, self.refused = context, together, refused
        self.written: list[str] = []
        self.shown: list[str] = []

    async def deed(self) -> None:
        try:
            await (self.context.tasks.whole(self.both()) if self.together else self.both())
        except OSError as error:
            self.setText(str(error))
            return
        self.setText("done")
        self.shown.append("done")

    async def both(self) -> None:
        await self.context.tasks.store(self.write, "first")
        await self.context.tasks.store(self.write, "second")

    def write(self, what: str) -> None:
        self.written.append(what)
        if self.refused is not None:
            raise self.refused


def ended(gui: Gui, *, together: bool = False, refused: Exception | None = None) -> Counter:
    """A window that is closed before its first answer came."""
    made = Counter(gui.context(), together=together, refused=refused)

    async def scenario() -> None:
        with held(gui):
            made.context.start(made.deed)
            await gui.drawn()
            made.deleteLater()
            gone(made)
        await gui.tasks.settled()

    gui.run(scenario())
    return made


def test_a_deed_ends_where_it_comes_back_to_a_window_that_is_gone(gui: Gui) -> None:
    made = ended(gui)

    assert made.written == ["first"]
    assert made.shown == []
    assert gui.bugs == []


def test_what_is_kept_together_is_done_to_its_end_and_shown_to_nobody(gui: Gui) -> None:
    made = ended(gui, together=True)

    assert made.written == ["first", "second"]
    assert made.shown == []
    assert gui.bugs == []


@pytest.mark.parametrize("together", [False, True])
def test_a_refusal_of_a_window_that_is_gone_is_told_on_the_desk(gui: Gui, together: bool) -> None:
    made = ended(gui, together=together, refused=RuleBroken("log_empty"))

    assert [error.code for error in gui.refused] == ["log_empty"]
    assert made.shown == []
    assert gui.bugs == []


@pytest.mark.parametrize("together", [False, True])
def test_an_error_of_another_kind_ends_the_deed_too_and_its_answer_reaches_for_no_window(
    gui: Gui, together: bool
) -> None:
    error = OSError("disk")
    made = ended(gui, together=together, refused=error)

    assert gui.bugs == [error]
    assert made.shown == []


def test_a_deed_of_nobody_reaches_for_what_is_gone(gui: Gui) -> None:
    """What the mechanism is there for: the same deed without its owner ends on the crash page."""
    made = Counter(gui.context())

    async def scenario() -> None:
        with held(gui):
            gui.tasks.start(made.deed())
            await gui.drawn()
            made.deleteLater()
            gone(made)
        await gui.tasks.settled()

    gui.run(scenario())
    assert [type(error) for error in gui.bugs] == [RuntimeError]


def test_a_deed_whose_window_went_before_it_began_does_nothing(gui: Gui) -> None:
    made = Counter(gui.context())

    async def scenario() -> None:
        gui.tasks.start(made.deed(), owner=made)
        made.context.start(made.deed)
        made.deleteLater()
        gone(made)
        await gui.tasks.settled()
        made.context.start(made.deed)  # nor is it remembered as under way
        await gui.tasks.settled()
        assert gui.tasks.idle
        assert gui.tasks._once == []

    gui.run(scenario())
    assert made.written == []
    assert gui.bugs == []


def test_a_deed_under_way_is_ended_with_the_desk_as_ever(gui: Gui) -> None:
    made = Counter(gui.context())

    async def scenario() -> None:
        made.context.start(made.deed)
        gui.tasks.start(made.deed(), owner=made)
        await gui.tasks.close()

    gui.run(scenario())
    assert sorted(made.written) == ["first", "first", "second", "second"]
    assert made.shown == ["done", "done"]


def test_an_incident_whose_form_went_with_its_window_is_opened(gui: Gui) -> None:
    gui.services.people.sign_in(staff(gui, "李静", PersonRole.DUTY_OFFICER), "1234")

    async def scenario() -> None:
        form = IncidentForm(gui.context())
        form.ui.title.setText("槐树里积水")
        await gui.tasks.settled()
        with held(gui):
            form.begin()
            await gui.drawn()
            form.deleteLater()
            gone(form)
        await gui.tasks.settled()

    gui.run(scenario())
    assert [row.title for row in gui.services.incidents.open_rows()] == ["槐树里积水"]
    assert gui.bugs == []
