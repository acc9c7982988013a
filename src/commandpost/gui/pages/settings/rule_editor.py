"""The editor of a rule pack: change its rules, see what an incident would owe, then adopt it as a new version."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from commandpost.app.permissions import Action
from commandpost.app.rulebook import PackRow
from commandpost.domain.codes import Level
from commandpost.domain.deadlines import Deadline
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RuleId
from commandpost.domain.incident import NewIncident
from commandpost.domain.local_time import BEIJING
from commandpost.domain.rule_editing import checked, next_version, with_alarm, with_rule, without_rule
from commandpost.domain.rule_writing import write_pack
from commandpost.domain.rules import Rule, RulePack
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.alarm_form import AlarmForm
from commandpost.gui.pages.settings.rule_form import RuleForm
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.times import span
from commandpost.gui.vocabulary import LEVEL_WORDS, step_word, word
from commandpost.gui.widgets.choice_box import ChoiceBox
from commandpost.gui.widgets.code_box import CodeBox
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.table import TableColumn, TableView


class RuleEditorSection(Section):
    """Nothing counts before it is adopted; an incident keeps the rules it was received under."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Rule editor"))
        self.pack: RulePack | None = None
        self.packs = ChoiceBox()
        self.packs.setAccessibleName(self.tr("Pack to edit"))
        self.packs.setMinimumWidth(context.theme.px(260))
        self.packs.activated.connect(lambda _at: self._take(self.packs.currentData()))
        self.version, self.since = QLineEdit(), QLineEdit()
        self.version.setAccessibleName(self.tr("New version"))
        self.since.setPlaceholderText(self.tr("in force from, e.g. 2027-01-01; empty: at once"))
        self.since.setAccessibleName(self.tr("In force from"))
        self.rules: TableView[Rule] = TableView(self._columns(), context.theme, self.tr("Rules of the pack"))
        self.form, self.alarm = RuleForm(), AlarmForm()
        self.rules.chosen.connect(self.form.show_rule)
        self.rules.setMinimumHeight(context.theme.px(170))
        self.what_if = label("", "dim", wrap=True)
        self._level, self._sensitive = QComboBox(), QCheckBox(self.tr("sensitive"))
        self._kind = QComboBox()
        self._level.setAccessibleName(self.tr("Level tried"))
        self._kind.setAccessibleName(self.tr("Class tried"))
        self._kind.setEditable(True)
        self._code = CodeBox(self._kind, context.services.codes)
        for level in Level:
            self._level.addItem(word(LEVEL_WORDS[level]), level)
        self._lay()

    def _lay(self) -> None:
        hint = self.tr("Changes count once they are adopted. Write who confirmed a figure and by which document.")
        self.body.addWidget(label(hint, "dim", wrap=True))
        adopt = button(self.tr("Adopt this version"), role="primary", needs=Action.ADOPT_RULES)
        adopt.clicked.connect(lambda: self.do(self.adopt))
        head = row(self.packs, label(self.tr("New version")), self.version, self.since, adopt, spacing=8)
        head.setStretch(3, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.rules)
        self.body.addWidget(self.form)
        keep = button(self.tr("Keep the rule"))
        new = button(self.tr("Add as a new rule"))
        out = button(self.tr("Take the rule out"))
        keep.clicked.connect(lambda: self.do(self.keep))
        new.clicked.connect(lambda: self.do(self.add))
        out.clicked.connect(lambda: self.do(self.take_out))
        self.body.addLayout(row(keep, new, out, None, spacing=8))
        times = button(self.tr("Keep the alarm times"))
        times.clicked.connect(lambda: self.do(self.keep_alarm))
        self.body.addWidget(label(self.tr("When alarms sound and whom they reach"), "heading"))
        self.body.addWidget(self.alarm)
        self.body.addLayout(row(times, None))
        ask = button(self.tr("What would it owe?"))
        ask.clicked.connect(lambda: self.do(self.suppose))
        asked = row(label(self.tr("An incident")), self._kind, self._level, self._sensitive, ask, None, spacing=8)
        asked.setStretch(1, 1)
        self.body.addLayout(asked)
        self.body.addWidget(self.what_if)
        self.body.addStretch(1)

    def refresh(self) -> None:
        self.context.tasks.start(self._read())

    async def _read(self) -> None:
        rows: tuple[PackRow, ...] = await self.context.tasks.store(self.context.services.rules.packs)
        chosen = self.packs.currentText()
        self.packs.clear()
        for one in rows:
            if one.in_force:
                self.packs.addItem(f"{one.pack.title} · {one.pack.version}", one.pack)
        local = max(0, self.packs.findText(chosen) if chosen else self._local())
        self.packs.setCurrentIndex(local)
        if self.pack is None and self.packs.count():
            self._take(self.packs.currentData())

    def _local(self) -> int:
        """The pack of the unit's own figures comes first."""
        packs = [self.packs.itemData(at) for at in range(self.packs.count())]
        return next((at for at, pack in enumerate(packs) if not pack.confirmed), 0)

    def _take(self, pack: RulePack) -> None:
        self.version.setText(next_version(pack.version))
        self._show(pack)
        self.alarm.show_alarm(pack.alarm)
        if pack.rules:
            self.rules.selectRow(0)

    def _show(self, pack: RulePack) -> None:
        self.pack = pack
        self.rules.show_rows(pack.rules, lambda one, other: one.id == other.id)

    # --------------------------------------------------------------------------------------------- the deeds

    async def keep(self) -> str:
        """Put the form in the place of the chosen rule. Raises RuleBroken of the form and of the pack."""
        chosen = self.rules.current
        self._put(with_rule(self._edited(), self.form.rule(), RuleId("") if chosen is None else chosen.id))
        return self.tr("Kept in this draft; adopt it to put it in force")

    async def add(self) -> str:
        """Put the form at the end as a rule of its own."""
        rule = self.form.rule()
        self._put(with_rule(self._edited(), rule))
        self.rules.selectRow(len(self._edited().rules) - 1)
        return self.tr("Kept in this draft; adopt it to put it in force")

    async def take_out(self) -> str:
        """Leave the chosen rule out of the next version."""
        chosen = self.rules.current
        if chosen is not None:
            self._put(without_rule(self._edited(), chosen.id))
        return self.tr("Left out of this draft; the older version keeps it")

    async def keep_alarm(self) -> str:
        """Put the typed times in; shorter ones of another pack in force still count, for the strictest drives."""
        self._put(with_alarm(self._edited(), self.alarm.alarm()))
        self.alarm.show_alarm(self._edited().alarm)
        return self.tr("Kept in this draft; adopt it to put it in force")

    async def suppose(self) -> str:
        """Show what an incident of this kind would owe under the draft."""
        pack = checked(self._versioned())
        new = NewIncident(
            title="?",
            code=self._code.code(),
            level=self._level.currentData(),
            sensitive=self._sensitive.isChecked(),
            received=self.context.now(),
        )
        found = await self.context.tasks.store(self.context.services.rules.what_if_under, pack, new)
        self.what_if.setText("\n".join(self._owed(one) for one in found) or self.tr("nothing"))
        return ""

    async def adopt(self) -> str:
        """Put the draft in force as a new version; the older one stays on file."""
        pack = checked(self._versioned())
        rules = self.context.services.rules
        await self.context.tasks.store(rules.adopt, write_pack(pack), self._since())
        self.pack = None
        await self._read()
        return self.tr("Adopted: a new entry of the journal; open incidents keep their rules")

    def _put(self, pack: RulePack) -> None:
        checked(pack)
        self._show(pack)

    def _edited(self) -> RulePack:
        if self.pack is None:
            raise RuleBroken("rule_field_unreadable", field="pack", typed="")
        return self.pack

    def _versioned(self) -> RulePack:
        return replace(self._edited(), version=self.version.text().strip())

    def _since(self) -> datetime | None:
        typed = self.since.text().strip()
        if not typed:
            return None
        try:
            return datetime.fromisoformat(typed).replace(tzinfo=BEIJING).astimezone(UTC)
        except ValueError as error:
            raise RuleBroken("rule_field_unreadable", field="since", typed=typed) from error

    def _owed(self, one: Deadline) -> str:
        due = self.tr("at once") if one.due is None else span(one.due - one.started)
        drives = self.tr(" (drives)") if one.drives else ""
        unconfirmed = "" if one.confirmed else self.tr(" (to be confirmed)")
        return f"{step_word(one.step, one.sequence)}：{due}{drives} · {one.source}{unconfirmed}"

    def _columns(self) -> tuple[TableColumn[Rule], ...]:
        return (
            TableColumn(
                title=self.tr("Confirmed"),
                text=lambda one: self.tr("confirmed") if one.confirmed else self.tr("to be confirmed"),
                colour=lambda one: "green" if one.confirmed else "yellow",
                chip=True,
                width=110,
            ),
            TableColumn(title=self.tr("Rule"), text=lambda one: str(one.id), strong=True, width=200),
            TableColumn(title=self.tr("Source"), text=lambda one: one.source, width=280),
            TableColumn(title=self.tr("Note"), text=lambda one: one.note),
        )
