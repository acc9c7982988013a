"""The sheet read out: who of the next shift is here, each item ticked by itself, questions noted, the leader's word."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from commandpost.app.handover_reading import Arrival, Reading
from commandpost.app.permissions import Action
from commandpost.domain.handover_items import HandoverItem
from commandpost.gui.times import clock_time, hours_minutes
from commandpost.gui.widgets.portions import Portions, two_columns
from commandpost.gui.widgets.shape import button, column, label, row, set_role
from commandpost.gui.widgets.sign_box import SignBox


class ReadingPanel(QWidget):
    """Space ticks an item and goes on to the next; Enter in the line beside it ticks with the question."""

    arrive_requested = Signal()
    ticked = Signal(str, str)  # key, question
    release_requested = Signal(str)  # reason

    def __init__(self) -> None:
        super().__init__()
        self._here = label("", wrap=True)
        self.arrive_box, self.release_box = SignBox(""), SignBox("")
        arrive = button(self.tr("Incoming signs in"))
        arrive.clicked.connect(self.arrive_requested)
        self._arrive = arrive
        self._count = label("", "dim")
        self._portions = Portions(self._lay)
        self._items: tuple[HandoverItem, ...] = ()
        self._read: frozenset[str] = frozenset()  # keys of what is ticked
        self._checks: dict[str, QCheckBox] = {}
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(self.tr("Why the shift changes while an incident is in hand"))
        self._reason.setAccessibleName(self.tr("Why the shift changes while an incident is in hand"))
        let = button(self.tr("Leader lets it go on…"), needs=Action.HAND_OVER)
        let.clicked.connect(lambda: self.release_requested.emit(self._reason.text().strip()))
        self._released = label("", "soon", wrap=True)
        self._release = QWidget()
        self._release.setLayout(row(self._reason, let, spacing=6))
        layout = column(spacing=6)
        layout.addLayout(row(label(self.tr("Items, read one by one"), "heading"), self._count, None, arrive, spacing=8))
        layout.addWidget(self._here)
        layout.addWidget(self.arrive_box)
        layout.addWidget(label(self.tr("Space ticks; a question beside it, Enter"), "small"))
        layout.addWidget(self._portions)
        layout.addWidget(self._release)
        layout.addWidget(self.release_box)
        layout.addWidget(self._released)
        self.setLayout(layout)
        self.hide()

    def show_reading(self, reading: Reading, *, in_hand: str) -> None:
        """Show how far it is; a list of the same items keeps the focus and what is being typed."""
        self._read = frozenset(reading.ticks)
        if [item.key for item in self._items] != [item.key for item in reading.items]:
            self._items, self._checks = reading.items, {}
            self._portions.fill(len(reading.items))
            if (unread := self._next()) is not None:
                self._portions.go_to(unread)
        for key in self._checks:
            self._show_tick(key)
        done = len(reading.items) - reading.left
        self._count.setText(f"{done}/{len(reading.items)}")
        words = "   ".join(arrival_words(one) for one in reading.arrivals)
        figures, first = reading.figures, reading.arrivals[0].early_by if reading.arrivals else timedelta()
        in_time = first >= timedelta(minutes=figures.latest)
        if words and not in_time:
            asked = self.tr("(asked: {early} to {latest} minutes early)")
            words = f"{words} {asked.format(early=figures.early, latest=figures.latest)}"
        self._here.setText(words or self.tr("Nobody of the next shift is here yet."))
        set_role(self._here, "good" if words and in_time else "soon")
        self._release.setVisible(bool(in_hand) and reading.release is None)
        release = reading.release
        told = self.tr("{name} lets the shift change in the middle of an incident: {reason}")
        self._released.setText(told.format(name=release.by, reason=release.reason) if release else "")
        self._released.setVisible(release is not None)

    def _lay(self, lines: range) -> QWidget:
        portion, grid = two_columns(3, 2)
        for number, item in enumerate(self._items[lines.start : lines.stop]):
            words = f"{item_word(item.kind)}  {item.text}"
            check, words_label, question = QCheckBox(), label(words, wrap=True), QLineEdit()
            check.setAccessibleName(self.tr("Read: {item}").format(item=words))
            question.setPlaceholderText(self.tr("Question"))
            question.setAccessibleName(self.tr("Question about {item}").format(item=words))
            check.toggled.connect(lambda on, key=item.key, box=question: self._tick(key, box, on=on))
            question.returnPressed.connect(lambda key=item.key, box=question: self._tick(key, box, on=True))
            what = row(check, words_label, spacing=6)
            what.setStretch(1, 1)
            held = QWidget()
            held.setLayout(what)
            grid.addWidget(held, number, 0)
            grid.addWidget(question, number, 1)
            self._checks[item.key] = check
            self._show_tick(item.key)
        grid.setRowStretch(len(lines), 1)
        return portion

    def _show_tick(self, key: str) -> None:
        check = self._checks[key]
        check.blockSignals(True)
        check.setChecked(key in self._read)
        check.setEnabled(key not in self._read)
        check.blockSignals(False)

    def _next(self, but: str = "") -> int | None:
        """The first line nobody has ticked."""
        return next((at for at, one in enumerate(self._items) if self._is_left(one.key) and one.key != but), None)

    def _is_left(self, key: str) -> bool:
        return key not in self._read and not (key in self._checks and self._checks[key].isChecked())

    def _tick(self, key: str, question: QLineEdit, *, on: bool) -> None:
        if on:
            self.ticked.emit(key, question.text().strip())
            if (after := self._next(key)) is not None:
                self._portions.go_to(after)
                self._checks[self._items[after].key].setFocus()


def item_word(kind: str) -> str:
    """在办事件 指示 未办结 来电待定 冲突 设备 物品."""
    translate = QCoreApplication.translate
    return {
        "incident": translate("Handover", "Incident"),
        "directive": translate("Handover", "Directive"),
        "undone": translate("Handover", "Undone"),
        "undecided": translate("Handover", "Undecided call"),
        "conflict": translate("Handover", "Conflict"),
        "equipment": translate("Handover", "Faulty"),
        "custody": translate("Handover", "Documents, keys"),
    }[kind]


def arrival_words(one: Arrival) -> str:
    """刘洋 08:16 签到，提前 00:14."""
    translate = QCoreApplication.translate
    if one.early_by.total_seconds() >= 0:
        words = translate("Handover", "{name} here since {time}, {span} before the change")
        return words.format(name=one.name, time=clock_time(one.at), span=hours_minutes(one.early_by))
    words = translate("Handover", "{name} here since {time}, {span} late")
    return words.format(name=one.name, time=clock_time(one.at), span=hours_minutes(-one.early_by))
