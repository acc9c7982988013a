"""人员工作量: everybody's shifts of the year, and what the independent check says of the month."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from commandpost.app.rostering import Judged
from commandpost.domain.rostering.checker import broken
from commandpost.domain.rostering.fairness import PersonLoad
from commandpost.gui.pages.roster.card import Card, refill
from commandpost.gui.pages.roster.fault_words import fault_words, kind_word
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import label
from commandpost.gui.widgets.table import TableColumn, TableView

MOST_FAULTS = 12


class LoadPanel(Card):
    """A table and the faults below it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Workload of the year so far"))
        columns: list[TableColumn[PersonLoad]] = [
            TableColumn(title=self.tr("Name"), text=lambda one: one.name, strong=True),
        ]
        columns += [
            TableColumn(title=kind_word(kind), text=partial(_count, kind), width=56)
            for kind in ("total", "night", "weekend", "holiday")
        ]
        self.table: TableView[PersonLoad] = TableView(tuple(columns), theme, self.tr("Workload"))
        self.table.setMinimumHeight(theme.px(280))
        self._faults = QVBoxLayout()
        self._faults.setSpacing(4)
        self.body.addWidget(self.table)
        self.body.addLayout(self._faults)

    def show_judged(self, judged: Judged) -> None:
        """Most loaded first; the rules that are broken below, unevenness last."""
        rows = sorted(judged.figures.loads, key=lambda one: (not one.leads, -one.counts["total"], one.name))
        self.table.show_rows(rows, lambda one, other: (one.person, one.leads) == (other.person, other.leads))
        hard = [one for one in broken(judged.faults) if one.code != "roster_gap"]
        soft = [one for one in judged.faults if one not in broken(judged.faults)]
        words = [label(fault_words(one), "problem", wrap=True) for one in hard[:MOST_FAULTS]]
        words += [label(fault_words(one), "small", wrap=True) for one in soft[:MOST_FAULTS]]
        if not hard:
            words.insert(0, label(self.tr("No rule is broken this month"), "good"))
        refill(self._faults, words)


def _count(kind: str, one: PersonLoad) -> str:
    return str(one.counts[kind])
