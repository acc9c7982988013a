"""How duty is kept: roles, shifts, the flood season, figures, the equipment list. Every default waits for the unit."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPlainTextEdit

from commandpost.app.permissions import Action
from commandpost.domain.duplicates import DuplicateFigures
from commandpost.domain.duty_lines import parse_roles, parse_shifts, role_lines, shift_lines
from commandpost.domain.duty_setup import FLOOD_SEASON, PATTERNS, DutySetup, HandoverFigures, RosterRules, Season
from commandpost.domain.shift_hours import ShiftHours
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.spin_box import SpinBox

LINES_HEIGHT = 84
RANGES = {"near_metres": (0, 5000), "apart_minutes": (0, 2880), "alike_percent": (1, 100), "back_hours": (0, 720)}


class DutySection(Section):
    """Lines to type, figures to set; what cannot be read is named by its line."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Roster and handover"))
        self._kept = DutySetup()
        self._filled: tuple[int, ...] | None = None  # what is kept; what was set since is the operator's
        self._roles, self._shifts, self._equipment = (self._lines() for _ in range(3))
        self._preset = QComboBox()
        self._season = QCheckBox(self.tr("Season of its own"))
        self._name, self._first, self._last = (QLineEdit() for _ in range(3))
        self._extra = self._lines()
        self._departments = QCheckBox(self.tr("Two leaders of one department may lead on one day"))
        self._figures = {name: SpinBox() for name in self._titles()}
        self._to_confirm = label("", "soon", wrap=True)
        self.body.addWidget(self._to_confirm)
        self._lay_lines()
        self._lay_season()
        self._lay_figures()
        keep = button(self.tr("Keep"), role="primary", needs=Action.EDIT_ROSTER)
        keep.clicked.connect(lambda: self.do(self._keep))
        self.body.addLayout(row(keep, None))
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.context.tasks.start(self._read())

    # ------------------------------------------------------------------------------------------------- laying

    def _lines(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setTabChangesFocus(True)
        made.setFixedHeight(self.context.theme.px(LINES_HEIGHT))
        return made

    def _lay_lines(self) -> None:
        self._preset.setAccessibleName(self.tr("Take a pattern"))
        self._preset.addItem(self.tr("Take a pattern…"))
        self._preset.addItem(self.tr("24 hours from 08:30"))
        self._preset.addItem(self.tr("Nights, and days on days off"))
        self._preset.activated.connect(self._take_pattern)
        parts = (
            (self.tr("Roles, one a line: name, how many, 领导 for leaders, 资格:… for what it asks"), self._roles),
            (self.tr("Shifts, one a line: name, start, 仅休息日 or 仅工作日 if not every day"), self._shifts),
            (self.tr("Equipment checked at each handover, one a line"), self._equipment),
        )
        for words, box in parts:
            box.setAccessibleName(words)
            head = row(label(words, "heading", wrap=True), spacing=8)
            head.setStretch(0, 1)
            if box is self._shifts:
                head.addWidget(self._preset)
            self.body.addLayout(head)
            self.body.addWidget(box)

    def _lay_season(self) -> None:
        for box, words, wide in (
            (self._name, self.tr("Name"), 120),
            (self._first, self.tr("From (06-01)"), 110),
            (self._last, self.tr("Until (09-15)"), 110),
        ):
            box.setPlaceholderText(words)
            box.setAccessibleName(words)
            box.setMaximumWidth(self.context.theme.px(wide))
        words = self.tr("Roles on top of the usual ones")
        self._extra.setAccessibleName(words)
        self._extra.setPlaceholderText(words)
        self.body.addLayout(row(self._season, self._name, self._first, self._last, None, spacing=8))
        self.body.addWidget(self._extra)

    def _lay_figures(self) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(14)
        for number, (name, words) in enumerate(self._titles().items()):
            box = self._figures[name]
            low, high = RANGES.get(name, (0, 240))
            box.setRange(low, high)
            box.setAccessibleName(words)
            box.setMaximumWidth(self.context.theme.px(90))
            grid.addWidget(label(words, "dim", wrap=True), number // 2, 2 * (number % 2))
            grid.addWidget(box, number // 2, 2 * (number % 2) + 1)
        for column in (0, 2):
            grid.setColumnStretch(column, 1)
        self.body.addWidget(label(self.tr("Figures (to be confirmed by the unit)"), "heading"))
        self.body.addLayout(grid)
        self.body.addWidget(self._departments)

    def _titles(self) -> dict[str, str]:
        return {
            "rest_hours": self.tr("Rest between two shifts, hours"),
            "fair_spread": self.tr("Difference of shifts that is said"),
            "window_days": self.tr("Within so many days"),
            "window_most": self.tr("at most so many shifts (0: any)"),
            "earliest": self.tr("Incoming may sign in, minutes before"),
            "early": self.tr("Incoming should be here, minutes before"),
            "latest": self.tr("and not later than minutes before"),
            "absent_after": self.tr("Nobody came: alarm after minutes"),
            "settled": self.tr("New incident is in hand, minutes"),
            "due_soon": self.tr("Report due within minutes: in hand"),
            "gap_warning_hours": self.tr("Gap is said so many hours ahead"),
            "near_metres": self.tr("May be the same incident: within metres"),
            "apart_minutes": self.tr("and within so many minutes"),
            "alike_percent": self.tr("or title or place alike, percent"),
            "back_hours": self.tr("looking back so many hours"),
        }

    # ------------------------------------------------------------------------------------------------- keeping

    async def _read(self) -> None:
        setups, store = self.context.services.setups, self.context.tasks.store
        self._show(await store(setups.setup), confirmed=await store(setups.is_confirmed))

    def _show(self, setup: DutySetup, *, confirmed: bool) -> None:
        """Fill the fields, unless somebody types in them."""
        self._to_confirm.setVisible(not confirmed)
        self._to_confirm.setText(self.tr("These are proposals: keep them once the unit has confirmed them."))
        if self._filled is not None and self._is_changed():
            return
        self._kept = setup
        season = setup.seasons[0] if setup.seasons else FLOOD_SEASON
        self._season.setChecked(bool(setup.seasons))
        self._name.setText(season.name)
        self._first.setText(season.first)
        self._last.setText(season.last)
        for box, text in (
            (self._roles, role_lines(setup.roles)),
            (self._shifts, shift_lines(setup.hours)),
            (self._equipment, "\n".join(setup.equipment)),
            (self._extra, role_lines(season.roles)),
        ):
            box.setPlainText(text)
        for name, figure in self._figures.items():
            figure.setValue(next(getattr(part, name) for part in _parts(setup) if hasattr(part, name)))
        self._departments.setChecked(setup.rules.leaders_of_one_department)
        self._filled = self._set_by_hand()

    def _is_changed(self) -> bool:
        """Whether anything is typed, set or ticked that is not kept yet."""
        texts = (self._roles, self._shifts, self._equipment, self._extra)
        lines = (self._name, self._first, self._last)
        typed = any(one.document().isModified() for one in texts) or any(one.isModified() for one in lines)
        return typed or self._set_by_hand() != self._filled

    def _set_by_hand(self) -> tuple[int, ...]:
        """What is not typed: figures and ticks as they stand."""
        ticks = self._season.isChecked(), self._departments.isChecked()
        return (*ticks, *(box.value() for box in self._figures.values()))

    def _take_pattern(self, at: int) -> None:
        if at > 0:
            self._shifts.setPlainText(shift_lines(PATTERNS[at - 1]))
            self._shifts.document().setModified(True)
        self._preset.setCurrentIndex(0)

    async def _keep(self) -> str:
        setup = self._typed()
        hours = parse_shifts(self._shifts.toPlainText(), self._known_hours())
        setups, store = self.context.services.setups, self.context.tasks.store
        await store(setups.keep, replace(setup, hours=self._kept.hours))
        if shift_lines(hours) != shift_lines(self._kept.hours):
            await store(setups.set_hours, hours)
        self._filled = None
        await self._read()
        return self.tr("Kept")

    def _typed(self) -> DutySetup:
        kept = self._kept
        figures = {name: box.value() for name, box in self._figures.items()}
        rules, minutes, likeness = (
            {name: value for name, value in figures.items() if hasattr(part, name)} for part in _parts(kept)
        )
        return replace(
            kept,
            roles=parse_roles(self._roles.toPlainText(), kept.roles),
            seasons=self._typed_seasons(),
            rules=RosterRules(leaders_of_one_department=self._departments.isChecked(), **rules),
            figures=HandoverFigures(**minutes),
            duplicates=DuplicateFigures(**likeness),
            equipment=tuple(line.strip() for line in self._equipment.toPlainText().splitlines() if line.strip()),
        )

    def _typed_seasons(self) -> tuple[Season, ...]:
        if not self._season.isChecked():
            return ()
        known = (self._kept.seasons[0] if self._kept.seasons else FLOOD_SEASON).roles
        return (
            Season(
                name=self._name.text().strip(),
                first=self._first.text().strip(),
                last=self._last.text().strip(),
                roles=parse_roles(self._extra.toPlainText(), known),
                hours=self._kept.seasons[0].hours if self._kept.seasons else None,
            ),
        )

    def _known_hours(self) -> ShiftHours:
        """Keys of shifts that keep their names, whichever pattern they come from."""
        return self._kept.hours


def _parts(setup: DutySetup) -> tuple[RosterRules, HandoverFigures, DuplicateFigures]:
    """Where the figures are kept; each name stands in one of them."""
    return setup.rules, setup.figures, setup.duplicates
