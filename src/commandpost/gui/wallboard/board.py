"""The wallboard's window: incidents with their clocks, the map, the alarms; it shows, and never moves by itself.

Its map shows the layers that the command map shows.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from commandpost.app.incidents import IncidentRow
from commandpost.app.ledgers import LedgerLayer
from commandpost.domain.sketch import SKETCH_KINDS, Sketch
from commandpost.gui.context import MAP, SHOWN, GuiContext
from commandpost.gui.map.base import BaseMap
from commandpost.gui.map.view import MapView
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.pages.command.base_owner import owner_of
from commandpost.gui.pages.command.mapdesk.layer_memory import SETTING as HIDDEN
from commandpost.gui.pages.command.mapdesk.layer_memory import names_in
from commandpost.gui.pages.command.mapdesk.sketch_desk import drawn_of
from commandpost.gui.pages.command.pictures import Pictures
from commandpost.gui.pages.command.situation import Situation
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.times import clock_time, long_day
from commandpost.gui.wallboard.incident_wall import IncidentWall
from commandpost.gui.widgets.shape import label
from commandpost.journal.entry import ChangeSet

TICK_MS = 250
TOPICS = frozenset(
    {"incident", "report", "receipt", "ledger.team", "ledger.shelter", "ledger.hazard", SHOWN, *SKETCH_KINDS}
)
ALARMS_SHOWN = 2
Read = tuple[tuple[IncidentRow, ...], tuple[Sketch, ...], tuple[LedgerLayer, ...], frozenset[str]]


class Wallboard(QWidget):
    """No button, no field, no person's data. F11 or Esc closes it; S puts it on the next screen."""

    closed = Signal()
    screen_chosen = Signal(str)  # the name of the screen

    def __init__(self, context: GuiContext, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.context = context
        self.setWindowTitle(self.tr("Wallboard · {unit}").format(unit=context.desk.unit_name))
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.map = MapView()
        self.map.setAccessibleName(self.tr("Map"))
        self.wall = IncidentWall(context.theme)
        self._situation = Situation(self.map)
        self._pictures = Pictures(context, self.map, self)
        self._alarms: dict[str, str] = {}
        self._reading = Reading(context.tasks, self._read)
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(lambda: self.tick(context.now()))
        self._gone = False
        self._assemble()
        for key in ("F11", "Esc"):
            QShortcut(QKeySequence(key), self).activated.connect(self.close)
        QShortcut(QKeySequence("S"), self).activated.connect(self.next_screen)
        context.bridge.changed.connect(self._changed)
        context.notices.posted.connect(self._noticed)
        context.theme.changed.connect(self._dress)
        self._dress()
        for standing in context.notices.alarms:
            self._noticed(standing)

    def open_on(self, screen: QScreen) -> None:
        """Fill a screen and begin to show."""
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self._ticker.start()
        self.tick(self.context.now())
        self._reading.ask()
        self.context.tasks.start(self._read_base())

    def next_screen(self) -> None:
        """The same on the next screen, remembered for the next time."""
        screens = QGuiApplication.screens()
        names = [screen.name() for screen in screens]
        at = names.index(self.screen().name()) if self.screen().name() in names else -1
        chosen = screens[(at + 1) % len(screens)]
        self.setGeometry(chosen.geometry())
        self.showFullScreen()
        self.screen_chosen.emit(chosen.name())

    def tick(self, now: datetime) -> None:
        """Clock and countdowns; nothing else changes by itself."""
        self._clock.setText(clock_time(now, seconds=True))
        self._day.setText(long_day(now))
        self.wall.tick(now)

    # ------------------------------------------------------------------------------------------------- inside

    def _assemble(self) -> None:
        theme = self.context.theme
        self._unit, self._day, self._clock = label(self.context.desk.unit_name, "title"), label("", "dim"), label("")
        self._alarm = label("", "overdue", wrap=True)
        self._alarm.setFixedHeight(theme.px(84))  # always there, so that an alarm does not push the map
        for words, size in ((self._unit, 34), (self._day, 22), (self._clock, 54), (self._alarm, 30)):
            words.setStyleSheet(f"font-size: {theme.px(size)}px; font-weight: 700;")
        head = QHBoxLayout()
        head.addWidget(self._unit)
        head.addStretch(1)
        head.addWidget(self._day, 0, Qt.AlignmentFlag.AlignBottom)
        head.addSpacing(theme.px(20))
        head.addWidget(self._clock)
        body = QHBoxLayout()
        body.setSpacing(theme.px(16))
        body.addWidget(self.wall, 38)
        body.addWidget(self.map, 62)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(22), theme.px(12), theme.px(22), theme.px(18))
        whole.addLayout(head)
        whole.addWidget(self._alarm)
        whole.addLayout(body, 1)

    def _dress(self) -> None:
        self.map.wear(self.context.theme.map_colours())
        self.wall.update()

    async def _read(self) -> None:
        rows, sketches, layers, hidden = await self.context.tasks.read(self._look)
        if self._gone:
            return
        self.map.hide_layers(hidden)
        self.wall.show_rows(rows, self.context.now())
        self._situation.show_incidents(rows)
        self._situation.show_ledgers(layers, self.context.preferences.liking.language.value)
        self.map.scene.sketches.show([drawn_of(one, self.context) for one in sketches])
        self.map.update()

    def _look(self) -> Read:
        """On the store's thread; the ledgers of people stay out."""
        services = self.context.services
        layers = tuple(one for one in services.ledgers.layers() if not one.layer.personal)
        hidden = names_in(self.context.desk.store.setting(HIDDEN))
        return services.incidents.open_rows(), services.sketches.in_force(), layers, hidden

    async def _read_base(self) -> None:
        sheet = await self.context.tasks.net(self.context.services.base_map)
        base = await self.context.tasks.net(BaseMap, sheet.layers)
        if not self._gone:
            self.map.show_base(base, owner_of(sheet))
            self._pictures.refresh()

    def _changed(self, changes: ChangeSet) -> None:
        if self._gone:
            return
        if changes.kinds & TOPICS:
            self._reading.ask()
        if MAP in changes.kinds:
            self.context.tasks.start(self._read_base())

    def _noticed(self, notice: Notice) -> None:
        """An alarm stands until it is acknowledged at the desk."""
        if notice.text and notice.tone is Tone.ALARM:
            self._alarms[notice.key] = _first_sentence(notice.text)
        else:
            self._alarms.pop(notice.key, None)
        self._alarm.setText("\n".join(list(self._alarms.values())[-ALARMS_SHOWN:]))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._gone = True
        self._ticker.stop()
        self.map.close()
        self.closed.emit()
        super().closeEvent(event)


def _first_sentence(text: str) -> str:
    """What has happened; whom to call, with name and number, is for the desk and not for the wall."""
    return text.partition("。")[0].partition(". ")[0]
