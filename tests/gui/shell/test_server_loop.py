from __future__ import annotations

from collections.abc import Iterator

from commandpost.domain.errors import Unavailable
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.services import ServerCare
from commandpost.gui.window.server_loop import KEY, ServerLoop
from tests.gui.conftest import Gui

WAITING, BEGUN, BACK = ServerCare(ends=2, pause=5), ServerCare(ends=2), ServerCare(ends=2, answers=True)


def told(gui: Gui, looks: Iterator[ServerCare], times: int) -> list[Notice]:
    said: list[Notice] = []

    async def scenario() -> None:
        context = gui.context()
        context.notices.posted.connect(said.append)
        loop = ServerLoop(context, lambda: next(looks))
        for _ in range(times):
            await loop.once()

    gui.run(scenario())
    return said


def test_an_end_is_told_once_and_so_is_the_new_start(gui: Gui) -> None:
    looks = [ServerCare(), WAITING, ServerCare(ends=2, pause=4), BEGUN, BACK, BACK]
    said = told(gui, iter(looks), len(looks))
    assert [(notice.key, notice.tone) for notice in said] == [(KEY, Tone.WARNING), (KEY, Tone.INFO)]
    assert "time 2" in said[0].text
    assert "5 s" in said[0].text


def test_a_server_stopped_by_hand_takes_the_notice_away(gui: Gui) -> None:
    assert [notice.text for notice in told(gui, iter([WAITING, ServerCare()]), 2)][-1] == ""


def test_a_start_that_fails_is_told_and_tried_again(gui: Gui) -> None:
    def looks() -> Iterator[ServerCare]:
        yield WAITING

    def failing() -> ServerCare:
        raise Unavailable("server_not_started", reason="x")

    assert len(told(gui, looks(), 1)) == 1

    async def scenario() -> None:
        context = gui.context()
        said: list[Notice] = []
        context.notices.posted.connect(said.append)
        await ServerLoop(context, failing).once()
        assert [notice.key for notice in said] == ["error:server_not_started"]

    gui.run(scenario())
