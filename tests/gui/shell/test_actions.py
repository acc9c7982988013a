from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QKeySequence

from commandpost.gui.actions import ACTIONS, WINDOW
from commandpost.gui.main_window import MainWindow
from commandpost.gui.map.tool_registry import TOOLS, action_of
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.pages.registry import PAGES
from commandpost.gui.window.found import matching_actions
from tests.gui.conftest import Gui


def test_no_two_actions_share_a_key() -> None:
    keys = Counter(QKeySequence(action.key).toString() for action in ACTIONS if action.key)

    assert [key for key, times in keys.items() if times > 1] == []
    assert all(not QKeySequence(action.key).isEmpty() for action in ACTIONS if action.key)


def test_every_action_has_a_key_and_every_tool_of_the_map_its_letter() -> None:
    letters = {action_of(tool.kind): tool.key for tool in TOOLS}

    assert [action.id for action in ACTIONS if not (action.key or letters.get(action.id))] == []


def test_every_id_is_used_once() -> None:
    ids = Counter(action.id for action in ACTIONS)

    assert max(ids.values()) == 1


def test_every_page_has_a_key_of_its_own_that_leads_to_it(gui: Gui) -> None:
    window = MainWindow(gui.context(), PAGES)
    by_key = {action.key: action.id for action in ACTIONS}

    assert len({page.key for page in PAGES}) == len(PAGES)
    for page in PAGES:
        window.act(by_key[page.key])
        assert window.page == page.id
    window.close()


def test_the_command_page_does_every_action_that_is_its_own(gui: Gui) -> None:
    window = MainWindow(gui.context(), (CommandPage,))
    page = window.pages["command"]
    assert isinstance(page, CommandPage)

    undone = [action.id for action in ACTIONS if action.page == "command" and action.id not in page._actions]

    assert undone == []
    assert all(action.id in window._deeds for action in ACTIONS if action.page == WINDOW)
    window.close()


def test_the_palette_finds_by_words_key_and_initials() -> None:
    assert [hit.action for hit in matching_actions("shift+f6")] == ["incident.close"]
    assert "handover.open" in [hit.action for hit in matching_actions("handover")]
    assert len(matching_actions("")) == len(ACTIONS)
