"""The bar at the top: where this is, who is on duty, whether we are connected, whether the time is right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from commandpost.app.desk import Desk, Session
from commandpost.app.duty import PostView, ShiftView
from commandpost.app.link import LinkState, LinkStatus
from commandpost.app.room import RoomState
from commandpost.gui.actions import key_of
from commandpost.gui.messages import words
from commandpost.gui.room_words import refusal_words
from commandpost.gui.theme import Theme
from commandpost.gui.times import clock_time, hours_minutes, long_day, span
from commandpost.gui.vocabulary import TIER_WORDS, word
from commandpost.gui.widgets.shape import button, label, row, set_role
from commandpost.journal.clock import ClockTrust

STEPPED = 2.0  # seconds a wall clock may jump before it is said
LOOSE = 5.0  # ± seconds from which the time counts as not proven
FAR = 60.0  # seconds between the machine's clock and the server's from which it is said
CHANGE_SOON = timedelta(minutes=30)


class PostLabel(QFrame):
    """One post: its name small, who holds it, and whether they are here."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._name = label("", "strong")
        self._note = label("", "dim")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addStretch(1)  # two lines close together, in the middle of the bar
        box.addWidget(label(title, "small"))
        box.addLayout(row(self._name, self._note, spacing=6))
        box.addStretch(1)
        self._title, self._long, self._short, self._whole = title, "", "", True

    def show_note(self, shown: bool) -> None:
        self._note.setVisible(shown)

    def show_whole(self, whole: bool) -> None:
        """The whole note, or its short form where room is short."""
        self._whole = whole
        self._note.setText(self._long if whole else self._short)

    def show_words(self, name: str, note: str, role: str, short: str = "") -> None:
        self._name.setText(name)
        self._long, self._short = note, short or note
        self.show_whole(self._whole)
        set_role(self._note, role)
        self.setAccessibleName(" ".join(part for part in (self._title, name, note) if part))


