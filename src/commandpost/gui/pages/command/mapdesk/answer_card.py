"""An answer of the map as a card at its foot: the counts, the nearest things, and where to send it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QWidget

from commandpost.app.map_answers import AreaAnswer, AskedShape, FoundItem, PlaceAnswer
from commandpost.app.map_items import HAZARDS, INCIDENTS, PEOPLE, SHELTERS, SUPPLIES, TEAMS
from commandpost.app.permissions import Action
from commandpost.domain.ledgers.people import PEOPLE as PEOPLE_LEDGER
from commandpost.gui.actions import key_of
from commandpost.gui.map.foot_card import FootCard
from commandpost.gui.map.tools_path import area_words, length_words
from commandpost.gui.theme import Theme
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.widgets.shape import ShrinkingLabel, button, column, label, row, shrinking
from commandpost.gui.widgets.spin_box import SpinBox

NARROWEST, WIDEST, STEP = 10, 5000, 10  # metres to each side of a line
START_M = 100
ROWS_SHOWN, ROWS_ON_A_SMALL_MAP = 6, 3
MOST_FACTS, LONGEST = 12, 60  # lines of an own layer's feature, letters of one
SMALL_MAP = 800  # pixels of height
Facts = Sequence[tuple[str, str]]  # field and value
KIND_WORDS: Mapping[str, str] = {
    PEOPLE: QT_TRANSLATE_NOOP("AnswerCard", "Person"),
    TEAMS: QT_TRANSLATE_NOOP("AnswerCard", "Team"),
    SHELTERS: QT_TRANSLATE_NOOP("AnswerCard", "Shelter"),
    SUPPLIES: QT_TRANSLATE_NOOP("AnswerCard", "Supplies"),
    HAZARDS: QT_TRANSLATE_NOOP("AnswerCard", "Hazard"),
    INCIDENTS: QT_TRANSLATE_NOOP("AnswerCard", "Incident"),
}


class AnswerCard(FootCard):
    """Shows one answer at a time; never takes the focus."""

    log_wanted = Signal()
    report_wanted = Signal()
    closed = Signal()
    width_changed = Signal(int)  # metres to each side of the line
    item_chosen = Signal(object)  # FoundItem

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme.px(400), parent)
        self._title = ShrinkingLabel("strong")
        self._where = label("", "dim", wrap=True)
        self._counts = QGridLayout()
        self._counts.setHorizontalSpacing(theme.px(10))
        self._counts.setVerticalSpacing(theme.px(3))
        for words in (0, 2):
            self._counts.setColumnStretch(words, 1)
        self._needs = label("", "dim", wrap=True)
        self._needs.setTextFormat(Qt.TextFormat.PlainText)  # a user's file may write anything
        self.side = SpinBox()
        self.side.setRange(NARROWEST, WIDEST)
        self.side.setSingleStep(STEP)
        self.side.setValue(START_M)
        self.side.setSuffix(" m")
        self.side.setKeyboardTracking(False)
        self.side.setAccessibleName(self.tr("Metres to each side of the line"))
        self.side.valueChanged.connect(self.width_changed)
        self._side_words = label(self.tr("to each side"), "dim")
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Found, nearest first"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # whole names are in the tip
        self.list.itemActivated.connect(lambda entry: self.item_chosen.emit(entry.data(Qt.ItemDataRole.UserRole)))
        self.list.itemClicked.connect(lambda entry: self.item_chosen.emit(entry.data(Qt.ItemDataRole.UserRole)))
        self._assemble(theme)

    def _assemble(self, theme: Theme) -> None:
        log = button(self.tr("Into the log"), role="primary", key=key_of("map.to_log"))
        report = button(self.tr("Into the report"), key=key_of("map.to_report"), needs=Action.WRITE)
        close = button(self.tr("Clear"), role="flat")
        log.clicked.connect(self.log_wanted)
        report.clicked.connect(self.report_wanted)
        close.clicked.connect(self.closed)
        layout = column(self._title, self._where, spacing=theme.px(6), margins=(14, 12, 14, 12))
        layout.addLayout(row(self.side, self._side_words, None))
        layout.addLayout(self._counts)
        layout.addWidget(self._needs)
        layout.addWidget(self.list)
        layout.addLayout(self.flow(log, report, None, close))
        self.setLayout(layout)
        self._row_px = theme.px(24)
        self._pairs = 2
        self._told: list[tuple[QWidget, QWidget]] = []

    def arrange(self, room: QSize, *, narrow: bool) -> None:
        """The counts below one another where it is narrow; the list, then the needs, give way where it is low."""
        self._pairs = 1 if narrow else 2
        self._lay_counts()
        self._needs.setVisible(bool(self._needs.text()))
        self.list.setVisible(self.list.count() > 0)
        for least in (self.list, self._needs):
            if self.tall() > room.height():
                least.hide()

    def show_area(self, answer: AreaAnswer, language: str) -> None:
        """The counts of an area."""
        asked = answer.asked
        titles = {
            AskedShape.CIRCLE: self.tr("Within {length} of here"),
            AskedShape.POLYGON: self.tr("In the area drawn, {area}"),
            AskedShape.BUFFER: self.tr("Along the line, {length} to each side"),
        }
        words = titles[asked.shape].format(length=length_words(asked.metres), area=area_words(answer.area_m2))
        self._title.setText(words)
        self._show_side(asked.shape is AskedShape.BUFFER)
        self._fill_counts(answer)
        choices = PEOPLE_LEDGER.field("needs")
        kinds = [f"{choices.choice_label(key, language)} {count}" for key, count in answer.needs.items()]
        self._needs.setText(" · ".join(kinds))
        self._needs.setVisible(bool(kinds))
        self._finish(answer.where.words(), answer.items)

    def show_place(self, answer: PlaceAnswer, ground: Sequence[str], facts: Facts = ()) -> None:
        """What is known of a place; ``ground`` is what the base map has there, ``facts`` fields of an own layer."""
        place = answer.lonlat
        self._title.setText(f"{place.lat:.5f}, {place.lon:.5f}")
        self._show_side(False)
        self._clear_counts()
        shown = [self.tr("{field}: {value}").format(field=field, value=value) for field, value in facts[:MOST_FACTS]]
        self._needs.setText("\n".join(one if len(one) <= LONGEST else one[: LONGEST - 1] + "…" for one in shown))
        self._needs.setVisible(bool(shown))
        where = answer.where.words()
        fresh = "、".join(name for name in ground if name not in where)
        known = " · ".join(part for part in (where, fresh) if part)
        self._finish(known or self.tr("No grid, address or name is known here."), answer.nearest)

    def _show_side(self, shown: bool) -> None:
        self.side.setVisible(shown)
        self._side_words.setVisible(shown)

    def _fill_counts(self, answer: AreaAnswer) -> None:
        self._clear_counts()
        cells = (
            (self.tr("People on file"), str(answer.people)),
            (self.tr("with needs"), str(answer.vulnerable)),
            (self.tr("Teams"), f"{answer.teams} / {answer.team_members}"),
            (
                self.tr("Shelters"),
                self.tr("{shelters}, {free} free").format(shelters=answer.shelters, free=answer.shelter_free),
            ),
            (self.tr("Supply points"), str(answer.supplies)),
            (self.tr("Open hazards"), str(answer.hazards)),
        )
        for words, value in cells:
            number = label(value, "strong")
            number.setAccessibleName(words)
            self._told.append((shrinking(words, "dim"), number))
        self._lay_counts()

    def _lay_counts(self) -> None:
        for at, (words, number) in enumerate(self._told):
            self._counts.addWidget(words, at // self._pairs, at % self._pairs * 2)
            self._counts.addWidget(number, at // self._pairs, at % self._pairs * 2 + 1)
            for part in (words, number):
                part.show()  # on a card that stands already Qt does it later, and takes no height for it until then

    def _clear_counts(self) -> None:
        for pair in self._told:
            for old in pair:
                self._counts.removeWidget(old)
                old.hide()
                old.deleteLater()
        self._told.clear()

    def _finish(self, where: str, items: Sequence[FoundItem]) -> None:
        self._where.setText(where)
        self._where.setVisible(bool(where))
        self.list.clear()
        for item in sorted(items, key=lambda one: one.metres):
            kind = QCoreApplication.translate("AnswerCard", KIND_WORDS.get(item.kind, ""))
            words = "  ".join(part for part in (length_words(item.metres), kind, item.name or item.address) if part)
            entry = QListWidgetItem(words, self.list)
            entry.setData(Qt.ItemDataRole.UserRole, item)
            entry.setToolTip(words)
        canvas = self.parentWidget()
        rows = ROWS_SHOWN if canvas is not None and canvas.height() >= SMALL_MAP else ROWS_ON_A_SMALL_MAP
        tall = self.list.sizeHintForRow(0) if items else self._row_px  # whole rows: none is cut through
        self.list.setFixedHeight(tall * rows + 2 * self.list.frameWidth())
        self.list.setVisible(bool(items))
