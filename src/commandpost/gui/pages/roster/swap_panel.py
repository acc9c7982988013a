"""串班 and 代班: ask for one, see what waits, let the leader approve with a PIN."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from commandpost.app.duty import DutyCell
from commandpost.app.people import StaffView
from commandpost.app.permissions import Action
from commandpost.app.swaps import SwapRequest
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.roster import DutyRole
from commandpost.domain.rostering.swaps import SwapKind, SwapStatus
from commandpost.domain.rostering.task import SlotKey
from commandpost.gui.duty_words import role_word
from commandpost.gui.pages.roster.card import Card, date_edit, refill
from commandpost.gui.pages.roster.fault_words import fault_words
from commandpost.gui.pages.roster.person_box import PersonBox
from commandpost.gui.pages.roster.words import day_word, post_word
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.sign_box import SignBox

MOST_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapWish:
    """What was asked for; ``now``: somebody takes over at once and the leader approves afterwards."""

    cell: SlotKey
    other: PersonId
    reason: str
    other_cell: SlotKey | None = None
    now: bool = False


class SwapPanel(Card):
    """The form opens for the day chosen in the grid."""

    asked = Signal(object)  # SwapWish

    def __init__(self) -> None:
        super().__init__(self.tr("Swap or stand in"))
        self._cell: DutyCell | None = None
        self._kind, self._post, self._other_post = QComboBox(), QComboBox(), QComboBox()
        self._kind.addItem(self.tr("Stand in (one takes the post)"), SwapKind.SUBSTITUTE)
        self._kind.addItem(self.tr("Swap (two posts exchanged)"), SwapKind.SWAP)
        self._other, self._reason = PersonBox(self.tr("Who comes instead")), QLineEdit()
        self._other_day = date_edit(self.tr("Day taken in exchange"))
        names = (
            (self._kind, self.tr("Kind")),
            (self._post, self.tr("Post")),
            (self._other_post, self.tr("Post taken in exchange")),
            (self._reason, self.tr("Reason")),
        )
        for field, name in names:
            field.setAccessibleName(name)
        self._reason.setPlaceholderText(self.tr("Reason"))
        self._other.setPlaceholderText(self.tr("Who comes instead"))
        ask, take = (
            button(self.tr("Ask for approval"), role="primary", needs=Action.EDIT_ROSTER),
            button(self.tr("Take over now"), needs=Action.EDIT_ROSTER),
        )
        take.setToolTip(self.tr("Takes effect at once; the leader approves afterwards"))
        ask.clicked.connect(lambda: self._ask(now=False))
        take.clicked.connect(lambda: self._ask(now=True))
        self._take = take
        self._reason.returnPressed.connect(lambda: self._ask(now=False))
        self._kind.currentIndexChanged.connect(lambda _at: self._show_kind())
        self._lay()
        self.body.addLayout(row(ask, take, None))
        self._show_kind()

    def _lay(self) -> None:
        form = QGridLayout()
        form.setVerticalSpacing(6)
        form.setColumnStretch(1, 1)
        self._exchange = [label(self.tr("In exchange"), "dim"), self._other_day, self._other_post]
        for number, (words, field) in enumerate(
            (
                (self.tr("Kind"), self._kind),
                (self.tr("Post"), self._post),
                (self.tr("Instead"), self._other),
                (self.tr("Reason"), self._reason),
            )
        ):
            form.addWidget(label(words, "dim"), number, 0)
            form.addWidget(field, number, 1, 1, 2)
        for place, widget in enumerate(self._exchange):
            form.addWidget(widget, 4, place)
        self.body.addLayout(form)

    def open_for(self, cell: DutyCell, people: Sequence[StaffView], *, today: date) -> None:
        """Ask about a day; only the running duty day and the next one can be taken over at once."""
        self._cell = cell
        self.heading.setText(self.tr("Swap or stand in: {day}").format(day=day_word(cell.date)))
        self._other.set_people(people)
        self._other.show_name("")
        self._reason.clear()
        for box in (self._post, self._other_post):
            box.clear()
            for post in cell.posts:
                name = f"{post_word(post)}  {post.name}" if box is self._post else post_word(post)
                box.addItem(name.strip(), str(post.role))
        self._other_day.setDate(QDate(cell.date.year, cell.date.month, cell.date.day).addDays(1))
        self._take.setVisible(today <= cell.date <= today + timedelta(days=1))
        self.say("")
        self.show()
        self._kind.setFocus()

    def _show_kind(self) -> None:
        swap = SwapKind(self._kind.currentData()) is SwapKind.SWAP
        for widget in self._exchange:
            widget.setVisible(swap)

    def _ask(self, *, now: bool) -> None:
        person = self._other.person()
        if self._cell is None or not person or self._post.currentData() is None:
            self.say(self.tr("Say who comes instead."))
            return
        swap = SwapKind(self._kind.currentData()) is SwapKind.SWAP
        day = self._other_day.date()
        taken = SlotKey(date(day.year(), day.month(), day.day()), DutyRole(self._other_post.currentData()))
        self.asked.emit(
            SwapWish(
                cell=SlotKey(self._cell.date, DutyRole(self._post.currentData())),
                other=person,
                reason=self._reason.text().strip(),
                other_cell=taken if swap and not now else None,
                now=now,
            )
        )


class SwapList(QWidget):
    """Requests that wait, with the leader's buttons, then those decided."""

    approve_asked = Signal(object, bool)  # RecordId, approved
    cancel_asked = Signal(object)  # RecordId

    def __init__(self) -> None:
        super().__init__()
        self.sign_box = SignBox("")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.sign_box)
        whole.addLayout(self._lines)

    def show_requests(self, requests: Sequence[SwapRequest]) -> None:
        shown = [self._line(one) for one in requests[:MOST_SHOWN]]
        refill(self._lines, shown)
        self.setVisible(bool(requests))

    def _line(self, one: SwapRequest) -> QWidget:
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        swapped = one.swap.kind is SwapKind.SWAP
        badge = label(self.tr("swap") if swapped else self.tr("sub"), "chip")
        head = row(badge, label(_what(one), wrap=True), spacing=6)
        head.setStretch(1, 1)
        layout.addLayout(head)
        layout.addWidget(label(_state(one), "small", wrap=True))
        for clash in one.clashes:
            layout.addWidget(label(f"▲ {fault_words(clash)}", "soon", wrap=True))
        if one.status is SwapStatus.PENDING:
            yes, no = button(self.tr("Approve")), button(self.tr("Refuse"), role="flat")
            for press, words in ((yes, self.tr("Approve")), (no, self.tr("Refuse"))):
                press.setAccessibleName(f"{words}: {_what(one)}")
            yes.clicked.connect(lambda _on=False, which=one.id: self.approve_asked.emit(which, True))
            no.clicked.connect(lambda _on=False, which=one.id: self.approve_asked.emit(which, False))
            layout.addLayout(row(yes, no, *((self._back(one),) if one.withdrawable else ()), None, spacing=6))
        elif one.withdrawable:
            layout.addLayout(row(self._back(one), None, spacing=6))
        return made

    def _back(self, one: SwapRequest) -> QWidget:
        """Give a post back that was taken over at once, or take the request back."""
        words = self.tr("Hand the post back") if one.urgent else self.tr("Take back")
        made = button(words, role="flat", needs=Action.EDIT_ROSTER)
        made.setAccessibleName(f"{words}: {_what(one)}")
        made.clicked.connect(lambda _on=False, which=one.id: self.cancel_asked.emit(RecordId(which)))
        return made


