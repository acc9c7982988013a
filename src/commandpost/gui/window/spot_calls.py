"""Spot checks that stand: each sounds, and stays on the screen until a person has answered it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from commandpost.app.spot_checks import SpotCheck
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.spot_check_form import SpotCheckForm
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.times import clock_time
from commandpost.journal.entry import ChangeSet

SOURCE = "spot"
PREFIX = f"{SOURCE}:"


class SpotCalls(QObject):
    """Says each check once; acknowledging ends its sound, only an answer ends the check."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._standing: dict[str, SpotCheck] = {}
        self._reading = Reading(context.tasks, self._look)
        self.form: SpotCheckForm | None = None
        context.notices.chosen.connect(self._chosen)

    def refresh(self, changes: ChangeSet) -> None:
        if not changes.kinds or "spot_check" in changes.kinds:
            self._reading.ask()

    def knows(self, key: str) -> bool:
        return key in self._standing

    def answer(self, key: str) -> None:
        """Ask who is here."""
        self.form = SpotCheckForm(self._context, self._standing[key], window_of(self))
        self.form.open()

    async def _look(self) -> None:
        tasks, checks = self._context.tasks, self._context.services.spot_checks
        standing = {f"{PREFIX}{check.id}": check for check in await tasks.store(checks.standing)}
        for key in [key for key in self._standing if key not in standing]:
            self._context.notices.withdraw(key)
        fresh = [check for key, check in standing.items() if key not in self._standing]
        self._standing = standing
        self._context.notices.tell_standing(SOURCE, standing)
        for check in fresh:
            self._say(check)
            await tasks.store(checks.shown, check.id)

    def _say(self, check: SpotCheck) -> None:
        words = self.tr("Spot check by {unit}, {time}: answer with your PIN. {question}").format(
            unit=check.from_unit_name, time=clock_time(check.called_at, seconds=True), question=check.question
        )
        key, action = f"{PREFIX}{check.id}", self.tr("Answer")
        notice = Notice(key=key, text=words.strip(), tone=Tone.ALARM, action=action, rank=2, stays=True)
        self._context.notices.post(notice)

    def _chosen(self, key: str) -> None:
        if key in self._standing:
            self.answer(key)


def window_of(one: QObject) -> QWidget | None:
    """The nearest widget above, for a form to stand on."""
    window = one.parent()
    while window is not None and not isinstance(window, QWidget):
        window = window.parent()
    return window
