"""The drawings in force and those of the chosen incident, the ended ones too; edit one, end one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from commandpost.app.permissions import Action
from commandpost.domain.ids import RecordId
from commandpost.domain.sketch import Sketch, extent_words, spec_of
from commandpost.gui.map.foot_card import FootCard
from commandpost.gui.theme import Theme
from commandpost.gui.times import day_time
from commandpost.gui.widgets.shape import button, column, label

ROWS_SHOWN = 7


class SketchList(FootCard):
    """A card at the foot of the map."""

    edit_wanted = Signal(object)  # RecordId
    end_wanted = Signal(object)
    resume_wanted = Signal(object)
    show_wanted = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme.px(430), parent)
        self._sketches: tuple[Sketch, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Drawings"))
        self.list.currentRowChanged.connect(lambda _row: self._follow())
        self.list.itemActivated.connect(lambda _entry: self._emit(self.edit_wanted))
        self.list.itemClicked.connect(lambda _entry: self._emit(self.show_wanted))
        self._edit = button(self.tr("Edit"), key="Enter", needs=Action.WRITE)
        self._end = button(self.tr("End"), role="danger", needs=Action.WRITE)
        self._resume = button(self.tr("In force again"), needs=Action.WRITE)
        close = button(self.tr("Close"), role="flat")
        for made, signal in (
            (self._edit, self.edit_wanted),
            (self._end, self.end_wanted),
            (self._resume, self.resume_wanted),
        ):
            made.clicked.connect(lambda _checked=False, which=signal: self._emit(which))
        close.clicked.connect(self.closed)
        self._nothing = label(
            self.tr("Nothing is drawn yet: choose the tool for drawing at the left."), "dim", wrap=True
        )
        heading = label(self.tr("Drawings on the map"), "strong")
        layout = column(heading, self._nothing, self.list, margins=(14, 12, 14, 12))
        layout.addLayout(self.flow(self._edit, self._end, self._resume, None, close))
        self.setLayout(layout)
        self.list.setFixedHeight(theme.px(24) * ROWS_SHOWN)

    def show_sketches(self, sketches: Sequence[Sketch], language: str, now: datetime) -> None:
        """Keep the place in the list where it can be kept; of another day than today the day is told."""
        chosen = self.chosen
        self._sketches = tuple(sketches)
        self.list.clear()
        for one in sketches:
            entry = QListWidgetItem(self._words(one, language, now), self.list)
            if one.until is not None:
                entry.setForeground(self.palette().brush(self.palette().ColorRole.PlaceholderText))
        rows = [at for at, one in enumerate(sketches) if chosen is not None and one.id == chosen.id]
        self.list.setCurrentRow(rows[0] if rows else 0)
        self.list.setVisible(bool(sketches))
        self._nothing.setVisible(not sketches)
        self._follow()

    @property
    def chosen(self) -> Sketch | None:
        at = self.list.currentRow()
        return self._sketches[at] if 0 <= at < len(self._sketches) else None

    def choose(self, sketch: RecordId) -> None:
        rows = [at for at, one in enumerate(self._sketches) if one.id == sketch]
        self.list.setCurrentRow(rows[0] if rows else -1)

    def _words(self, one: Sketch, language: str, now: datetime) -> str:
        since = day_time(one.since, now)
        until = None if one.until is None else day_time(one.until, now)
        span = self.tr("since {time}").format(time=since) if until is None else f"{since}–{until}"
        parts = (spec_of(one.kind).label.text(language), one.name, extent_words(one.geometry), span)
        return "  ".join(part for part in parts if part)

    def _follow(self) -> None:
        one = self.chosen
        self._edit.setEnabled(one is not None and one.until is None)
        self._end.setVisible(one is None or one.until is None)
        self._end.setEnabled(one is not None)
        self._resume.setVisible(one is not None and one.until is not None)

    def _emit(self, signal: SignalInstance) -> None:
        one = self.chosen
        if one is not None:
            signal.emit(one.id)
