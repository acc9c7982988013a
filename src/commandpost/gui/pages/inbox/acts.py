"""What can be done about a line: one box for the words, one for what they are, to whom and by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from commandpost.app.permissions import Action
from commandpost.domain.ids import UnitCode
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.widgets.growing_edit import GrowingEdit
from commandpost.gui.widgets.shape import button, column, row

LIMITS = (0, 15, 30, 60, 120, 360)  # minutes; 0: none


class Act(StrEnum):
    """批示 核实 退回 抄送 转办."""

    DIRECT = "direct"
    VERIFY = "verify"
    RETURN = "return"
    COPY = "copy"
    HANDLE = "handle"


ACT_NAMES = {
    Act.DIRECT: QT_TRANSLATE_NOOP("InboxActs", "Directive"),
    Act.VERIFY: QT_TRANSLATE_NOOP("InboxActs", "Ask to verify"),
    Act.RETURN: QT_TRANSLATE_NOOP("InboxActs", "Return with reasons"),
    Act.COPY: QT_TRANSLATE_NOOP("InboxActs", "Copy to a department"),
    Act.HANDLE: QT_TRANSLATE_NOOP("InboxActs", "Hand to a department"),
}
HINTS = {
    Act.DIRECT: QT_TRANSLATE_NOOP("InboxActs", "Directive to the unit below: what, by when"),
    Act.VERIFY: QT_TRANSLATE_NOOP("InboxActs", "What is unclear and must be verified"),
    Act.RETURN: QT_TRANSLATE_NOOP("InboxActs", "Why it is returned; its time of sending stays as it is"),
    Act.COPY: QT_TRANSLATE_NOOP("InboxActs", "A word with the copy; later follow-ups go after it by themselves"),
    Act.HANDLE: QT_TRANSLATE_NOOP("InboxActs", "What the department shall do; later follow-ups go after it"),
}
SIDEWAYS = frozenset({Act.COPY, Act.HANDLE})
OF_A_REPORT = frozenset(Act) - {Act.DIRECT}


class ActPart(QWidget):
    """Of an upper room: says what shall be done, with the words typed."""

    act_requested = Signal(str, str, str, object)  # Act, unit code, words, timedelta or None

    def __init__(self) -> None:
        super().__init__()
        self._below: Mapping[UnitCode, str] = {}
        self._beside: Mapping[UnitCode, str] = {}
        self._other_line = True
        self.what, self.unit, self.limit = QComboBox(), QComboBox(), QComboBox()
        self.words = GrowingEdit(least=2)
        self.words.setAccessibleName(self.tr("Words"))
        self.what.setAccessibleName(self.tr("What shall be done"))
        self.unit.setAccessibleName(self.tr("To which unit"))
        self.unit.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.limit.setAccessibleName(self.tr("Limit"))
        for minutes in LIMITS:
            within = self.tr("within {n} min").format(n=minutes)
            self.limit.addItem(within if minutes else self.tr("no limit"), minutes)
        self.go = button(self.tr("Send"), role="primary", needs=Action.DIRECT)
        self.go.clicked.connect(self._go)
        self.words.send_with(self.go)
        self.what.currentIndexChanged.connect(lambda _at: self._chosen())
        layout = column(spacing=6)
        layout.addLayout(row(self.what, self.unit, self.limit, None, spacing=8))
        line = row(spacing=8)
        line.addWidget(self.words, 1)
        line.addWidget(self.go)
        layout.addLayout(line)
        self.setLayout(layout)
        self.offer(report=False)

    def offer(self, *, report: bool) -> None:
        """What can be done with the line shown; the choice made stays while it is possible."""
        chosen = self.what.currentData()
        self.what.blockSignals(True)
        self.what.clear()
        for act in Act:
            if report or act not in OF_A_REPORT:
                self.what.addItem(QCoreApplication.translate("InboxActs", ACT_NAMES[act]), act)
        self.what.setCurrentIndex(max(0, self.what.findData(chosen)))
        self.what.blockSignals(False)
        self._chosen()

    def show_units(
        self, below: Mapping[UnitCode, str], beside: Mapping[UnitCode, str], sender: UnitCode | None
    ) -> None:
        """Whom it may go to; ``sender`` is the unit the line came from, and of another line it is chosen first."""
        self._below = {sender: below.get(sender, sender), **below} if sender else below
        self._beside = beside
        if self._other_line:
            self.unit.clear()  # a unit chosen for another line must not get what is said about this one
            self._other_line = False
        self._chosen()

    def clear(self) -> None:
        """What was typed has been kept, or belongs to another line."""
        self.words.clear()
        self.limit.setCurrentIndex(0)
        self._other_line = True

    @property
    def act(self) -> Act:
        return Act(self.what.currentData())

    def _chosen(self) -> None:
        units = self._beside if self.act in SIDEWAYS else self._below
        chosen = self.unit.currentData()
        self.unit.clear()
        for code, name in units.items():
            self.unit.addItem(name, code)
        self.unit.setCurrentIndex(max(0, self.unit.findData(chosen)) if units else -1)
        self.unit.setVisible(self.act not in {Act.VERIFY, Act.RETURN})
        self.limit.setVisible(self.act is not Act.COPY)
        self.words.setPlaceholderText(QCoreApplication.translate("InboxActs", HINTS[self.act]))

    def _go(self) -> None:
        minutes = int(self.limit.currentData())
        limit = timedelta(minutes=minutes) if minutes and self.act is not Act.COPY else None
        words = self.words.toPlainText().strip()
        self.act_requested.emit(self.act, str(self.unit.currentData() or ""), words, limit)


class AnswerPart(QWidget):
    """Of the room a directive or a handed-over report came to: conveyed to whom, passed down, answered."""

    convey_requested = Signal(str)
    pass_requested = Signal(object)  # the unit codes it is passed down to
    answer_requested = Signal(str)

    def __init__(self, *, passes: bool) -> None:
        super().__init__()
        self.answer, self.to = GrowingEdit(), QLineEdit()
        self.answer.setPlaceholderText(self.tr("What was done about it"))
        self.answer.setAccessibleName(self.tr("Answer"))
        self.to.setPlaceholderText(self.tr("Conveyed to whom"))
        self.to.setAccessibleName(self.tr("Conveyed to"))
        convey, answer = (
            button(self.tr("Conveyed"), needs=Action.ANSWER),
            button(self.tr("Answer"), role="primary", needs=Action.ANSWER),
        )
        convey.clicked.connect(lambda: self.convey_requested.emit(self.to.text().strip()))
        self.to.returnPressed.connect(lambda: self.convey_requested.emit(self.to.text().strip()))
        answer.clicked.connect(lambda: self.answer_requested.emit(self.answer.toPlainText().strip()))
        self.answer.send_with(answer)
        self._unit = QComboBox()
        self._unit.setAccessibleName(self.tr("Passed down to"))
        down = button(self.tr("Pass down"), needs=Action.DIRECT)
        down.clicked.connect(lambda: self.pass_requested.emit(self._unit.currentData()))
        self._conveying = _line(self.to, convey)
        self._passing = _line(self._unit, down)
        self._passes = passes
        self.setLayout(column(self._passing, self._conveying, _line(self.answer, answer), spacing=6))

    def show_units(self, below: Mapping[UnitCode, str]) -> None:
        """Whom a directive from above may be passed down to."""
        self._unit.clear()
        if len(below) > 1:
            self._unit.addItem(self.tr("all units below"), tuple(below))
        for code, name in below.items():
            self._unit.addItem(name, (code,))
        self._passing.setVisible(self._passes and bool(below) and not self._conveying.isHidden())

    def offer(self, *, conveys: bool) -> None:
        """A directive is conveyed and answered; what was handed over is only answered."""
        self._conveying.setVisible(conveys)
        self._passing.setVisible(conveys and self._passes and self._unit.count() > 0)

    def clear(self) -> None:
        self.answer.clear()
        self.to.clear()


def _line(box: QWidget, done: QWidget) -> QWidget:
    made = QWidget()
    layout = row(spacing=8)
    layout.addWidget(box, 1)
    layout.addWidget(done)
    made.setLayout(layout)
    return made
