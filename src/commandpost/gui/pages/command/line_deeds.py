"""What is done with one line of the log, from its menu, by a key, or found by a search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from commandpost.app.logbook import Decision, LogItem, LogMode
from commandpost.domain.ids import RecordId
from commandpost.domain.reminders import Reminder
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.reminder_form import ReminderForm
from commandpost.gui.pages.command.deeds import Deeds
from commandpost.gui.pages.command.incident_model import IncidentModel
from commandpost.gui.pages.command.log_excerpt import LogExcerpt
from commandpost.gui.pages.command.log_panel import LogPanel


class LineDeeds(QObject):
    """Carries out the actions of a line; without a chosen one they mean the newest that somebody wrote."""

    def __init__(
        self, context: GuiContext, deeds: Deeds, log: LogPanel, incidents: IncidentModel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._incidents = incidents
        self._context = context
        self._deeds = deeds
        self._log = log
        self._window = parent
        log.line_asked.connect(self.on_line)
        log.reminders.done.connect(self.finish)
        log.reminders.move_wanted.connect(self.move)
        log.view.stood_on.connect(lambda item: log.undecided.stand_on(item.id))
        log.undecided.incident_wanted.connect(self._offer_for_call)
        log.undecided.passed_on.connect(deeds.pass_on)
        deeds.pass_refused.connect(log.undecided.pass_refused)
        log.undecided.noted.connect(deeds.note)
        log.unsigned.adopted.connect(deeds.adopt)
        log.unsigned.looked_at.connect(self.show)

    def new_incident(self) -> None:
        """F2: from the undecided call the reader stands on, else an empty form."""
        self._deeds.new_incident(self._log.undecided.chosen)

    def chosen(self) -> LogItem | None:
        """The line the reader stands on, else the newest written by a person."""
        written = (item for item in reversed(self._log.model.items) if item.mode is not LogMode.SYSTEM)
        return self._log.view.current() or next(written, None)

    def on_chosen(self, action: str) -> None:
        item = self.chosen()
        if item is not None:
            self.on_line(action, item)

    def on_line(self, action: str, item: LogItem) -> None:
        """Do one of the actions that the line's menu offers."""
        if action == "log.correct":
            self._deeds.correct(item)
        elif action == "reminder.add":
            self._deeds.show_form(ReminderForm(self._context, item, self._window))
        elif action == "log.adopt":
            self._deeds.adopt((item,))
        elif action == "log.reveal":
            self._deeds.reveal(item)
        elif action == "log.attach":
            view = self._log.view
            self._offer_incidents(item, view.mapToGlobal(view.visualRect(view.currentIndex()).center()))
        elif action == "call.anew":
            self._think_anew(item)
        elif action.startswith("call."):
            self._log.undecided.stand_on(item.id)
            self._log.undecided.decide(action.removeprefix("call."))

    def _think_anew(self, item: LogItem) -> None:
        """A call that was decided stands above the entry box again, with the same three ways."""
        if item.decision in {None, Decision.UNDECIDED}:
            self._context.notices.say(self.tr("Stand on a call that was decided."))
            return
        self._log.undecided.stand_on(item.id)
        self._log.undecided.think_anew(item)

    def _offer_for_call(self, call: RecordId) -> None:
        strip = self._log.undecided
        item = strip.call(call)
        if item is not None:
            self._offer_incidents(item, strip.mapToGlobal(strip.rect().topLeft()))

    def _offer_incidents(self, item: LogItem, at: QPoint) -> None:
        """The open incidents a line may be about; a new one from a call nobody decided on yet."""
        menu = QMenu(self._window)
        menu.setAccessibleName(self.tr("Into which incident"))
        if self._log.undecided.call(item.id) is not None:
            fresh = menu.addAction(self.tr("New incident from this call…"))
            fresh.triggered.connect(partial(self._open_from, item))
            menu.addSeparator()
        for row in self._incidents.rows:
            into = QAction(row.title, menu)
            into.setEnabled(row.id != item.incident)
            into.triggered.connect(partial(self._attach, item, row.id))
            menu.addAction(into)
        if menu.isEmpty():
            menu.deleteLater()
            self._context.notices.say(self.tr("There is no open incident."))
            return
        menu.setActiveAction(menu.actions()[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _open_from(self, item: LogItem, _checked: bool = False) -> None:  # noqa: FBT002  # the signal's argument
        self._log.undecided.think_anew(None)
        self._deeds.new_incident(item)

    def _attach(self, item: LogItem, incident: RecordId, _checked: bool = False) -> None:  # noqa: FBT002  # the signal's argument
        self._log.undecided.think_anew(None)
        self._deeds.attach(item.id, incident)

    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """Its actions, as the page offers them by key and palette."""
        chosen: dict[str, Callable[[], object]] = {
            action: partial(self.on_chosen, action)
            for action in ("log.correct", "log.reveal", "log.attach", "reminder.add", "call.anew")
        }
        return chosen | {
            "reminder.done": self._log.reminders.finish,
            "reminder.move": self._log.reminders.ask_to_move,
        }

    def finish(self, reminder: Reminder) -> None:
        """It was followed up."""
        self._context.start(self._finish, reminder)

    async def _finish(self, reminder: Reminder) -> None:
        await self._context.tasks.store(self._context.services.tools.reminders.done, reminder.id)

    def move(self, reminder: Reminder) -> None:
        """Ask for another time."""
        self._deeds.show_form(ReminderForm(self._context, reminder, self._window))

    def show(self, record: RecordId) -> None:
        """Stand on a line; one older than the list stands among its neighbours in a window of its own."""
        index = self._log.model.index_of(record)
        if index.isValid():
            self._log.view.setCurrentIndex(index)
            self._log.view.scrollTo(index)
        else:
            self._context.start(self._show_old, record)

    async def _show_old(self, record: RecordId) -> None:
        items = await self._context.tasks.store(self._context.services.logbook.around, record)
        excerpt = LogExcerpt(self._context.theme, items, record, self._window)
        excerpt.line_asked.connect(self.on_line)
        excerpt.show()