class TopBar(QFrame):
    """Shows; the pill and the person are buttons that ask."""

    person_pressed = Signal()
    link_pressed = Signal()

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._theme = theme
        self._shift: ShiftView | None = None
        self._link_said = ""
        self._tight = (0, 0)  # wanted and given width when it was fitted last
        self._link: LinkStatus | None = None
        self._room: Callable[[], RoomState] = RoomState
        self._leader = PostLabel(self.tr("Duty leader"))
        self._primary = PostLabel(self.tr("Primary"))
        self._secondary = PostLabel(self.tr("Secondary"))
        self._change = PostLabel(self.tr("Handover"))
        self._pill = self._button("pill-bad", self.tr("Connection"))
        self._pill.clicked.connect(self.link_pressed)
        self._person = self._button("flat", self.tr("Who is signed in"))
        self._person.clicked.connect(self.person_pressed)
        self._day = label("", "small")
        self._trust = label("", "small")
        self._clock = label("", "clock")
        tier = label(f"{word(TIER_WORDS[desk.tier])} · {desk.unit}", "chip")
        self._tier = tier
        days = QVBoxLayout()
        days.setSpacing(0)
        days.addStretch(1)
        for part in (self._day, self._trust):
            part.setAlignment(Qt.AlignmentFlag.AlignRight)
            days.addWidget(part)
        days.addStretch(1)
        layout = row(label(desk.unit_name, "title"), tier, None, margins=(16, 4, 16, 4), spacing=16)
        for post in (self._leader, self._primary, self._secondary, self._change):
            layout.addWidget(post)
        layout.addStretch(1)
        layout.addWidget(self._person)
        layout.addWidget(self._pill)
        layout.addLayout(days)
        layout.addWidget(self._clock)
        layout.setAlignment(tier, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self._yielding: tuple[Callable[[bool], object], ...] = (  # what gives way, in this order
            self._tier.setVisible,
            self._leader.show_note,
            self._day.setVisible,
            self._change.show_note,
            self._trust.setVisible,
            self._secondary.show_whole,
            self._primary.show_whole,
            self._show_whole_link,
            self._person.setVisible,  # who writes is the last to go
        )
        self._rescale()
        theme.changed.connect(self._rescale)

    def _button(self, role: str, name: str) -> QPushButton:
        return button("", role=role, name=name)

    def _rescale(self) -> None:
        self.setFixedHeight(self._theme.px(56))
        self._fit()

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _fit_again(self) -> None:
        """Words or type may have grown since; what cannot fit at all is not tried twice."""
        wanted = self._wanted_width()
        if wanted > self.width() and (wanted, self.width()) != self._tight:
            self._fit()
            self._tight = (self._wanted_width(), self.width())

    def _fit(self) -> None:
        """On a narrow screen or with large type the unit's code gives way first; names, pill and clock never."""
        if self.layout() is None:
            return
        for show in self._yielding:
            show(True)
        for show in self._yielding:
            if self._wanted_width() <= self.width():
                return
            show(False)

    def _wanted_width(self) -> int:
        """The least width of all that is shown now, nested layouts told first."""
        for part in (*self.findChildren(PostLabel), self):
            if (layout := part.layout()) is not None:
                layout.activate()
        layout = self.layout()
        return 0 if layout is None else layout.minimumSize().width()

    # ------------------------------------------------------------------------------------------------ people

    def show_shift(self, shift: ShiftView) -> None:
        """Leader with a masked phone, the others with their sign-in; an empty post says so."""
        self._shift = shift
        leader = shift.leader
        self._leader.show_words(self._name(leader), leader.phone_masked, "dim")
        for post, shown in ((shift.primary, self._primary), (shift.secondary, self._secondary)):
            here = post.signed_in_at
            if here is not None:
                time = clock_time(here)
                note = self.tr("here since {time}").format(time=time)
                shown.show_words(self._name(post), note, "good", short=time)
            else:
                shown.show_words(self._name(post), self.tr("not signed in") if post.name else "", "soon")
        self._fit()

    def _name(self, post: PostView) -> str:
        if not post.name:
            return self.tr("▲ nobody")
        if not post.substitute_for:
            return post.name
        return self.tr("{name} (for {other})").format(name=post.name, other=post.substitute_for)

    def show_session(self, session: Session) -> None:
        """Who writes now."""
        if session.person is None:
            text, role = self.tr("◆ Not signed in"), "pill-bad"
        elif session.locked:
            text, role = self.tr("{name} (locked)").format(name=session.name), "flat"
        else:
            text, role = session.name, "flat"
        self._person.setText(text)
        self._person.setToolTip(key_of("sign_in"))
        set_role(self._person, role)
        self._fit()

    # -------------------------------------------------------------------------------------------------- link

    def show_link(self, link: LinkStatus) -> None:
        self._link = link

    def follow_room(self, state: Callable[[], RoomState]) -> None:
        """Where the pill reads how this desk stands to its room."""
        self._room = state

    def _show_whole_link(self, whole: bool) -> None:
        """The state of the connection, with what follows from it while there is room."""
        self._pill.setText(self._link_said if whole else self._link_said.partition(" · ")[0])

    def _link_words(self, now: datetime) -> str:
        link = self._link
        if link is None or link.state is LinkState.UNLINKED:
            return self.tr("● Not linked · saved here")
        pending = self.tr(" · {n} to send").format(n=link.pending) if link.pending else ""
        refused = self._room()
        if link.online and refused.refusal:
            return self.tr("● Online ▲ desk {name} refuses this one").format(name=refused.host) + pending
        if link.online:
            return self.tr("● Online") + pending
        gone = hours_minutes(now - link.since) if link.since else "—"
        pattern = self.tr("○ Offline · saved here{pending} · cut off {gone}")
        if room := self._room_words():
            pattern = room + self.tr(" · saved here{pending} · server cut off {gone}")
        return pattern.format(pending=pending, gone=gone)

    def _room_words(self) -> str:
        """Through which desk of the room this one is connected; "" where it is alone."""
        state = self._room()
        if state.online:
            return self.tr("◐ Through desk {name}").format(name=state.host)
        if state.refusal:
            return self.tr("▲ Desk {name} refuses this one").format(name=state.host)
        return self.tr("◐ Serving %n desk(s) of the room", "", len(state.guests)) if state.guests else ""

    # ------------------------------------------------------------------------------------------------- clock

    def tick(self, now: datetime, trust: ClockTrust) -> None:
        """Four times a second; only what changed is repainted by the labels themselves."""
        self._clock.setText(clock_time(now, seconds=True))
        self._day.setText(long_day(now))
        text, role = trust_words(trust)
        self._trust.setText(text)
        set_role(self._trust, role)
        link = self._link_words(now)
        if self._link_said != link:
            self._link_said = link
            self._pill.setAccessibleDescription(link)
            self._fit()
        online, refusal = self._link is not None and self._link.online, self._room().refusal
        set_role(self._pill, "pill-good" if online and not refusal else "pill-bad")
        reasons = [words(self._link.problem)] if self._link is not None and self._link.problem else []
        reasons += [refusal_words(refusal)] if refusal else []
        self._pill.setToolTip("\n".join(reasons))
        if self._shift is not None:
            left = self._shift.time_to_handover(now)
            late = left < timedelta()
            words_left = self.tr("overdue {time}") if late else self.tr("{time} to go")
            role = "overdue" if late else "soon" if left < CHANGE_SOON else "dim"
            self._change.show_words(clock_time(self._shift.end), words_left.format(time=hours_minutes(abs(left))), role)
        self._fit_again()


def trust_words(trust: ClockTrust) -> tuple[str, str]:
    """How far the clock may be believed, and the role of the label."""
    if trust.lost:
        return QCoreApplication.translate("TopBar", "▲ clock lost: set it; times are not proven"), "overdue"
    if trust.stepped is not None and abs(trust.stepped) > STEPPED:
        pattern = QCoreApplication.translate("TopBar", "▲ clock was moved by {seconds} s")
        return pattern.format(seconds=round(trust.stepped)), "overdue"
    if trust.offset is None or trust.uncertainty is None:
        return QCoreApplication.translate("TopBar", "▲ clock never compared"), "soon"
    if abs(trust.offset) > FAR:
        pattern = QCoreApplication.translate("TopBar", "▲ machine's clock {span} off; server's time is used")
        return pattern.format(span=span(timedelta(seconds=trust.offset))), "soon"
    pattern = QCoreApplication.translate("TopBar", "clock good ±{seconds} s")
    if trust.uncertainty > LOOSE:
        pattern = QCoreApplication.translate("TopBar", "▲ clock unsure ±{seconds} s")
    return pattern.format(seconds=f"{trust.uncertainty:.1f}"), "small" if trust.uncertainty <= LOOSE else "soon"