def _what(one: SwapRequest) -> str:
    """7月25日 周六 副班 张敏 → 王磊."""
    cell = one.swap.cell
    words = f"{day_word(cell.day)} {role_word(cell.role, one.title)}  {one.name or '—'} → {one.other_name}"
    other = one.swap.other_cell
    return f"{words}  ⇄ {day_word(other.day)}" if other is not None else words


def _state(one: SwapRequest) -> str:
    translate = QCoreApplication.translate
    states = {
        SwapStatus.PENDING: translate("Roster", "waits for the leader"),
        SwapStatus.APPROVED: translate("Roster", "approved by {name}"),
        SwapStatus.REFUSED: translate("Roster", "refused by {name}"),
        SwapStatus.CANCELLED: translate("Roster", "taken back"),
        SwapStatus.SKIPPED: translate("Roster", "skipped: the new roster has it otherwise"),
    }
    state = states[one.status].format(name=one.approved_by)
    if one.urgent and one.status is SwapStatus.REFUSED and one.withdrawable:
        state = translate("Roster", "refused by {name}; on duty until handed back").format(name=one.approved_by)
    if one.urgent and one.status is SwapStatus.PENDING:
        state = translate("Roster", "taken over at once; the leader has not yet approved")
    if one.despite:
        state = translate("Roster", "{state}, though a rule was broken: {reason}").format(
            state=state, reason=one.despite
        )
    return f"{one.reason} · {state}"
