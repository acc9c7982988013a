"""Who is silent after a roll-call's limit is told by name, and one press leads to where the answers are written."""

from __future__ import annotations

from commandpost.gui.notices import Notice, Tone
from commandpost.gui.window.watch import Watch
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui


def test_silent_communities_are_called_by_name_until_they_have_answered(gui: Gui) -> None:
    said: list[Notice] = []
    asked: list[str] = []
    roll = gui.services.roll_call.begin("强降雨", 30, ("东河沿社区", "槐树里社区"))
    gui.later(minutes=31)

    async def scenario() -> None:
        context = gui.context()
        context.notices.posted.connect(said.append)
        context.navigator.asked.connect(lambda page, _record: asked.append(page))
        watch = Watch(context)
        watch.refresh(ChangeSet(kinds=frozenset({"roll_call"})))
        await gui.until(lambda: any("东河沿社区、槐树里社区" in one.text for one in said), "both are told")
        loud = next(one for one in said if "槐树里社区" in one.text)
        assert (loud.tone, bool(loud.action)) == (Tone.ALARM, True)
        context.notices.chosen.emit(loud.key)
        assert asked == ["review"]

        gui.services.roll_call.answer(roll, "东河沿社区")
        watch.refresh(ChangeSet(kinds=frozenset({"roll_call_answer"})))
        await gui.until(lambda: "东河沿社区" not in said[-1].text and "槐树里社区" in said[-1].text, "one is left")
        gui.services.roll_call.answer(roll, "槐树里社区")
        watch.refresh(ChangeSet(kinds=frozenset({"roll_call_answer"})))
        await gui.until(lambda: not said[-1].text, "withdrawn")
        await gui.tasks.settled()

    gui.run(scenario())
