"""Putting an alarm aside from its bar: the bar says until when, and the sound comes back by itself."""

from __future__ import annotations

from commandpost.domain.incident import NewIncident
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.window.watch import Watch
from tests.gui.conftest import Gui


def test_an_alarm_is_put_aside_from_its_bar_and_comes_back(gui: Gui) -> None:
    said: list[Notice] = []
    gui.services.incidents.open(NewIncident(title="坍塌", code="12P13", received=gui.desk.now()))
    gui.later(minutes=6)

    async def scenario() -> None:
        context = gui.context()
        context.notices.posted.connect(said.append)
        watch = Watch(context)
        watch._reading.ask()
        await gui.until(lambda: [one for one in said if one.tone is Tone.ALARM and one.action], "it calls")
        key = next(one.key for one in said if one.tone is Tone.ALARM and one.action)
        context.notices.chosen.emit(key)
        form = watch.form
        assert form is not None
        form.ui.minutes.setText("99")
        form.ui.reason.setText("正在拨打")
        form.begin()
        await gui.until(lambda: not form.busy, "refused")
        assert "30" in form.ui.problem.text()
        form.ui.minutes.setText("3")
        done: list[bool] = []
        form.carried_out.connect(lambda: done.append(True))
        form.begin()
        await gui.until(lambda: done, "put aside")
        await watch._look()
        last = [one for one in said if one.key == key][-1]
        assert (last.tone, "正在拨打" in last.text) == (Tone.WARNING, True)

        watch.tick(gui.later(minutes=3))
        assert [one for one in said if one.key == key][-1].tone is Tone.ALARM
        await gui.tasks.settled()

    gui.run(scenario())
