"""Ctrl+K leads to everything: every action, every button and menu line of every page, every section of the settings."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu, QPushButton

from commandpost.app.desk import PersonRole
from commandpost.gui.actions import ACTIONS, key_of
from commandpost.gui.main_window import MainWindow
from commandpost.gui.map.tool_registry import TOOLS
from commandpost.gui.pages.base import Page
from commandpost.gui.pages.registry import PAGES
from commandpost.gui.pages.report import ReportPage
from commandpost.gui.pages.settings.page import SettingsPage
from commandpost.gui.window.keys import KeysDialog
from commandpost.gui.window.reachable import reachable
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, staff


def lines(window: MainWindow) -> list[str]:
    """What the palette lists for everything typed: an empty search and the pages' own."""
    finder = window.finder
    finder.open_commands()
    listed = [finder.list.item(at).text() for at in range(finder.list.count())]
    return listed + [line.words for line in reachable(window.pages)]


def seen_on(page: Page) -> Iterator[str]:
    """The words of what a hand could press on the page now, read off the widgets themselves."""
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.isEnabled() and (words := button.accessibleName() or button.text()):
            yield words
    for menu in page.findChildren(QMenu):
        yield from (action.text() for action in menu.actions() if action.isEnabled() and action.text())


def window_of(gui: Gui) -> MainWindow:
    window = MainWindow(gui.context(), PAGES)
    window.resize(1366, 768)
    window.show()
    return window


def test_every_action_stands_in_the_palette_and_every_key_on_the_page_of_keys(gui: Gui) -> None:
    window = window_of(gui)
    listed = lines(window)

    assert [action.id for action in ACTIONS if not any(line.startswith(action.words()) for line in listed)] == []
    told = {label.text() for label in KeysDialog(gui.context().theme, window).findChildren(QLabel)}
    assert {key_of(action.id) for action in ACTIONS if action.key} <= told
    assert {tool.key for tool in TOOLS} | {"/提醒", "/点名", "/来电", "Ctrl+H"} <= told
    window.close()


def test_every_button_and_menu_line_of_every_page_stands_in_the_palette(gui: Gui) -> None:
    async def scenario() -> None:
        person = staff(gui, "李静", PersonRole.ADMINISTRATOR)
        await gui.tasks.store(gui.services.people.sign_in, person, "1234")
        await gui.tasks.store(incident, gui)
        window = window_of(gui)
        for page in PAGES:
            window.go(page.id)
            await gui.tasks.settled()
            words = [one.partition("  ")[0].partition("\t")[0] for one in seen_on(window.pages[page.id])]
            listed = "\n".join(line.words for line in reachable(window.pages))
            assert [one for one in words if one not in listed] == [], page.id
        window.close()

    gui.run(scenario())


def test_a_button_of_a_section_that_is_not_shown_is_pressed_from_the_palette(gui: Gui) -> None:
    window = window_of(gui)
    settings = window.pages["settings"]
    assert isinstance(settings, SettingsPage)
    target = settings.sections[-1]

    next(line for line in reachable(window.pages) if line.words.endswith(f"· {target.title}")).press()

    assert settings._stack.currentWidget() is target
    window.close()


def test_the_palette_opens_the_page_and_presses_the_button(gui: Gui) -> None:
    window = window_of(gui)
    pressed: list[str] = []
    statistics = window.pages["statistics"]
    button = next(one for one in statistics.findChildren(QPushButton) if one.isEnabled())
    button.clicked.connect(lambda: pressed.append("pressed"))
    window.act("palette")

    QTest.keyClicks(window.finder.edit, (button.accessibleName() or button.text()).partition("  ")[0])
    window.finder._find()
    at = next(
        n for n in range(window.finder.list.count()) if window.finder.list.item(n).text().startswith("Statistics ·")
    )
    window.finder.list.setCurrentRow(at)
    QTest.keyClick(window.finder.edit, Qt.Key.Key_Return)

    assert (window.page, pressed) == ("statistics", ["pressed"])
    window.close()


def test_a_button_of_the_report_that_is_open_is_pressed_there_and_never_out_of_sight(gui: Gui) -> None:
    async def scenario() -> None:
        officer = staff(gui, "李静", PersonRole.DUTY_OFFICER)
        staff(gui, "陈建国", PersonRole.DUTY_LEADER)
        await gui.tasks.store(gui.services.people.sign_in, officer, "1234")
        about = await gui.tasks.store(incident, gui)
        window = window_of(gui)
        page = window.pages["report"]
        assert isinstance(page, ReportPage)
        window.go("report", about)
        await gui.until(page.desk.isVisible, "the draft")
        await gui.tasks.settled()

        def choose() -> None:
            window.act("palette")
            QTest.keyClicks(window.finder.edit, "Leader's sign-off")
            window.finder._find()
            QTest.keyClick(window.finder.edit, Qt.Key.Key_Return)

        choose()
        await gui.until(page.desk.bar.sign_box.isVisible, "asked on the form")
        page.desk.bar.sign_box._leave()
        window.go("command")
        choose()
        await gui.tasks.settled()

        assert (window.page, page.desk.isVisible()) == ("report", False)  # the list
        assert page.desk.bar.sign_box.isHidden()
        window.close()

    gui.run(scenario())


def test_a_locked_desk_offers_what_its_shown_pages_have_and_no_more(gui: Gui) -> None:
    window = window_of(gui)

    pages = {line.page for line in reachable(window.pages, locked=True)}

    assert pages == {"command"}
    window.close()
