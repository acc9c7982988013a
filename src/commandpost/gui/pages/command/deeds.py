"""What the operator does on the command page: each deed is one service call and its answer in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from commandpost.app.incidents import IncidentRow
from commandpost.app.logbook import Decision, LogItem
from commandpost.app.typed_commands import TypedCommand
from commandpost.domain.errors import Conflict, RuleBroken, Unavailable
from commandpost.domain.ids import RecordId
from commandpost.gui.actions import key_of
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.close_form import CloseForm
from commandpost.gui.dialogs.conflict_form import ConflictForm
from commandpost.gui.dialogs.correct_form import CorrectForm
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.dialogs.incident_form import IncidentForm, prefill_of
from commandpost.gui.dialogs.merge_form import MergeForm
from commandpost.gui.dialogs.phone_form import PhoneForm
from commandpost.gui.messages import sentence
from commandpost.gui.notices import Tone
from commandpost.gui.pages.command.entry_box import EntryBox, Standing, Typed
from commandpost.gui.times import day_time


@dataclass(frozen=True, slots=True)
class Stood:
    """What stood in the box as Enter was pressed; it makes no other deed of the same line."""

    standing: Standing = field(compare=False)


class Deeds(QObject):
    """Opens the forms and calls the services."""

    pick_wanted = Signal(object)  # IncidentForm that wants a place from the map
    opened = Signal(object)  # RecordId of a new incident
    form_closed = Signal()
    pass_refused = Signal(object, str)  # LogItem of a call, to whom it was not passed on

    def __init__(self, context: GuiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent

    # ---------------------------------------------------------------------------------------------- the log

    def record(self, box: EntryBox, typed: Typed) -> None:
        """Save one entry; Enter pressed twice saves it once, another one typed meanwhile follows it."""
        self._context.start(self._record, box, typed, Stood(box.standing()))

    async def _record(self, box: EntryBox, typed: Typed, stood: Stood) -> None:
        try:
            await self._context.tasks.store(
                self._context.services.logbook.record,
                typed.text,
                mode=typed.mode,
                caller=typed.caller,
                caller_unit=typed.caller_unit,
                phone=typed.phone,
                told=typed.told,
                incident=typed.incident,
                happened=typed.happened,
            )
        except (RuleBroken, Conflict, Unavailable) as error:
            box.give_back(stood.standing)
            box.show_problem(sentence(error))
        else:
            box.saved(stood.standing)

    def run(self, box: EntryBox, command: TypedCommand, rest: str, incident: RecordId | None) -> None:
        """Carry out a typed command; what was refused stays in the box."""
        self._context.start(self._run, box, Stood(box.standing()), command, rest, incident)

    async def _run(
        self, box: EntryBox, stood: Stood, command: TypedCommand, rest: str, incident: RecordId | None
    ) -> None:
        try:
            await self._context.tasks.store(self._context.services.tools.typed.run, command, rest, incident)
        except (RuleBroken, Conflict, Unavailable) as error:
            box.give_back(stood.standing)
            box.show_problem(sentence(error))
        else:
            box.saved(stood.standing)
            if command is TypedCommand.ROLL_CALL:
                await self._tell_of_roll_call()

    async def _tell_of_roll_call(self) -> None:
        """It writes no line of the log: where it stands and where its answers go is said."""
        call = await self._context.tasks.store(self._context.services.roll_call.current)
        if call is not None:
            told = self.tr(
                "Roll-call begun: {reason}, %n communities until {time}. Answers: {key}.", "", len(call.communities)
            )
            until = day_time(call.limit_at, self._context.now())
            words = told.format(reason=call.reason, time=until, key=key_of("review.open"))
            self._context.notices.say(words, key="roll_call")

    def correct(self, item: LogItem) -> None:
        self.show_form(CorrectForm(self._context, item, self._window))

    def adopt(self, items: tuple[LogItem, ...]) -> None:
        """Take responsibility for these entries, up to the first that refuses; one adopted meanwhile does not."""
        self._context.start(self._adopt, items)

    async def _adopt(self, items: tuple[LogItem, ...]) -> None:
        adopted, elsewhere = 0, None
        for item in items:
            try:
                await self._context.tasks.store(self._context.services.logbook.adopt, item.id)
                adopted += 1
            except RuleBroken as error:
                if error.code != "nothing_to_adopt":
                    raise
                elsewhere = error
        if adopted:
            self._context.notices.say(self.tr("%n entry(s) adopted.", "", adopted))
        elif elsewhere is not None:
            raise elsewhere

    def reveal(self, item: LogItem) -> None:
        self._context.start(self._reveal, item)

    async def _reveal(self, item: LogItem) -> None:
        logbook = self._context.services.logbook
        phone = await self._context.tasks.store(logbook.reveal, item.id, "phone")
        name = await self._context.tasks.store(logbook.reveal, item.id, "caller") if item.caller_masked else ""
        pattern = self.tr("{name} {phone}: that you asked is recorded.")
        self._context.notices.say(pattern.format(name=name, phone=phone), key="reveal")

    # -------------------------------------------------------------------------------------------- decisions

    def note(self, call: RecordId) -> None:
        self._context.start(self._note, call)

    async def _note(self, call: RecordId) -> None:
        await self._context.tasks.store(self._context.services.logbook.decide, call, Decision.NOTED)

    def pass_on(self, call: LogItem, to: str) -> None:
        """Say to whom; refused: the words go back to where they were typed."""
        self._context.start(self._pass_on, call, to)

    async def _pass_on(self, call: LogItem, to: str) -> None:
        try:
            decide = self._context.services.logbook.decide
            await self._context.tasks.store(decide, call.id, Decision.PASSED_ON, passed_to=to)
        except (RuleBroken, Conflict, Unavailable):
            self.pass_refused.emit(call, to)
            raise

    def attach(self, call: RecordId, incident: RecordId) -> None:
        """Say that a line is about an incident; a call is decided by that."""
        self._context.start(self._attach, call, incident)

    async def _attach(self, call: RecordId, incident: RecordId) -> None:
        await self._context.tasks.store(self._context.services.logbook.attach, call, incident)

    # -------------------------------------------------------------------------------------------- incidents

    def new_incident(self, call: LogItem | None = None) -> IncidentForm:
        """F2; from a call when one is given."""
        form = IncidentForm(self._context, prefill_of(call) if call else None, self._window)
        self.show_form(form)
        return form

    def revise(self, row: IncidentRow) -> IncidentForm:
        form = IncidentForm(self._context, None, self._window)
        form.revise(row)
        self.show_form(form)
        return form

    def phone_report(self, row: IncidentRow) -> None:
        self.show_form(PhoneForm(self._context, row, self._window))

    def merge(self, row: IncidentRow) -> None:
        self.show_form(MergeForm(self._context, row, self._window))

    def close_incident(self, row: IncidentRow) -> None:
        self.show_form(CloseForm(self._context, row, self._window))

    def resolve(self, row: IncidentRow) -> None:
        self._context.start(self._resolve, row)

    async def _resolve(self, row: IncidentRow) -> None:
        claims = await self._context.tasks.store(self._context.services.conflicts.claims, row.id)
        if claims:
            self.show_form(ConflictForm(self._context, row, claims, self._window))
        else:
            self._context.notices.say(self.tr("This incident has no conflict."), tone=Tone.INFO)

    def set_radius(self, row: IncidentRow, metres: int, after: Callable[[], None]) -> None:
        """Keep the radius with the incident."""
        self._context.start(self._keep_radius, row, metres, after)

    async def _keep_radius(self, row: IncidentRow, metres: int, after: Callable[[], None]) -> None:
        await self._context.tasks.store(self._context.services.incidents.revise, row.id, {"radius": metres})
        after()

    def show_form(self, form: FormDialog) -> None:
        """Beside the page, in front, ready to be typed into."""
        self._follow(form)
        form.show()
        form.raise_()
        form.activateWindow()

    def take_over(self, old: Deeds) -> None:
        """Forms that stand open go on over this page."""
        for form in old._window.findChildren(FormDialog, options=Qt.FindChildOption.FindDirectChildrenOnly):
            form.finished.disconnect(old.form_closed)
            if isinstance(form, IncidentForm):
                form.opened.disconnect(old.opened)
                form.pick_wanted.disconnect()
            form.move_over(self._window)
            self._follow(form)
            if isinstance(form, IncidentForm) and not form.isVisible():  # it waits for a place from the map
                self.pick_wanted.emit(form)

    def _follow(self, form: FormDialog) -> None:
        form.finished.connect(self.form_closed)
        if isinstance(form, IncidentForm):
            form.opened.connect(self.opened)
            form.pick_wanted.connect(lambda: self.pick_wanted.emit(form))
