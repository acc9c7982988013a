from __future__ import annotations

from commandpost.domain.errors import Unavailable
from commandpost.gui.window.log_loop import LogLoop
from tests.gui.conftest import Gui


def test_a_disk_that_refuses_the_round_is_asked_again_and_says_nothing(gui: Gui) -> None:
    asked: list[int] = []

    def refuse() -> None:
        asked.append(1)
        raise Unavailable("disk_full")

    async def scenario() -> None:
        loop = LogLoop(gui.context(), refuse)
        await loop.once()
        await loop.once()

    gui.run(scenario())
    assert (len(asked), gui.refused, gui.bugs) == (2, [], [])
