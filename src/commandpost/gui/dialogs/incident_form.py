"""F2: a new incident from a call, or F6: what is known now about an open one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from commandpost._gen.incident_form_ui import Ui_IncidentForm
from commandpost.app.incidents import IncidentRow
from commandpost.app.logbook import LogItem
from commandpost.app.permissions import Action
from commandpost.domain.codes import LEVELS, Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import FIGURES, MEASURES, NewIncident
from commandpost.domain.levels import SensitiveHint
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.figure_history import HISTORY_KEY, FigureHistoryDialog
from commandpost.gui.dialogs.figure_words import claim_words, hint_words, is_softer, suggestion_words
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.dialogs.signing import SigningRows
from commandpost.gui.messages import words
from commandpost.gui.runtime.belonging import while_there
from commandpost.gui.vocabulary import LEVEL_WORDS, word
from commandpost.gui.widgets.code_box import CodeBox
from commandpost.gui.widgets.moment_edit import moment_in, show_moment
from commandpost.gui.widgets.place_entry import PlaceEntry
from commandpost.gui.widgets.shape import button

TITLE_FROM_CALL = 40  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefill:
    """What a call already told."""

    origin: RecordId
    title: str
    received: datetime
    occurred: datetime | None = None


def prefill_of(call: LogItem) -> Prefill:
    """The first sentence of the call becomes the title; the time typed before it is when it happened.

    Of a call entered from a paper form that time is when the call came in.
    """
    text = call.text.replace("。", "\n").strip().partition("\n")[0]
    told = Prefill(origin=call.id, title=text[:TITLE_FROM_CALL], received=call.at)
    if call.on_paper:
        return replace(told, received=call.happened or call.at)
    return replace(told, occurred=call.happened)


class IncidentForm(FormDialog):
    """Emits ``pick_wanted`` when the place is to be clicked on the map; ``place_picked`` brings it."""

    pick_wanted = Signal()
    opened = Signal(object)  # RecordId of a new incident

    def __init__(self, context: GuiContext, prefill: Prefill | None = None, parent: QWidget | None = None) -> None:
        super().__init__(context, Ui_IncidentForm(), parent)
        self._prefill = prefill
        self._row: IncidentRow | None = None
        self._place = PlaceEntry(self.ui.coordinate, self.ui.datum, self.ui.coordinate_told)
        self._place.changed.connect(self._check)
        self._fill_lists()
        self._signing = SigningRows(context, self.ui)
        for later in (self.ui.reason, self.ui.verifier):
            self.ui.fields.setRowVisible(later, False)
        self.ui.sensitive_reason.setEnabled(False)
        self.ui.sensitive.toggled.connect(self.ui.sensitive_reason.setEnabled)
        self.ui.pick.clicked.connect(self._pick)
        for field in (self.ui.place, self.ui.coordinate, self.ui.occurred, self.ui.received):
            field.editingFinished.connect(self._check)
        for name in (*FIGURES, *MEASURES):
            getattr(self.ui, name).valueChanged.connect(self._check)
        for box in (self.ui.level, self.ui.code):
            box.currentIndexChanged.connect(self._check)
        self.ui.sensitive.toggled.connect(self._check)
        if prefill is not None:
            self.ui.title.setText(prefill.title)
            show_moment(self.ui.received, prefill.received)
            show_moment(self.ui.occurred, prefill.occurred)
        self.ui.title.setFocus()

    def _fill_lists(self) -> None:
        for level in LEVELS:
            self.ui.level.addItem(word(LEVEL_WORDS[level]), level)
        self._code = CodeBox(self.ui.code, self.context.services.codes)
        sources = (
            "",
            self.tr("Resident by phone"),
            self.tr("Grid officer"),
            "12345",
            "110",
            "119",
            "120",
            self.tr("Patrol"),
            self.tr("Upper tier"),
        )
        self.ui.source.addItems(sources)
        self.ui.source.setMinimumWidth(self.context.theme.px(200))
        for name in (*FIGURES, *MEASURES):
            figure = getattr(self.ui, name)
            nobody_knows = self.tr("?")
            figure.setSpecialValueText(f"{figure.accessibleName()} {nobody_knows}")

    def revise(self, row: IncidentRow) -> None:
        """Turn the form to an open incident; only what is changed is written."""
        self._row = row
        self.context.rights.guard(Action.DECIDE, self)  # a new one needs no name
        ui = self.ui
        self.setWindowTitle(self.tr("Revise incident"))
        ui.heading.setText(self.tr("Revise incident"))
        ui.submit.setText(self.tr("Save changes  Enter"))
        ui.fields.setRowVisible(ui.reason, True)
        ui.fields.setRowVisible(ui.verifier, True)
        ui.title.setText(row.title)
        self._code.choose(row.code)
        ui.level.setCurrentIndex(ui.level.findData(row.level))
        ui.sensitive.setChecked(row.sensitive)
        ui.sensitive_reason.setText(row.sensitive_reason)
        ui.place.setText(row.place)
        self._place.show_place(row.lonlat, row.told_place)
        show_moment(ui.occurred, row.occurred)
        show_moment(ui.discovered, row.discovered)
        show_moment(ui.received, row.received)
        ui.received.setEnabled(False)
        ui.source.setEditText(row.source)
        for name, value in {**row.figures, **row.measures}.items():
            getattr(ui, name).setValue(-1 if value is None else value)
            getattr(ui, name).setToolTip(claim_words(row, name))
        earlier = button(self.tr("Earlier values"), role="flat", key=HISTORY_KEY)
        earlier.clicked.connect(self._show_history)
        ui.buttons.insertWidget(0, earlier)
        QShortcut(QKeySequence(HISTORY_KEY), self, self._show_history)

    def _show_history(self) -> None:
        """Every value of the figure in focus, else of all figures."""
        if self._row is not None:
            focused = (name for name in (*FIGURES, *MEASURES) if getattr(self.ui, name).hasFocus())
            FigureHistoryDialog(self.context, self._row.id, next(focused, ""), self).show()

    # ---------------------------------------------------------------------------------------------- the place

    def place_picked(self, place: LonLat | None) -> None:
        """A place from the map."""
        self._place.show_place(place)
        self.ui.coordinate.setModified(True)
        self.show()
        self.raise_()
        self._check()

    def _pick(self) -> None:
        self.hide()
        self.pick_wanted.emit()

    # ------------------------------------------------------------------------------------------------ reading

    def _read(self) -> NewIncident:
        ui, now = self.ui, self.context.now()
        return NewIncident(
            title=ui.title.text().strip(),
            code=self._code.code(),
            level=Level(ui.level.currentData()),
            place=ui.place.text().strip(),
            lonlat=self._place.place(),
            told_place=self._place.told_place,
            occurred=moment_in(ui.occurred, now),
            received=moment_in(ui.received, now) or now,
            discovered=moment_in(ui.discovered, now),
            source=ui.source.currentText().strip(),
            sensitive=ui.sensitive.isChecked(),
            sensitive_reason=ui.sensitive_reason.text().strip(),
            contact=ui.contact.text().strip(),
            contact_phone=ui.contact_phone.text().strip(),
            dead=_figure(ui.dead.value()),
            missing=_figure(ui.missing.value()),
            injured=_figure(ui.injured.value()),
            badly_injured=_figure(ui.badly_injured.value()),
            trapped=_figure(ui.trapped.value()),
            moved=_figure(ui.moved.value()),
            homes=_figure(ui.homes.value()),
            loss=_figure(ui.loss.value()),
            burnt_area=_figure(ui.burnt_area.value()),
            threatened=_figure(ui.threatened.value()),
        )

    def _check(self) -> None:
        """Show doubts while the form is filled; they are read on the store's thread."""
        self.context.tasks.start(self._doubts(), owner=self)  # leaving the last field may close the form

    async def _doubts(self) -> None:
        try:
            told = self._read()
        except RuleBroken as error:
            self.warn(words(error.code, error.params))
            return
        incidents = self.context.services.incidents
        codes = await self.context.tasks.store(incidents.warnings, told)
        hints = await self.context.tasks.store(incidents.hints, told)
        if not self.busy:
            datum = ("place_datum_unknown",) if self._place.asks else ()
            asked = [code for code in (*datum, *codes) if self.ui.place.text() or code != "place_unknown"]
            self._show_doubts([words(code) for code in asked] + self._advice(told, hints))
            self._signing.show(wanted=self._row is not None and is_softer(self._row, told))

    def _advice(self, told: NewIncident, hints: Sequence[SensitiveHint]) -> list[str]:
        """The level the figures suggest, and what hints at sensitivity: the person decides, both are kept."""
        grading = self.context.services.incidents.grading
        code = told.code or (self._row.code if self._row is not None else "")
        suggestion = grading.suggestion(code, told.figures() | told.measures())
        level = [] if suggestion is None else [suggestion_words(suggestion, told.level)]
        return level + ([] if told.sensitive or not hints else [hint_words(hints)])

    def _show_doubts(self, sentences: Sequence[str]) -> None:
        self.warn("\n".join(f"△ {sentence}" for sentence in sentences))

    def show_problem(self, error: CommandPostError) -> None:
        super().show_problem(error)
        if error.code == "reason_missing":
            self.ui.reason.setFocus()

    async def carry_out(self) -> None:
        if self._code.unfound:
            raise RuleBroken("event_kind_unfound", field="code", typed=self._code.unfound)
        told = self._read()
        if self._row is not None:
            await self._save(self._row, told)
            return
        origin, opened = self._prefill.origin if self._prefill else None, while_there(self, self.opened.emit)
        opened(await self.context.tasks.store(self.context.services.incidents.open, told, origin))

    async def _save(self, row: IncidentRow, told: NewIncident) -> None:
        changes = changed_fields(self.ui, row, told)
        if changes:
            reason, verifier = self.ui.reason.text().strip(), self.ui.verifier.text().strip()
            await self.context.tasks.store(
                self.context.services.incidents.revise,
                row.id,
                changes,
                reason,
                source=told.source if told.source != row.source else "",
                verifier=verifier,
                signature=self._signing.signature(),
            )


def _figure(value: int) -> int | None:
    return None if value < 0 else value


def changed_fields(ui: Any, row: IncidentRow, told: NewIncident) -> dict[str, object]:  # noqa: ANN401  # compiled forms carry no types
    """What the form says otherwise than the row; fields typed by hand count only when they were touched."""
    changes: dict[str, object] = {
        "title": told.title,
        "code": told.code or row.code,
        "level": told.level,
        "place": told.place,
        "sensitive": told.sensitive,
        "sensitive_reason": told.sensitive_reason,
        "source": told.source,
        **told.figures(),
        **told.measures(),
    }
    counted = dict(row.figures) | dict(row.measures)
    known = {name: getattr(row, name) for name in changes if name not in counted} | counted
    touched = {
        "lonlat": (ui.coordinate, told.lonlat),
        "told_place": (ui.coordinate, told.told_place),
        "occurred": (ui.occurred, told.occurred),
        "discovered": (ui.discovered, told.discovered),
        "contact": (ui.contact, told.contact),
        "contact_phone": (ui.contact_phone, told.contact_phone),
    }
    changed = {name: value for name, value in changes.items() if value != known.get(name)}
    return changed | {name: value for name, (field, value) in touched.items() if field.isModified()}
