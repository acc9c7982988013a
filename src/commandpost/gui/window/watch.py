"""What calls the operator: alarms of obligations and what came in; a view of what the journal says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from commandpost.app.duty_views import PostView
from commandpost.domain.alarms import Alarm, AlarmBoard, AlarmKind, Audience, Stage
from commandpost.domain.ids import RecordId
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.shelve_form import ShelveForm
from commandpost.gui.notices import Notice, Tone
from commandpost.gui.print_desk import PrintWatch
from commandpost.gui.runtime.reading import Reading
from commandpost.gui.services import Services
from commandpost.gui.times import clock_time
from commandpost.gui.vocabulary import step_word
from commandpost.gui.window.code_watch import CodeWatch
from commandpost.gui.window.gap_watch import GapWatch
from commandpost.gui.window.inbox_call import INBOX, InboxCall
from commandpost.gui.window.overruled import OverruledNotices
from commandpost.gui.window.spot_calls import SpotCalls, window_of
from commandpost.gui.window.store_alarms import StoreAlarms
from commandpost.journal.entry import ChangeSet

TOPICS = frozenset(
    {"incident", "report", "receipt", "directive", "forward", "copy", "alarm", "daily_report", "period", "rule_pack"}
    | {"softening", "reminder", "roll_call", "roll_call_answer", "unit"}
)
FOLLOWED = frozenset({"forward", "report", "join"})  # what may send a follow-up after a forwarded report
READ_AGAIN = timedelta(minutes=30)  # coming days are told a day ahead; a board is never older than this
TRY_AGAIN = timedelta(seconds=10)  # after a reading or a writing that the disk refused
Said = tuple[Stage, bool, frozenset[Audience], str]


def _read(services: Services) -> tuple[AlarmBoard, frozenset[RecordId], PostView]:
    return services.obligations.board(), services.inbox.unread_ids(), services.duty.current_shift().leader


def _said_of(alarm: Alarm) -> Said:
    return (alarm.stage, alarm.sounds, alarm.reached, alarm.cause.title)


class Watch(QObject):
    """Compares the board with the clock at each tick; holds no timer and no alarm of its own."""

    def __init__(self, context: GuiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.board: AlarmBoard | None = None
        self._leader: PostView | None = None
        self._inbox = InboxCall(context.notices, self)
        self._said: dict[str, Said] = {}
        self._keeping = False
        self._keep_from: datetime | None = None  # not before: the disk refused
        self._asked: datetime | None = None  # when the first board was asked for last
        self._reading = Reading(context.tasks, self._look)
        self._following = Reading(context.tasks, self._follow)
        self.journal = StoreAlarms(context, self)
        self.gaps = GapWatch(context, self)
        self.codes = CodeWatch(context, self)
        self.overruled = OverruledNotices(context, self)
        self.spots = SpotCalls(context, self)
        self.prints = PrintWatch(context, self)
        self.form: ShelveForm | None = None
        context.notices.chosen.connect(self._chosen)

    def refresh(self, changes: ChangeSet) -> None:
        self.journal.refresh()
        self.gaps.refresh(changes)
        self.codes.refresh(changes)
        self.overruled.refresh(changes)
        self.spots.refresh(changes)
        self.prints.refresh(changes)
        if not changes.kinds or changes.kinds & TOPICS:
            self._asked = self._context.now()
            self._reading.ask()
        if not changes.kinds or changes.kinds & FOLLOWED:
            self._following.ask()

    def tick(self, now: datetime) -> None:
        """Say what stands now, take back what does not, and have the journal told of what is new."""
        self._context.alarm.follow(self._context.desk.clock.boot_ns())
        self.gaps.tick(now)
        board = self.board
        if board is None:
            if self._asked is None or not timedelta() <= now - self._asked < TRY_AGAIN:
                self._asked = now
                self._reading.ask()
            return
        alarms = board.alarms(now)
        self._tell(alarms)
        if not self._is_resting(now) and (board.unkept(now) or board.over()):
            self._keep()
        if not board.made_at <= now < board.made_at + READ_AGAIN:
            self._reading.ask()

    def _tell(self, alarms: Sequence[Alarm]) -> None:
        said = {alarm.key: _said_of(alarm) for alarm in alarms}
        if said == self._said:
            return
        with self._context.notices.together():
            for alarm in reversed(alarms):  # the gravest is said last and stands on top
                self._compare(alarm)
            for key in [key for key in self._said if key not in said]:
                self._said.pop(key)
                self._context.notices.withdraw(key)

    async def acknowledge(self, key: str, text: str) -> None:
        """A named person took note; the journal and the log say who."""
        services = self._context.services
        if self.journal.knows(key):
            await self.journal.acknowledge(key, text)
            return
        if key in self._said:
            await self._context.tasks.store(services.obligations.acknowledge, [key])
            await self._look()
            return
        heard, spot = self._context.notices.alarm(key), self.spots.knows(key)
        if heard is not None:  # of a spot check the answer is the line of the log
            note = services.tools.calls.acknowledge
            await self._context.tasks.store(note, key, heard.rank, heard.items, "" if spot else text)
        if spot:
            self.spots.answer(key)
        if key == INBOX:
            self._context.navigate("inbox")

    async def _follow(self) -> None:
        """What a department was given goes on by itself; a refused writing holds up no alarm."""
        await self._context.tasks.store(self._context.services.flow.forwards.follow)

    async def _look(self) -> None:
        tasks, services = self._context.tasks, self._context.services
        self.board, unread, self._leader = await tasks.read(_read, services)
        self._inbox.compare(unread)
        self.tick(self._context.now())

    def _is_resting(self, now: datetime) -> bool:
        """Whether the disk refused a moment ago; a clock set back meanwhile makes the rest no longer."""
        return self._keep_from is not None and timedelta() < self._keep_from - now <= TRY_AGAIN

    def _keep(self) -> None:
        if not self._keeping:
            self._keeping = True
            self._context.tasks.start(self._kept())

    async def _kept(self) -> None:
        self._keep_from = self._context.now() + TRY_AGAIN
        try:
            await self._context.tasks.store(self._context.services.obligations.keep)
            await self._look_quietly()
            self._keep_from = None
        finally:
            self._keeping = False

    async def _look_quietly(self) -> None:
        """Read the board after writing it, before the next tick would write it again."""
        self.board = await self._context.tasks.store(self._context.services.obligations.board)

    def _compare(self, alarm: Alarm) -> None:
        said = _said_of(alarm)
        if self._said.get(alarm.key) == said:
            return
        self._said[alarm.key] = said
        if alarm.stage.sounds and not alarm.sounds and alarm.shelved is None:
            self._context.notices.withdraw(alarm.key)  # somebody took note by name
            return
        tone = Tone.ALARM if alarm.sounds else Tone.WARNING
        cause = alarm.cause
        notice = Notice(
            key=alarm.key,
            text=self._words(alarm),
            tone=tone,
            action=self._offer(alarm),
            rank=alarm.priority.rank,
            kept=True,
            group=cause.subject or "",
            group_title=cause.title if cause.kind is AlarmKind.OBLIGATION else "",
        )
        self._context.notices.post(notice)

    def _chosen(self, key: str) -> None:
        if key in self._said and key.startswith(AlarmKind.ROLL_CALL):
            self._context.navigate("review")
        elif key in self._said and (heard := self._context.notices.alarm(key)) is not None:
            self.form = ShelveForm(self._context, key, heard.text, window_of(self))
            self.form.open()

    def _offer(self, alarm: Alarm) -> str:
        """What the bar's button does."""
        if alarm.cause.kind is AlarmKind.ROLL_CALL:
            return self.tr("Open the roll-call")
        own = alarm.cause.unit == self._context.desk.unit
        return self.tr("Put aside") if own and alarm.sounds and alarm.stage.may_be_shelved else ""

    def _words(self, alarm: Alarm) -> str:
        cause, shelf = alarm.cause, alarm.shelved
        if shelf is not None:
            words = self.tr("Put aside by {name} until {time} ({reason}): {title}")
            until = clock_time(shelf.until)
            return words.format(name=shelf.name, time=until, reason=shelf.reason, title=cause.title)
        if cause.kind is AlarmKind.SOFTENING:
            return self.tr("▲ {title}: made less serious by a leader's signature. Ctrl+0 tells why.").format(
                title=cause.title
            )
        if cause.kind is AlarmKind.REMINDER:
            return self.tr("▲ Follow up now: {title}").format(title=cause.title)
        if cause.kind is AlarmKind.ROLL_CALL:
            silent = self.tr("■ Roll-call “{title}” silent after the limit. Call them.").format(title=cause.title)
            return silent + self._reach(alarm)
        patterns = {
            Stage.AMBER: self.tr("▲ {title}: half the time for {step} is gone."),
            Stage.RED: self.tr("▲ {title}: {step} is due now or soon."),
            Stage.OVERDUE: self.tr("■ {title}: {step} is overdue. Send it now; it is never blocked."),
        }
        step = step_word(cause.step, cause.sequence) if cause.step is not None else ""
        words = patterns[alarm.stage].format(title=cause.title, step=step)
        if cause.unit != self._context.desk.unit:
            return self.tr("Unheard below: {words} Call the duty room.").format(words=words)
        return words + self._reach(alarm)

    def _reach(self, alarm: Alarm) -> str:
        """Who else has been called by now."""
        if Audience.LEADER not in alarm.reached:
            return ""
        leader = self._leader
        who = f"{leader.name} {leader.phone_masked}".strip() if leader is not None else ""
        words = " " + self.tr("Nobody took note: tell the duty leader {who} at once.").format(who=who)
        return words + (" " + self.tr("The upper tier is told.") if Audience.UPPER in alarm.reached else "")
