"""The right side of the roster: the current shift, what is to be handed over, substitutions, problems of an import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from commandpost.app.duty import PostView, ShiftView
from commandpost.app.permissions import Action
from commandpost.app.swaps import SwapRequest
from commandpost.domain.roster import RosterProblem
from commandpost.domain.rostering.gaps import GapAlarm
from commandpost.gui.actions import key_of
from commandpost.gui.duty_words import gap_words, role_word
from commandpost.gui.pages.roster.card import Card, plain_card, refill
from commandpost.gui.pages.roster.day_editor import DayEditor
from commandpost.gui.pages.roster.leave_panel import LeavePanel, PresencePanel
from commandpost.gui.pages.roster.load_panel import LoadPanel
from commandpost.gui.pages.roster.plan_panel import PlanPanel
from commandpost.gui.pages.roster.swap_panel import SwapList, SwapPanel
from commandpost.gui.pages.roster.words import problem_words
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time, hours_minutes, short_day
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.upright_scroll import UprightScroll

MOST_PROBLEMS = 30  # shown; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDo:
    """What the next shift must be told."""

    incidents: int
    follow_ups: int
    next_due: datetime | None
    directives: int
    calls: int
    pending: int


class RosterSide(UprightScroll):
    """Says what the operator wants; cards that are asked for open on top."""

    sign_in_requested = Signal(object)  # DutyRole
    sign_out_requested = Signal()
    presence_requested = Signal()
    handover_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shift: ShiftView | None = None
        self.editor, self.plan, self.swap = DayEditor(), PlanPanel(), SwapPanel()
        self.load, self.leave, self.presence = LoadPanel(theme), LeavePanel(), PresencePanel()
        self.swaps = SwapList()
        self._when, self._left = label("", "heading"), label("", "heading")
        self._posts, self._to_do, self._gaps = plain_card(), plain_card(), plain_card()
        self._problems, self._problems_title = plain_card(), label("", "heading")
        self._swap_title = label(self.tr("Swaps and stand-ins"), "heading")
        self._lay()
        self.show_problems(())
        self.show_gaps((), None)

    @property
    def cards(self) -> tuple[DayEditor | Card, ...]:
        """What opens when asked for; one at a time."""
        return (self.editor, self.plan, self.swap, self.load, self.leave, self.presence)

    def only(self, card: QFrame) -> None:
        """Close the other cards and go to the top."""
        for one in self.cards:
            if one is not card:
                one.hide()
        self.verticalScrollBar().setValue(0)

    def _lay(self) -> None:
        begin = button(self.tr("Begin handover"), role="primary", key=key_of("handover.open"))
        begin.clicked.connect(self.handover_requested)
        leave = button(self.tr("Sign out of the shift"), role="flat", needs=Action.WRITE)
        leave.clicked.connect(self.sign_out_requested)
        came = button(self.tr("Who came and went"), role="flat")
        came.clicked.connect(self.presence_requested)
        inside = QWidget()
        inside.setProperty("role", "panel")
        layout = column(*self.cards, self._problems_title, self._problems, spacing=8, margins=(16, 14, 16, 14))
        for widget in (self._gaps, self._when, self._posts):
            layout.addWidget(widget)
        layout.addLayout(row(leave, came, None))
        for widget in (self._left, self._to_do):
            layout.addWidget(widget)
        layout.addLayout(row(begin, None))
        layout.addSpacing(8)
        layout.addWidget(self._swap_title)
        layout.addWidget(self.swaps)
        layout.addStretch(1)
        inside.setLayout(layout)
        self.hold(inside)
        self._widen()
        self._theme.changed.connect(self._widen)

    def _widen(self) -> None:
        """As wide as the widest card, so that nothing moves when one opens."""
        frame = 32 + self.verticalScrollBar().sizeHint().width()
        widest = max(one.minimumSizeHint().width() for one in self.cards)
        self.keep(max(self._theme.px(340), widest + frame))

    def show_shift(self, shift: ShiftView, now: datetime) -> None:
        """Who is on duty, and who has signed in."""
        self._shift = shift
        words = self.tr("Current shift  {start} – {end}")
        start, end = (f"{short_day(at)} {clock_time(at)}" for at in (shift.start, shift.end))
        self._when.setText(words.format(start=start, end=end))
        refill(self._posts.layout(), [self._post(post) for post in shift.posts])
        self.tick(now)

    def tick(self, now: datetime) -> None:
        if self._shift is not None:
            words = self.tr("Handover  {time}  in {left}")
            left = hours_minutes(self._shift.time_to_handover(now))
            text = words.format(time=clock_time(self._shift.end), left=left)
            if text != self._left.text():
                self._left.setText(text)

    def show_to_do(self, to_do: ToDo) -> None:
        """The list before a handover; done lines carry a tick."""
        next_due = self.tr("next {time}")
        due = next_due.format(time=clock_time(to_do.next_due)) if to_do.next_due is not None else ""
        lines = (
            (to_do.incidents, self.tr("%n open incident(s), hand over one by one", "", to_do.incidents)),
            (to_do.follow_ups, " · ".join(p for p in (self.tr("%n report(s) due", "", to_do.follow_ups), due) if p)),
            (to_do.directives, self.tr("%n directive(s) not answered", "", to_do.directives)),
            (to_do.calls, self.tr("%n call(s) undecided", "", to_do.calls)),
            (to_do.pending, self.tr("%n entry(ies) waiting to be sent", "", to_do.pending)),
        )
        made = [label(f"{'○' if left else '✓'}  {words}", "" if left else "good", wrap=True) for left, words in lines]
        refill(self._to_do.layout(), made)

    def show_swaps(self, requests: Sequence[SwapRequest]) -> None:
        """What waits for the leader, then what was decided."""
        self._swap_title.setVisible(bool(requests))
        self.swaps.show_requests(requests)

    def show_gaps(self, alarms: Sequence[GapAlarm], now: datetime | None) -> None:
        """Posts that are, or will soon be, without anybody."""
        self._gaps.setVisible(bool(alarms) and now is not None)
        if now is not None:
            refill(self._gaps.layout(), [label(gap_words(one, now), "problem", wrap=True) for one in alarms])

    def show_problems(self, problems: Sequence[RosterProblem], *, written: bool = False) -> None:
        """What is wrong in the file, by row and column; ``written``: only posts were left empty."""
        self._problems_title.setVisible(bool(problems))
        self._problems.setVisible(bool(problems))
        if written:
            title = self.tr("Imported; %n post(s) left empty", "", len(problems))
        else:
            title = self.tr("Nothing was imported: %n cell(s) to correct", "", len(problems))
        self._problems_title.setText(title)
        made: list[QWidget] = [label(problem_words(one), "problem", wrap=True) for one in problems[:MOST_PROBLEMS]]
        if len(problems) > MOST_PROBLEMS:
            made.append(label(self.tr("and %n more", "", len(problems) - MOST_PROBLEMS), "dim"))
        refill(self._problems.layout(), made)
        if problems:
            self.verticalScrollBar().setValue(0)

    def _post(self, post: PostView) -> QWidget:
        made = QWidget()
        layout = QHBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        who = label(role_word(post.role, post.title), "dim")
        who.setMinimumWidth(self._theme.px(72))
        layout.addWidget(who)
        name = row(label(post.name or self.tr("nobody"), "strong" if post.name else "problem"), spacing=6)
        if post.substitute_for:
            words = self.tr("swapped with {name}") if post.swapped else self.tr("for {name}")
            name.addWidget(label(words.format(name=post.substitute_for), "soon"))
        name.addStretch(1)
        told = column(spacing=0)
        told.addLayout(name)
        if post.phone_masked:
            told.addWidget(label(post.phone_masked, "small"))
        layout.addLayout(told, 1)
        if post.signed_in_at is not None:
            here = self.tr("signed in {time}").format(time=clock_time(post.signed_in_at))
            if post.signed_out_at is not None:
                here = self.tr("left {time}").format(time=clock_time(post.signed_out_at))
            layout.addWidget(label(here, "dim" if post.signed_out_at is not None else "good"))
        if post.signed_in_at is None or post.signed_out_at is not None:
            named = self.tr("Sign in as {role}").format(role=role_word(post.role, post.title))
            sign = button(self.tr("Sign in"), name=named, needs=Action.WRITE)
            sign.clicked.connect(lambda _on=False, role=post.role: self.sign_in_requested.emit(role))
            layout.addWidget(sign)
        return made
