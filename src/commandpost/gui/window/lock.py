"""The idle lock: personal data and sending are hidden; alarms, the map and the log box go on."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from commandpost.domain.errors import RuleBroken
from commandpost.gui.actions import key_of
from commandpost.gui.alive import alive
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import sentence
from commandpost.gui.widgets.shape import button, label, row

ACTIVE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.InputMethod})


class LockBar(QFrame):
    """Stands above the page while the desk is locked; a PIN opens it again."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__()
        self.setProperty("role", "banner-info")
        self._context = context
        self._words = label("")
        self._problem = label("", "problem")
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setPlaceholderText(self.tr("PIN"))
        self.pin.setAccessibleName(self.tr("PIN to unlock"))
        self.pin.setMaximumWidth(context.theme.px(160))
        self.pin.returnPressed.connect(self._unlock)
        unlock = button(self.tr("Unlock"), role="primary")
        unlock.clicked.connect(self._unlock)
        self.setLayout(row(self._words, None, self._problem, self.pin, unlock, margins=(14, 6, 10, 6)))
        self.hide()

    def follow(self) -> None:
        """Show or hide with the session, and grey what whoever sits here may not press."""
        self._context.rights.follow()
        session = self._context.desk.session
        self._words.setText(
            self.tr(
                "Desk of {name} is locked: personal data and sending are hidden; the log goes on. {key} opens it."
            ).format(name=session.name, key=key_of("sign_in"))
        )
        self.setVisible(session.locked)
        self._problem.clear()

    def _unlock(self) -> None:
        self._context.start(self._try, self.pin.text())
        self.pin.clear()

    async def _try(self, pin: str) -> None:
        try:
            await self._context.tasks.store(self._context.services.people.unlock, pin)
        except RuleBroken as error:
            self._problem.setText(sentence(error))
            return
        self._context.session_changed()


class LockedPage(QWidget):
    """Stands in for a page that would show personal data or send."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "lock")
        layout = QVBoxLayout(self)
        words = label(self.tr("This page is hidden while the desk is locked. Enter the PIN above."), "heading")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(words)


class IdleWatch(QObject):
    """Notes the last touch of keyboard or mouse.

    It listens at the window and the field that have the focus: a filter on the application would see every event of
    every widget, some hundred thousand at a change of theme.
    """

    def __init__(self, now: datetime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = now
        self._touched = False
        self._at: dict[str, QObject | None] = {"window": None, "field": None}

    def follow(self, application: QGuiApplication) -> None:
        """Listen where the focus is, from now on."""
        application.focusWindowChanged.connect(self._window_changed)  # bound: they end with this object
        application.focusObjectChanged.connect(self._field_changed)
        self._window_changed(application.focusWindow())
        self._field_changed(application.focusObject())

    def _window_changed(self, window: QObject | None) -> None:
        self._listen("window", window)

    def _field_changed(self, field: QObject | None) -> None:
        self._listen("field", field)

    def _listen(self, place: str, there: QObject | None) -> None:
        before = self._at[place]
        if before is not None and alive(before):
            before.removeEventFilter(self)
        if there is not None:
            there.installEventFilter(self)
        self._at[place] = there

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in ACTIVE:
            self._touched = True
        return False

    def is_idle(self, now: datetime, minutes: int) -> bool:
        """Whether nobody touched anything for so long; 0 minutes: never."""
        if self._touched:
            self._last, self._touched = now, False
        self._last = min(self._last, now)  # a clock set back does not keep the desk open
        return minutes > 0 and now - self._last >= timedelta(minutes=minutes)
