"""Two incidents that are one: chosen, looked at beforehand, merged; or taken apart again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from commandpost._gen.merge_form_ui import Ui_MergeForm
from commandpost.app.incidents import IncidentRow
from commandpost.app.merging import Likeness, MergePreview
from commandpost.app.permissions import Action
from commandpost.domain.deadlines import Deadline
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.flow_words import REASON_WORDS
from commandpost.gui.services import Services
from commandpost.gui.times import day_time
from commandpost.gui.vocabulary import LEVEL_WORDS, step_word, word


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One line of the list: another open incident, or one merged before that can be taken out."""

    row: IncidentRow
    apart: bool = False
    likeness: Likeness | None = None


def read_choices(services: Services, incident: RecordId) -> tuple[Choice, ...]:
    """The likely ones first with their reasons, then every other open one, then what was merged. On the store."""
    merging = services.flow.merging
    likely = {one.incident.id: one for one in merging.duplicates(incident)}
    others = sorted(merging.others(incident), key=lambda row: list(likely).index(row.id) if row.id in likely else 99)
    open_ones = (Choice(row=row, likeness=likely.get(row.id)) for row in others)
    return (*open_ones, *(Choice(row=row, apart=True) for row in merging.merged(incident)))


class MergeForm(FormDialog):
    """The earlier one goes on, whichever of the two the form was opened from."""

    needs: ClassVar[Action | None] = Action.DECIDE

    def __init__(self, context: GuiContext, row: IncidentRow, parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_MergeForm(), parent)
        self._row = row
        self._choices: Sequence[Choice] = ()
        self.say(self._named(row))
        self.allow(wanted=False)
        self.ui.other.currentIndexChanged.connect(lambda _at: context.tasks.start(self._look(), owner=self))
        self.ui.other.setFocus()
        context.tasks.start(self._offer(), owner=self)

    def _named(self, row: IncidentRow) -> str:
        return f"{day_time(row.received, self.context.now())} {row.title}"

    @property
    def chosen(self) -> Choice | None:
        at = self.ui.other.currentIndex()
        return self._choices[at] if 0 <= at < len(self._choices) else None

    async def _offer(self) -> None:
        choices = await self.context.tasks.store(read_choices, self.context.services, self._row.id)
        self._choices = choices
        self.ui.other.addItems([self._line(choice) for choice in choices])
        if not choices:
            self.ui.preview.setText(self.tr("There is no other open incident of this room, and none was merged."))

    def _line(self, choice: Choice) -> str:
        title = self._named(choice.row)
        if choice.apart:
            return self.tr("Take out again: {title}").format(title=title)
        if choice.likeness is None:
            return title
        reasons = "、".join(word(REASON_WORDS[reason]) for reason in choice.likeness.reasons)
        return f"≈ {title} ({reasons})"

    async def _look(self) -> None:
        """What would become of the two, before anybody does it."""
        choice = self.chosen
        if choice is None:
            return
        self.ui.submit.setText(self.tr("Take out  Enter") if choice.apart else self.tr("Merge  Enter"))
        if choice.apart:
            self._show([self.tr("It is an open incident again, as it was, with everything that belongs to it.")], "")
            return
        preview = self.context.services.flow.merging.preview
        seen = await self.context.tasks.store(preview, self._row.id, choice.row.id)
        if self.chosen is choice:
            self._show(list(self._told(seen)), self._doubt(seen))

    def _show(self, lines: Sequence[str], doubt: str) -> None:
        self.ui.preview.setText("\n".join(lines))
        self.warn(doubt)
        self.allow(wanted=not doubt)

    def _told(self, seen: MergePreview) -> Iterator[str]:
        kept, gone = (self._named(row) for row in (seen.kept, seen.gone))
        yield self.tr("Goes on: {title}").format(title=kept)
        yield self.tr("Goes into it and stays legible: {title}").format(title=gone)
        yield self.tr("Level afterwards, the graver of both: {level}").format(level=word(LEVEL_WORDS[seen.level]))
        if seen.sensitive:
            yield self.tr("Sensitive, as one of them is")
        moved = self.tr("Goes with it: {lines} lines of the log, {reports} reports; nothing is rewritten")
        yield moved.format(lines=seen.lines, reports=seen.reports)
        if seen.ends and not seen.overdue:
            yield self.tr("No longer owed of it alone: {steps}").format(steps=_steps(seen.ends))

    def _doubt(self, seen: MergePreview) -> str:
        if not seen.overdue:
            return ""
        words = self.tr("△ Overdue: {steps}. Report it first, then merge; no lateness ends by a merge.")
        return words.format(steps=_steps(seen.overdue))

    async def carry_out(self) -> None:
        choice, reason = self.chosen, self.ui.reason.text()
        if choice is None:
            raise RuleBroken("merge_with_itself", field="other")
        merging, store = self.context.services.flow.merging, self.context.tasks.store
        if choice.apart:
            await store(merging.split, choice.row.id, reason)
            self.context.notices.say(self.tr("Taken out again: {title}.").format(title=choice.row.title))
            return
        seen = await store(merging.preview, self._row.id, choice.row.id)
        await store(merging.merge, seen.gone.id, seen.kept.id, reason)
        said = self.tr("Merged: {gone} goes on in {kept}. Shift+F2 there takes it out again.")
        self.context.notices.say(said.format(gone=seen.gone.title, kept=seen.kept.title))


def _steps(deadlines: Sequence[Deadline]) -> str:
    return "、".join(dict.fromkeys(step_word(one.step, one.sequence) for one in deadlines))
