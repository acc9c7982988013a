"""Rule packs: what is in force, from which document, and what is still to be confirmed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from commandpost.app.permissions import Action
from commandpost.app.rulebook import PackRow
from commandpost.domain.errors import RuleBroken
from commandpost.domain.rules import ANY_SENDER, Rule
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.times import short_day
from commandpost.gui.vocabulary import STEP_WORDS, TIER_WORDS, word
from commandpost.gui.widgets.shape import button, label, row
from commandpost.gui.widgets.table import TableColumn, TableView

LARGEST = 1_000_000  # bytes of a rule pack


class RulesSection(Section):
    """Packs above, the rules of the chosen one below."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Rule packs"))
        self.packs: TableView[PackRow] = TableView(self._pack_columns(), context.theme, self.tr("Rule packs"))
        self.rules: TableView[Rule] = TableView(self._rule_columns(), context.theme, self.tr("Rules"))
        self.packs.chosen.connect(lambda chosen: self.rules.show_rows(chosen.pack.rules, lambda a, b: a.id == b.id))
        adopt = button(self.tr("Import a rule pack…"), role="primary", needs=Action.ADOPT_RULES)
        adopt.clicked.connect(self._ask)
        words = self.tr("What is marked “to be confirmed” counts, but nobody has compared it with its document yet.")
        self.body.addWidget(label(words, "dim", wrap=True))
        self.body.addLayout(row(adopt, None))
        self.packs.setMaximumHeight(context.theme.px(220))
        self.packs.setMinimumHeight(context.theme.px(150))
        self.rules.setMinimumHeight(context.theme.px(240))
        self.body.addWidget(self.packs)
        self.body.addWidget(self.rules, 1)

    def refresh(self) -> None:
        self.context.tasks.start(self._read())

    async def _read(self) -> None:
        packs = await self.context.tasks.store(self.context.services.rules.packs)
        self.packs.show_rows(packs, lambda one, other: one.pack.key == other.pack.key)
        if self.packs.current is None and packs:
            self.packs.selectRow(0)

    def _ask(self) -> None:
        self.ask_file(self.tr("Import a rule pack"), self.tr("Rule packs (*.toml)"), self.adopt)

    async def adopt(self, file: Path) -> str:
        """Put the pack of a file in force; a faulty one names its line and the old one stays."""
        text = await self.context.tasks.net(_read_text, file)
        await self.context.tasks.store(self.context.services.rules.adopt, text)
        await self._read()
        return self.tr("In force from now on")

    def _pack_columns(self) -> tuple[TableColumn[PackRow], ...]:
        return (
            TableColumn(
                title=self.tr("State"),
                text=lambda one: self.tr("in force") if one.in_force else self.tr("retired"),
                colour=lambda one: "green" if one.in_force else "neutral",
                chip=True,
                width=90,
            ),
            TableColumn(title=self.tr("Title"), text=lambda one: one.pack.title, strong=True),
            TableColumn(title=self.tr("Version"), text=lambda one: one.pack.version, width=110),
            TableColumn(
                title=self.tr("Confirmed"),
                text=lambda one: self.tr("confirmed") if one.pack.confirmed else self.tr("to be confirmed"),
                colour=lambda one: "green" if one.pack.confirmed else "yellow",
                chip=True,
                width=110,
            ),
            TableColumn(title=self.tr("Adopted"), text=self._adopted, width=200),
        )

    def _adopted(self, one: PackRow) -> str:
        if one.adopted_at is None:
            return self.tr("shipped with the program")
        return f"{short_day(one.adopted_at)} {one.adopted_by}".strip()

    def _rule_columns(self) -> tuple[TableColumn[Rule], ...]:
        return (
            TableColumn(
                title=self.tr("Confirmed"),
                text=lambda one: self.tr("confirmed") if one.confirmed else self.tr("to be confirmed"),
                colour=lambda one: "green" if one.confirmed else "yellow",
                chip=True,
                width=110,
            ),
            TableColumn(title=self.tr("Source"), text=lambda one: one.source, width=280),
            TableColumn(title=self.tr("Step"), text=_step, width=90),
            TableColumn(title=self.tr("Limit"), text=self._limit, width=90),
            TableColumn(title=self.tr("Sender"), text=self._sender, width=130),
            TableColumn(title=self.tr("Note"), text=lambda one: one.note),
        )

    def _sender(self, one: Rule) -> str:
        known = {str(tier): word(words) for tier, words in TIER_WORDS.items()} | {ANY_SENDER: self.tr("anybody")}
        return known.get(one.sender, one.sender)

    def _limit(self, one: Rule) -> str:
        if one.step is None:
            return ""
        return self.tr("at once") if one.minutes is None else self.tr("{n} min").format(n=one.minutes)


def _step(one: Rule) -> str:
    return word(STEP_WORDS[one.step]) if one.step is not None else ""


def _read_text(file: Path) -> str:
    try:
        with file.open("rb") as source:
            return source.read(LARGEST).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleBroken("rule_pack_invalid", line=0, key="", reason=str(error)) from error
