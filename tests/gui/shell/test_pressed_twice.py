"""Whoever presses twice in haste writes what one press writes: every button of every page, filled in or not."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

import commandpost.gui
from commandpost.app.duty import DutyRole
from commandpost.app.logbook import LogMode
from commandpost.app.people import PersonRole
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.ledgers.base import Value
from commandpost.domain.rostering.task import SlotKey
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.base import Page
from commandpost.gui.pages.registry import PAGES
from commandpost.gui.pages.settings.page import SettingsPage
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from commandpost.gui.widgets.shape import button
from commandpost.journal.entry import ChangeSet, Draft
from commandpost.storage.store import JournalStore
from tests.gui.conftest import Gui
from tests.gui.pages.shown import PIN, incident, staff

GUI = Path(commandpost.gui.__file__).parent
WRITES_AT_LEAST = 14  # buttons that write something at this desk, or nothing was tried
EACH_ITS_OWN = {"log.adopt"}  # one press writes one of these for each line

Batch = tuple[tuple[str, str, tuple[str, ...]], ...]


def lived(gui: Gui) -> RecordId:
    """A day with something to press everywhere, under somebody who may do everything."""
    services, session = gui.services, gui.desk.session
    first, second = staff(gui, "李静"), staff(gui, "王磊")
    session.person, session.name = staff(gui, "陈某", PersonRole.DUTY_LEADER), "陈某"
    session.roles = frozenset({PersonRole.DUTY_OFFICER, PersonRole.DUTY_LEADER, PersonRole.ADMINISTRATOR})
    today = services.duty.today()
    services.duty.set_day(today, DutyRole.LEADER, session.person)
    services.duty.set_day(today + timedelta(days=4), DutyRole.PRIMARY, first)
    services.leave.enter(second, today + timedelta(days=9), today + timedelta(days=9), reason="探亲")
    services.swaps.ask(SlotKey(today + timedelta(days=4), DutyRole.PRIMARY), second, reason="就医")
    services.logbook.record("有人报路面积水", mode=LogMode.CALL_IN)
    row: dict[str, Value] = {"name": "试验人", "needs": ("alone",), "address": "槐树里12号院", "phone": "13900000111"}
    services.ledgers.save("person", None, row, lonlat=LonLat(116.4, 39.9))
    return incident(gui)


def grounds(page: Page) -> Iterator[QWidget]:
    """The page, or each section of the settings in turn."""
    if isinstance(page, SettingsPage):
        for at, section in enumerate(page.sections):
            page._list.setCurrentRow(at)
            yield section
    else:
        yield page


def fill(ground: QWidget) -> None:
    """Something stands in each empty line, a PIN where one is asked for."""
    for box in ground.findChildren(QLineEdit):
        if box.isEnabled() and not box.isReadOnly() and not box.text() and box.isVisibleTo(ground):
            numbers = box.validator() is not None or box.echoMode() is QLineEdit.EchoMode.Password
            box.setText(PIN if numbers else "何某 2468")
    for text in ground.findChildren(QPlainTextEdit):
        if not text.isReadOnly() and not text.toPlainText() and text.isVisibleTo(ground):
            text.setPlainText("何某 2468")


def put_dialogs_away() -> None:
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog):
            one.done(0)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class HastyHands:
    """Presses every button of some pages twice and keeps what was written, and what was written twice."""

    def __init__(self, gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
        self.gui = gui
        self.wrote: list[str] = []
        self.twice: dict[str, Batch] = {}
        self._written: list[Batch] = []
        append = JournalStore.append

        def heard(store: JournalStore, drafts: Sequence[Draft], author: PersonId | None) -> ChangeSet:
            self._written.append(tuple((one.kind, one.act, tuple(sorted(one.set))) for one in drafts))
            return append(store, drafts, author)

        monkeypatch.setattr(JournalStore, "append", heard)

    async def press_all(self, pages: Sequence[str], about: RecordId) -> None:
        gui, shell = self.gui, Shell(self.gui.shell_parts(Liking(language=Language.ENGLISH, idle_minutes=0)))
        gui.tasks.on_bug = gui.bugs.append
        shell.window.resize(1600, 900)
        shell.window.show()
        for name in (one for one in pages if one in shell.window.pages):
            shell.window.go(name, about if name == "report" else None)
            await gui.tasks.settled()
            for ground in grounds(shell.window.pages[name]):
                await gui.tasks.settled()
                for one in ground.findChildren(QAbstractButton):
                    await self._press(name, ground, one)
                    if shell.window.page != name:
                        shell.window.go(name)
        shell.release()
        shell.window.close()
        assert not gui.bugs, gui.bugs

    async def _press(self, name: str, ground: QWidget, one: QAbstractButton) -> None:
        if not pressable(one, ground):
            return
        words = f"{name}: {one.accessibleName() or one.text()}"
        fill(ground)
        self._written.clear()
        for _press in range(2):
            if pressable(one, ground):
                one.click()
        await self.gui.tasks.settled()
        self.wrote.extend([words] if self._written else [])
        counted = Counter(self._written).items()
        self.twice.update((words, one) for one, times in counted if times > 1 and one[0][1] not in EACH_ITS_OWN)
        put_dialogs_away()


def pressable(one: QAbstractButton, ground: QWidget) -> bool:
    return isValid(one) and one.isEnabled() and one.isVisibleTo(ground)


def test_two_hasty_presses_of_any_button_of_any_page_write_what_one_writes(
    gui: Gui, monkeypatch: pytest.MonkeyPatch
) -> None:
    about, hands = lived(gui), HastyHands(gui, monkeypatch)

    gui.run(hands.press_all([kind.id for kind in PAGES], about))

    assert hands.twice == {}
    assert len(hands.wrote) >= WRITES_AT_LEAST, hands.wrote


def test_hasty_hands_catch_a_deed_that_is_begun_at_every_press(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted bug."""
    about, hands = lived(gui), HastyHands(gui, monkeypatch)

    def begun_each_time(context: GuiContext, deed: Callable[..., Coroutine[object, object, None]], *args: Any) -> None:
        context.tasks.start(deed(*args))

    monkeypatch.setattr(GuiContext, "start", begun_each_time)
    gui.run(hands.press_all(["handover"], about))

    assert any(words.startswith("handover: Blank") for words in hands.twice)


