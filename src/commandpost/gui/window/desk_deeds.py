"""What the window itself does: sign in, lock, acknowledge, theme, keys, and the reading of its bars."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from commandpost.app.alarm_care import LONGEST_PAUSE_S
from commandpost.app.duty import ShiftView
from commandpost.app.people import StaffView
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.sign_in_form import SignInForm, on_duty_first
from commandpost.gui.map.canvas import MapCanvas
from commandpost.gui.messages_desk import act_word
from commandpost.gui.notices import Tone
from commandpost.gui.pages.base import Page
from commandpost.gui.runtime.alarm import Alarm
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.theme import ThemeName
from commandpost.gui.wallboard.keeper import WallboardKeeper
from commandpost.gui.widgets.wheel import WheelGuard
from commandpost.gui.window.keys import KeysDialog
from commandpost.gui.window.lock import IdleWatch
from commandpost.gui.window.sound_test import ShiftStart, SoundTest
from commandpost.gui.window.status_bar import Foot
from commandpost.gui.window.watch import Watch


def _read(context: GuiContext) -> tuple[ShiftView, Foot]:
    desk = context.desk
    head = desk.store.head()
    facts = context.services.facts()
    foot = Foot(station=desk.station, entries=head.entries, head_code=head.code, facts=facts)
    return context.services.duty.current_shift(), foot


class DeskDeeds(QObject):
    """Deeds of the desk, whatever page is shown."""

    shift_read = Signal(object)  # ShiftView
    foot_read = Signal(object)  # Foot

    def __init__(self, context: GuiContext, watch: Watch, alarm: Alarm, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._watch = watch
        self._alarm = alarm
        self._window = window
        self.wallboard = WallboardKeeper(context, window)
        self._reading = Reading(context.tasks, self._read_bars)
        self._idle = IdleWatch(context.now(), self)
        self._wheel = WheelGuard(self)
        self._locking = False
        self.shift_read.connect(ShiftStart(context, alarm.sounder, self).follow)
        context.notices.acknowledged.connect(self.acknowledge)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self._idle.follow(application)
            self._wheel.follow(application)

    def read_bars(self) -> None:
        self._reading.ask()

    async def _read_bars(self) -> None:
        shift, foot = await self._context.tasks.read(_read, self._context)
        self.shift_read.emit(shift)
        self.foot_read.emit(foot)

    # ------------------------------------------------------------------------------------------------- people

    def sign_in(self) -> None:
        """Somebody sits down; who sits there already is signed out by the next."""
        self._context.start(self._ask_who)

    async def _ask_who(self) -> None:
        services, store = self._context.services, self._context.tasks.store
        staff: tuple[StaffView, ...] = await store(services.people.staff)
        shift = await store(services.duty.current_shift)
        form = SignInForm(self._context, on_duty_first(staff, shift), services.sign_in_hint, self._window)
        form.show()
        form.activateWindow()

    def lock(self) -> None:
        """Hide personal data; only a desk somebody sits at can be locked."""
        session = self._context.desk.session
        if session.person is None:
            self._context.notices.say(self.tr("Nobody is signed in; there is nothing to lock."))
        elif not session.locked and not self._locking:
            self._locking = True
            self._context.start(self._lock)

    async def _lock(self) -> None:
        """Lock in any case; what is half typed on a page is written before, for a locked desk writes nothing."""
        try:
            for page in self._window.findChildren(Page):
                await page.keep()
        finally:
            await self._context.tasks.store(self._context.services.people.lock)
            self._locking = False
            self._context.session_changed()

    def lock_when_idle(self, now: datetime) -> None:
        session = self._context.desk.session
        minutes = self._context.preferences.liking.idle_minutes
        if self._idle.is_idle(now, minutes) and session.person is not None and not session.locked:
            self.lock()

    # ------------------------------------------------------------------------------------------------- alarms

    def acknowledge_first(self) -> None:
        """F7: the gravest alarm, of those the one that has sounded longest."""
        if self._alarm.sounding:
            self.acknowledge(self._alarm.sounding[0])

    def acknowledge(self, key: str) -> None:
        """Only a named person silences an alarm; the log keeps who."""
        session = self._context.desk.session
        if session.person is None:
            self._context.notices.say(
                self.tr("Sign in first: an alarm is acknowledged by name."), key="alarm-name", tone=Tone.WARNING
            )
            self.sign_in()
            return
        self._context.start(self._acknowledge, key, session.name)

    async def _acknowledge(self, key: str, name: str) -> None:
        """Silent only once the journal has the name; what began to sound meanwhile goes on."""
        notices = self._context.notices
        heard = notices.alarm(key)
        await self._watch.acknowledge(key, self.tr("Alarm acknowledged by {name}").format(name=name))
        if notices.alarm(key) is heard:
            notices.note(key)

    def pause_sound(self) -> None:
        """Ctrl+F7: two minutes without sound, by name; the highest priority still sounds."""
        self._context.start(self._pause_sound)

    async def _pause_sound(self) -> None:
        await self._context.tasks.store(self._context.services.tools.alarms.pause, LONGEST_PAUSE_S)
        self._alarm.pause(LONGEST_PAUSE_S)

    def test_sounds(self) -> None:
        """Low, middle, high, one after the other; the log keeps who tried them and whether a device sounded."""
        SoundTest(self._context, self._alarm.sounder, self).start()

    # --------------------------------------------------------------------------------------------------- undo

    def take_back(self) -> None:
        """Ctrl+Z outside a text: a drawing step on the map, else the last own act, by a new entry."""
        focused = QApplication.focusWidget()
        if isinstance(focused, MapCanvas):
            focused.step_wanted.emit(True)
        else:
            self._context.start(self._take_back)

    async def _take_back(self) -> None:
        undone = await self._context.tasks.store(self._context.services.tools.undo.take_back)
        words = self.tr("Taken back: {act} “{words}”. A new entry says so; nothing was deleted.")
        self._context.notices.say(words.format(act=act_word(undone.act), words=undone.words[:40]), key="undo")

    # --------------------------------------------------------------------------------------------------- look

    def toggle_theme(self) -> None:
        preferences = self._context.preferences
        other = ThemeName.NIGHT if preferences.liking.theme is ThemeName.DAY else ThemeName.DAY
        preferences.choose(replace(preferences.liking, theme=other))

    def show_keys(self) -> None:
        KeysDialog(self._context.theme, self._window).show()
