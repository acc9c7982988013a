"""At the largest type the window still fits the smallest screen, whatever page it shows."""

from __future__ import annotations

import asyncio

import pytest

from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from tests.gui.conftest import Gui

FRAME = 32  # of a window's title bar
SMALLEST = (1366, 768 - FRAME)


@pytest.mark.parametrize("language", list(Language))
def test_no_page_makes_the_window_larger_than_a_small_screen_at_the_largest_type(gui: Gui, language: Language) -> None:
    """A new desk shows its first steps, too."""

    async def scenario() -> None:
        shell = Shell(gui.shell_parts(Liking(language=language, scale=150, idle_minutes=0)))
        shell.window.resize(*SMALLEST)
        shell.window.show()
        try:
            for name in shell.window.pages:
                shell.window.go(name)
                await asyncio.sleep(0)
            needed = shell.window.minimumSizeHint()
            assert needed.height() <= SMALLEST[1]
            assert needed.width() <= SMALLEST[0]
            steps = shell.window.pages["command"].incidents.steps  # type: ignore[attr-defined]  # the page of that name
            assert steps.isVisibleTo(shell.window.pages["command"]), "nothing was measured without them"
        finally:
            shell._translations.choose(gui.application, Language.ENGLISH)  # as the shell itself leaves
            shell.release()
            shell.window.close()

    gui.run(scenario())
