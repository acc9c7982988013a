"""The right side of the roster: the current shift, what is to be handed over, substitutions, problems of an import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from commandpost.app.duty import DutyRole, PostView, ShiftView, Substitution
from commandpost.domain.roster import RosterProblem
from commandpost.gui.actions import key_of
from commandpost.gui.pages.roster.day_editor import DayEditor
from commandpost.gui.pages.roster.words import problem_words, role_word
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time, hours_minutes, short_day
from commandpost.gui.widgets.shape import button, column, label, row

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


class RosterSide(QScrollArea):
    """Says what the operator wants."""

    sign_in_requested = Signal(object)  # DutyRole
    handover_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shift: ShiftView | None = None
        self.editor = DayEditor()
        self._when, self._left = label("", "heading"), label("", "heading")
        self._posts, self._to_do, self._subs = _card(), _card(), _card()
        self._problems, self._problems_title = _card(), label("", "heading")
        self._sub_title = label(self.tr("Substitutions"), "heading")
        begin = button(self.tr("Begin handover"), role="primary", key=key_of("handover.open"))
        begin.clicked.connect(self.handover_requested)
        inside = QWidget()
        inside.setProperty("role", "panel")
        layout = column(self.editor, self._problems_title, self._problems, spacing=8, margins=(16, 14, 16, 14))
        for widget in (self._when, self._posts, self._left, self._to_do):
            layout.addWidget(widget)
        layout.addLayout(row(begin, None))
        layout.addSpacing(8)
        layout.addWidget(self._sub_title)
        layout.addWidget(self._subs)
        layout.addStretch(1)
        inside.setLayout(layout)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frame = 32 + self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(max(theme.px(340), self.editor.minimumSizeHint().width() + frame))
        self.show_problems(())

    def show_shift(self, shift: ShiftView, now: datetime) -> None:
        """Who is on duty, and who has signed in."""
        self._shift = shift
        words = self.tr("Current shift  {start} – {end}")
        start, end = (f"{short_day(at)} {clock_time(at)}" for at in (shift.start, shift.end))
        self._when.setText(words.format(start=start, end=end))
        _refill(self._posts, [self._post(shift.post(role)) for role in DutyRole])
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
        _refill(self._to_do, made)

    def show_substitutions(self, found: Sequence[Substitution]) -> None:
        """Who stands in for whom this month, and who approved it."""
        self._sub_title.setVisible(bool(found))
        self._subs.setVisible(bool(found))
        made: list[QWidget] = []
        for one in found:
            words = self.tr("{month}/{day} {role}  {other} → {name}")
            where = words.format(
                month=one.date.month,
                day=one.date.day,
                role=role_word(one.role),
                other=one.instead_of,
                name=one.name,
            )
            why = self.tr("{reason} · approved by {name}").format(reason=one.reason, name=one.approved_by)
            made += [label(where, wrap=True), label(why, "small", wrap=True)]
        _refill(self._subs, made)

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
        _refill(self._problems, made)
        if problems:
            self.verticalScrollBar().setValue(0)

    def _post(self, post: PostView) -> QWidget:
        made = QWidget()
        layout = QHBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        who = label(role_word(post.role), "dim")
        who.setMinimumWidth(self._theme.px(72))
        layout.addWidget(who)
        name = row(label(post.name or self.tr("nobody"), "strong" if post.name else "problem"), spacing=6)
        if post.substitute_for:
            name.addWidget(label(self.tr("for {name}").format(name=post.substitute_for), "soon"))
        name.addStretch(1)
        words = column(spacing=0)
        words.addLayout(name)
        words.addWidget(label(post.phone_masked, "small"))
        layout.addLayout(words, 1)
        if post.signed_in_at is not None:
            layout.addWidget(label(self.tr("signed in {time}").format(time=clock_time(post.signed_in_at)), "good"))
        else:
            sign = button(self.tr("Sign in"), name=self.tr("Sign in as {role}").format(role=role_word(post.role)))
            sign.clicked.connect(lambda _on=False, role=post.role: self.sign_in_requested.emit(role))
            layout.addWidget(sign)
        return made


def _card() -> QFrame:
    made = QFrame()
    made.setProperty("role", "card")
    layout = QVBoxLayout(made)
    layout.setContentsMargins(12, 10, 12, 10)
    layout.setSpacing(6)
    return made


def _refill(card: QFrame, widgets: Sequence[QWidget]) -> None:
    layout = card.layout()
    if layout is None:
        return
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)