BEGINNERS = {"start", "do", "once"}  # of context, section and tasks: the same deed is known by what it is given


def test_no_slot_hands_over_a_function_made_for_the_occasion() -> None:
    """Two of those are never the same deed, so that pressing twice would do it twice."""
    found = [f"{file.relative_to(GUI)}:{at}" for file in sorted(GUI.rglob("*.py")) for at in made_anew(file)]
    assert found == []


def made_anew(file: Path) -> Iterator[int]:
    """Lines where a deed is begun with a lambda, a partial or a function of the function around it."""
    for outer in (one for one in ast.walk(ast.parse(file.read_text())) if isinstance(one, ast.FunctionDef)):
        inner = {one.name for one in ast.walk(outer) if isinstance(one, ast.AsyncFunctionDef | ast.FunctionDef)} - {
            outer.name
        }
        for call in (one for one in ast.walk(outer) if isinstance(one, ast.Call) and begins(one)):
            for given in (*call.args, *(one.value for one in call.keywords)):
                is_partial = isinstance(given, ast.Call) and ast.unparse(given.func).endswith("partial")
                if isinstance(given, ast.Lambda) or is_partial or (isinstance(given, ast.Name) and given.id in inner):
                    yield call.lineno


def begins(call: ast.Call) -> bool:
    words = ast.unparse(call.func)
    return words.rpartition(".")[2] in BEGINNERS and "tasks.start" not in words


def test_what_is_made_for_the_occasion_is_found(tmp_path: Path) -> None:
    file = tmp_path / "slots.py"
    file.write_text(
        "def a(self):\n"
        "    async def b(): ...\n"
        "    self.context.start(b)\n"
        "    self.do(lambda: 1)\n"
        "    self.context.start(self._c, partial(self.d, 1))\n"
        "    self.context.start(self._c, 1)\n"
    )
    assert list(made_anew(file)) == [3, 4, 5]


def test_the_second_press_of_a_double_click_is_none_but_where_one_steps(gui: Gui) -> None:
    for steps, presses in ((False, 1), (True, 2)):
        heard: list[str] = []
        one = button("Send", steps=steps)
        one.clicked.connect(lambda _on, heard=heard: heard.append("pressed"))
        one.show()
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)
        QTest.mouseDClick(one, Qt.MouseButton.LeftButton)  # the press that follows it
        QTest.mouseRelease(one, Qt.MouseButton.LeftButton)
        assert len(heard) == presses
        one.close()
