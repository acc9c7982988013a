"""What is told of alarms outside the window hangs on the desk, not on the window of the moment."""

from __future__ import annotations

from commandpost.gui.shell import Shell
from tests.gui.conftest import Gui
from tests.gui.shell.test_window import end, shown


def pressed_in_the_tray(shell: Shell) -> None:
    shell._to_front()


def test_pressing_the_message_in_the_tray_brings_back_a_window_that_was_made_small(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        shell.window.showMaximized()
        shell.window.showMinimized()
        assert shell.window.isMinimized()

        pressed_in_the_tray(shell)

        assert not shell.window.isMinimized()
        assert shell.window.isMaximized()
        end(gui, shell)

    gui.run(scenario())
