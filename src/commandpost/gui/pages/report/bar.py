"""The bar below the report: draft, paper, signature, the reason when it is late, and sending."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QWidget

from commandpost.app.people import StaffView
from commandpost.app.permissions import Action
from commandpost.gui.actions import key_of
from commandpost.gui.pages.report.skip_line import SkipLine
from commandpost.gui.widgets.shape import button, column, label, row, set_role
from commandpost.gui.widgets.sign_box import SignBox

MARGIN = 20
MOST_LINES = 2  # the words beside the buttons may take


class ReportBar(QFrame):
    """Says what the operator wants."""

    save_requested = Signal()
    print_requested = Signal()
    sign_requested = Signal()
    send_requested = Signal(str)  # reason when late, "" else
    next_requested = Signal()
    other_way_requested = Signal()  # codes, texts, a file
    papers_requested = Signal()  # bulletin, special report, phone record

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self.sign_box = SignBox(self.tr("The leader signs the report"))
        self._reason_line, self._reason = self._reason_parts()
        self.skip_line = SkipLine()
        self._state = label("", "dim", wrap=True)
        self._link = label("", "soon", wrap=True)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self._save = button(self.tr("Save draft"), needs=Action.WRITE)
        self._print = button(self.tr("Save PDF"), key=key_of("paper.print"))
        self._other = button(self.tr("Another way"), key=key_of("channel.out"))
        self._papers = button(self.tr("Papers"), key=key_of("paper.office"))
        self._skip = button(self.tr("Leave a level out"), role="flat", needs=Action.WRITE)
        self._sign = button(self.tr("Leader's sign-off"), needs=Action.WRITE)
        self._next = button(self.tr("Next report"), needs=Action.WRITE)
        self._send = button(self.tr("Send report"), role="danger", key=key_of("report.send"), needs=Action.SEND)
        self._save.clicked.connect(self.save_requested)
        self._print.clicked.connect(self.print_requested)
        self._sign.clicked.connect(self.sign_requested)
        self._next.clicked.connect(self.next_requested)
        self._other.clicked.connect(self.other_way_requested)
        self._papers.clicked.connect(self.papers_requested)
        self._skip.clicked.connect(self.skip_line.ask)
        self._send.clicked.connect(self.send)
        self._left = row(self._save, self._print, self._other, self._papers, 8, spacing=8)
        self._left.addWidget(self._state, 2)
        self._left.addWidget(self._link, 3)
        self._right = row(None, self._skip, self._sign, self._next, self._send, spacing=8)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.addLayout(self._left, 1)
        self._buttons.addLayout(self._right)
        layout = column(
            self.sign_box, self._reason_line, self.skip_line, self._problem, spacing=8, margins=(MARGIN, 10, MARGIN, 10)
        )
        layout.addLayout(self._buttons)
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of both lines: it breaks in two before it holds the window wide."""
        wider = max(self._left.minimumSize().width(), self._right.minimumSize().width()) + 2 * MARGIN
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), wider), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one would cut a word off or pile the words up."""
        super().resizeEvent(event)
        taken = self._left.minimumSize().width() + self._right.minimumSize().width() + 3 * MARGIN
        room = event.size().width() - taken
        words = self.fontMetrics().horizontalAdvance(self._state.text() + self._link.text())
        narrow = room < 0 or words > room * MOST_LINES
        self._buttons.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _reason_parts(self) -> tuple[QWidget, QLineEdit]:
        reason = QLineEdit()
        reason.setPlaceholderText(self.tr("Why is it late? e.g. the network was down. Enter sends."))
        reason.setAccessibleName(self.tr("Reason for being late"))
        reason.returnPressed.connect(self.send)
        made = QWidget()
        layout = row(label(self.tr("Late: say why, it is sent all the same"), "overdue"), spacing=12)
        layout.addWidget(reason, 1)
        made.setLayout(layout)
        made.hide()
        return made, reason

    def send(self) -> None:
        """Ask to send with the reason typed so far."""
        if self._send.isEnabled() and not self._send.isHidden():
            self.send_requested.emit(self._reason.text().strip())

    def ask_reason(self) -> None:
        """It is late and nobody said why: open the line, everything else stays."""
        self._reason_line.show()
        self._reason.setFocus()

    def ask_signature(self, leaders: Sequence[StaffView], words: str) -> None:
        self.sign_box.ask(leaders, words)

    def show_draft(self, *, signed_by: str, another: bool) -> None:
        """The bar of a draft; what was begun about the same one stays open."""
        if another:
            self.sign_box.hide()
            self._reason_line.hide()
            self._reason.clear()
            self.say("")
        for one in (self._next, self._other, self._papers):
            one.hide()
        for one in (self._save, self._send):
            one.show()
        self._sign.setText(self.tr("Leader's sign-off"))
        self.show_signed(signed_by)

    def show_sent(self, words: str, *, pending: bool) -> None:
        """The bar of a report that has left."""
        for one in (self.sign_box, self._reason_line, self.skip_line, self._save, self._send, self._skip):
            one.hide()
        for one in (self._next, self._other, self._papers):
            one.show()
        self._sign.setText(self.tr("Leader signs now"))
        self._sign.setVisible(pending)
        self.say("")
        self._state.setText(words)

    def show_signed(self, name: str) -> None:
        """Who signed; without anybody it goes out 待带班领导补签."""
        self._sign.setVisible(not name)
        text = (
            self.tr("Signed by {name}").format(name=name)
            if name
            else self.tr("Not signed: goes out with the leader's signature owed")
        )
        self._state.setText(text)

    def show_skip(self, reason: str, *, possible: bool) -> None:
        """Whether a level is left out, and whether there is one to leave out."""
        self._skip.setVisible(possible and not reason)
        self.skip_line.show_reason(reason)

    def show_link(self, words: str) -> None:
        self._link.setText(words)

    def set_busy(self, *, busy: bool) -> None:
        """While it is being sent it cannot be sent twice."""
        self._send.setEnabled(not busy)

    def say(self, sentence: str, role: str = "problem") -> None:
        """A sentence above the buttons; "" takes it away."""
        set_role(self._problem, role)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
