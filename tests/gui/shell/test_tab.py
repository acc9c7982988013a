"""Tab through every page and every dialog: as the eye reads, nothing passed over, always round, always seen."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QWidget

from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from commandpost.gui.widgets.shape import column
from commandpost.gui.widgets.side_window import SideWindow
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident
from tests.gui.shell.tab_walk import out_of_order, passed_over, walked
from tests.gui.shell.test_dialogs_fit import DIALOGS, ready

SMALL = (1366, 768)


def test_tab_comes_round_through_all_of_every_page_as_the_eye_reads(gui: Gui) -> None:
    async def scenario() -> None:
        about = incident(gui)
        shell = Shell(gui.shell_parts(Liking(language=Language.ENGLISH, idle_minutes=0)))
        gui.tasks.on_bug = gui.bugs.append
        shell.window.resize(*SMALL)
        shell.window.show()
        shell.context.notices.say("a banner that came later", key="one", action="Do it")
        found: dict[str, list[str]] = {}
        looked_at: set[tuple[str, str]] = set()
        for name in shell.window.pages:
            shell.window.go(name, about if name == "report" else None)
            await gui.tasks.settled()
            await gui.drawn()
            walk = await walked(gui, shell.window, looked_at)
            over = passed_over(shell.window, walk.met)
            found[name] = [*walk.wrong, *over, *out_of_order(shell.window, walk.met)]
        shell.release()
        shell.window.leaving.agreed = True
        shell.window.close()

        assert {name: wrong for name, wrong in found.items() if wrong} == {}

    gui.run(scenario())


def test_tab_comes_round_through_all_of_every_dialog_as_the_eye_reads(gui: Gui) -> None:
    async def scenario() -> None:
        desk = ready(gui, Liking())
        desk.context.theme.apply()
        found: dict[str, list[str]] = {}
        looked_at: set[tuple[str, str]] = set()
        for name, make in DIALOGS.items():
            dialog = make(desk)
            dialog.show()
            await gui.tasks.settled()
            await gui.drawn()
            walk = await walked(gui, dialog, looked_at)
            found[name] = [*walk.wrong, *passed_over(dialog, walk.met), *out_of_order(dialog, walk.met)]
            dialog.close()
        desk.under.close()

        assert {name: wrong for name, wrong in found.items() if wrong} == {}

    gui.run(scenario())


def test_tab_backwards_meets_the_same_in_the_opposite_order(gui: Gui) -> None:
    async def scenario() -> None:
        desk = ready(gui, Liking())
        form = DIALOGS["incident"](desk)
        form.show()
        await gui.drawn()
        onwards = (await walked(gui, form, set())).met
        backwards = (await walked(gui, form, set(), back=True)).met
        form.close()
        desk.under.close()

        first = onwards.index(backwards[0])
        assert backwards == [*onwards[first::-1], *onwards[:first:-1]]

    gui.run(scenario())


def test_the_walk_finds_a_trap_a_part_passed_over_and_one_that_comes_too_late(gui: Gui) -> None:
    """Planted: a text that keeps Tab for itself, a proxy that Qt jumps to, a field made last that stands first."""

    async def scenario() -> None:
        trap, late = QDialog(), QDialog()
        trap.setLayout(column(QLineEdit(), QPlainTextEdit(), QLineEdit()))
        lines = [QLineEdit() for _line in range(4)]
        late.setLayout(column(*lines))
        for first, then in pairwise(lines[::-1]):
            QWidget.setTabOrder(first, then)
        body = QWidget()
        body.setLayout(column(QLineEdit(), home := QLineEdit()))
        body.setFocusProxy(home)
        over = QDialog()
        over.setLayout(column(QLineEdit(), body, QLineEdit()))
        for dialog in (trap, late, over):
            dialog.show()
        await gui.drawn()

        assert any("keeps Tab" in wrong for wrong in (await walked(gui, trap, set())).wrong)
        assert out_of_order(late, (await walked(gui, late, set())).met)
        assert passed_over(over, (await walked(gui, over, set())).met)
        for dialog in (trap, late, over):
            dialog.close()

    gui.run(scenario())


def test_from_a_box_that_is_put_away_the_focus_goes_on_where_it_stood(gui: Gui) -> None:
    async def scenario() -> None:
        window, box = SideWindow(), QWidget()
        box.setLayout(column(pin := QLineEdit(), QLineEdit()))
        window.setLayout(column(QLineEdit(), box, after := QLineEdit(), QLineEdit()))
        window.show()
        await gui.drawn()
        window.activateWindow()
        pin.setFocus()

        box.hide()

        assert window.focusWidget() is after
        window.close()

    gui.run(scenario())
