"""One rule as a form: its source, whom it binds, what it owes, and who confirmed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import TypeVar

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from commandpost.app.desk import Tier
from commandpost.domain.codes import EventClass, Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RuleId
from commandpost.domain.periods import PeriodKind
from commandpost.domain.rule_parsing import AT_ONCE
from commandpost.domain.rules import ANY_SENDER, ClockStart, Rule, Step
from commandpost.gui.pages.settings.rule_words import CHANNEL_WORDS, CLOCK_WORDS, PERIOD_WORDS, rule_word
from commandpost.gui.vocabulary import CLASS_WORDS, LEVEL_WORDS, STEP_WORDS, TIER_WORDS, word
from commandpost.gui.widgets.shape import row

NO_STEP = ""
T = TypeVar("T")


class RuleForm(QWidget):
    """What is typed is read as a rule; a field that cannot be read names itself."""

    def __init__(self) -> None:
        super().__init__()
        self._rule: Rule | None = None
        self._texts: dict[str, QLineEdit] = {}
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._pair(("id", self.tr("Rule")), ("document", self.tr("Document")), ("article", self.tr("Article")))
        self._pair(
            ("effective_from", self.tr("Effective from")),
            ("effective_to", self.tr("Effective to")),
            ("confirmed_by", self.tr("Confirmed by, with the document")),
        )
        self._sender, self._channel, self._step, self._clock = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._fill_choices()
        self._classes = _checks({str(one): word(CLASS_WORDS[one]) for one in EventClass})
        self._levels = _checks({str(one): word(LEVEL_WORDS[one]) for one in Level})
        self._daily = _checks({str(one): rule_word(PERIOD_WORDS[one]) for one in PeriodKind})
        self._zero = _checks({str(one): rule_word(PERIOD_WORDS[one]) for one in PeriodKind})
        self._sensitive = QCheckBox(self.tr("only sensitive events"))
        self._row(self.tr("Binds"), self._sender, self._text("recipient", self.tr("reports to")), self._channel)
        self._row(self.tr("Kinds"), *self._classes.values(), self._text("codes", self.tr("codes, e.g. 12G00")))
        self._row(self.tr("Levels"), *self._levels.values(), self._sensitive)
        minutes = self._text("minutes", self.tr("minutes; empty: at once"))
        self._row(self.tr("First report"), self._step, minutes, self._clock)
        self._pair(
            ("follow_up_minutes", self.tr("Follow-up every (min)")),
            ("final_minutes", self.tr("Final after the end (min)")),
            ("supplement_days", self.tr("Supplement within (days)")),
        )
        self._row(self.tr("Daily report in"), *self._daily.values(), self._text("daily_at", self.tr("by, e.g. 17:00")))
        self._row(self.tr("Zero report in"), *self._zero.values(), self._text("zero_at", self.tr("by, e.g. 17:00")))
        self._pair(("follow_up_until", self.tr("Follow-ups until")), ("note", self.tr("Note")))

    def show_rule(self, rule: Rule) -> None:
        """Fill the form."""
        self._rule = rule
        values: Mapping[str, object] = {
            name: getattr(rule, name) for name in self._texts if name not in {"codes", "minutes"}
        }
        for name, value in values.items():
            self._texts[name].setText(_shown(value))
        self._texts["codes"].setText(" ".join(rule.codes))
        self._texts["minutes"].setText("" if rule.minutes is None else str(rule.minutes))
        for box, wanted in (
            (self._sender, rule.sender),
            (self._channel, rule.channel),
            (self._step, NO_STEP if rule.step is None else str(rule.step)),
            (self._clock, str(rule.starts)),
        ):
            if box.findData(wanted) < 0:
                box.addItem(wanted, wanted)
            box.setCurrentIndex(box.findData(wanted))
        for checks, chosen in (
            (self._classes, rule.classes),
            (self._levels, rule.levels),
            (self._daily, rule.daily_in),
            (self._zero, rule.zero_in),
        ):
            for key, check in checks.items():
                check.setChecked(key in {str(one) for one in chosen})
        self._sensitive.setChecked(rule.sensitive)

    def rule(self) -> Rule:
        """What the form says. Raises RuleBroken("rule_field_unreadable", field=…)."""
        base = self._rule or Rule(id=RuleId(""), document="")
        step = self._step.currentData()
        return replace(
            base,
            id=RuleId(self._told("id")),
            document=self._told("document"),
            article=self._told("article"),
            effective_from=self._day("effective_from"),
            effective_to=self._day("effective_to"),
            confirmed_by=self._told("confirmed_by"),
            sender=str(self._sender.currentData()),
            recipient=self._told("recipient"),
            channel=str(self._channel.currentData()),
            classes=tuple(EventClass(key) for key in _chosen(self._classes)),
            codes=tuple(self._told("codes").split()),
            levels=tuple(Level(key) for key in _chosen(self._levels)),
            sensitive=self._sensitive.isChecked(),
            step=Step(step) if step else None,
            minutes=self._count("minutes") if step else None,
            starts=ClockStart(str(self._clock.currentData())),
            follow_up_minutes=self._count("follow_up_minutes"),
            follow_up_until=self._told("follow_up_until"),
            final_minutes=self._count("final_minutes"),
            supplement_days=self._count("supplement_days"),
            daily_in=tuple(PeriodKind(key) for key in _chosen(self._daily)),
            daily_at=self._hour("daily_at"),
            zero_in=tuple(PeriodKind(key) for key in _chosen(self._zero)),
            zero_at=self._hour("zero_at"),
            note=self._told("note"),
        )

    def _fill_choices(self) -> None:
        senders = {str(tier): word(words) for tier, words in TIER_WORDS.items()} | {ANY_SENDER: self.tr("anybody")}
        steps = {NO_STEP: self.tr("none")} | {str(step): word(STEP_WORDS[step]) for step in (Step.PHONE, Step.INITIAL)}
        clocks = {str(one): rule_word(CLOCK_WORDS[one]) for one in ClockStart}
        channels = {key: rule_word(words) for key, words in CHANNEL_WORDS.items()}
        for box, choices, name in (
            (self._sender, senders, self.tr("Who is bound")),
            (self._channel, channels, self.tr("Channel")),
            (self._step, steps, self.tr("First report")),
            (self._clock, clocks, self.tr("Clock starts")),
        ):
            box.setAccessibleName(name)
            for key, words in choices.items():
                box.addItem(words, key)
        self._sender.setCurrentIndex(self._sender.findData(str(Tier.STREET)))

    def _text(self, name: str, hint: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(hint)
        made.setAccessibleName(hint)
        self._texts[name] = made
        return made

    def _pair(self, *fields: tuple[str, str]) -> None:
        self._row(fields[0][1], *(self._text(name, title) for name, title in fields))

    def _row(self, title: str, *widgets: QWidget) -> None:
        boxes: QHBoxLayout = row(*widgets, spacing=8)
        for at, widget in enumerate(widgets):
            boxes.setStretch(at, 1 if isinstance(widget, QLineEdit) else 0)
        self._layout.addRow(title, boxes)

    def _told(self, name: str) -> str:
        return self._texts[name].text().strip()

    def _count(self, name: str) -> int | None:
        return None if self._told(name) in {"", AT_ONCE} else self._read(name, int)

    def _day(self, name: str) -> date | None:
        return self._read(name, date.fromisoformat) if self._told(name) else None

    def _hour(self, name: str) -> time | None:
        return self._read(name, time.fromisoformat) if self._told(name) else None

    def _read(self, name: str, read: Callable[[str], T]) -> T:
        try:
            return read(self._told(name))
        except ValueError as error:
            raise RuleBroken("rule_field_unreadable", field=name, typed=self._told(name)) from error


def _checks(choices: Mapping[str, str]) -> dict[str, QCheckBox]:
    return {key: QCheckBox(words) for key, words in choices.items()}


def _chosen(checks: Mapping[str, QCheckBox]) -> list[str]:
    return [key for key, check in checks.items() if check.isChecked()]


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value)
