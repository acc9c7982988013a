"""Where the operator types: Enter saves, Shift+Enter breaks the line, what could not be saved stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QPushButton, QWidget

from commandpost.app.logbook import LogMode
from commandpost.app.typed_commands import command_of, mistyped_command
from commandpost.domain.ids import RecordId
from commandpost.gui.actions import key_of
from commandpost.gui.pages.command.log_edit import CallLine, LogEdit
from commandpost.gui.pages.command.slash_list import SlashChoice, SlashList
from commandpost.gui.quick_entry import COMMANDS, may_be_a_pin, parse_entry
from commandpost.gui.theme import Theme
from commandpost.gui.vocabulary import MODE_WORDS, word
from commandpost.gui.widgets.choice_box import ChoiceBox
from commandpost.gui.widgets.shape import column, label, row
from commandpost.gui.widgets.wheel import WheelGuard

MODES = (LogMode.CALL_IN, LogMode.CALL_OUT, LogMode.ON_SCENE, LogMode.DIRECTIVE)
LONGEST_NAMED = 6  # characters of an incident's title in the hint
CALLS = frozenset({LogMode.CALL_IN, LogMode.CALL_OUT})
SEPARATORS = str.maketrans({"，": "、", ",": "、", ";": "、", "；": "、", " ": "、"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One entry as typed."""

    text: str
    mode: LogMode
    happened: datetime | None
    incident: RecordId | None
    caller: str
    caller_unit: str
    phone: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the box, letter by letter."""

    text: str
    fields: tuple[str, ...]  # caller, unit, phone, told
    mode: LogMode


class EntryBox(QFrame):
    """The log's entry box with its modes; says what is wanted, saves nothing itself."""

    submitted = Signal(object)  # Typed
    commanded = Signal(object, str, object)  # TypedCommand, what follows it, RecordId of the incident or None
    act_wanted = Signal(str)  # an action, by its id

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self._theme = theme
        self._mode = LogMode.NOTE
        self._now: datetime | None = None
        self._offered: RecordId | None = None  # where the next line goes
        self._open: tuple[tuple[RecordId, str], ...] = ()  # incidents, as last read
        self._titles: dict[RecordId, str] = {}
        self._ended: dict[RecordId, str] = {}  # the one an entry under way still goes into, with its title
        self._doubted: tuple[str, tuple[str, ...]] | None = None  # what was asked about: a command, bare digits
        self._became = ""  # what became of the incident of the entry under way
        self.edit = LogEdit()
        self.edit.setAccessibleName(self.tr("New log entry"))
        self.edit.submitted.connect(self._submit)
        self.edit.textChanged.connect(self._typing)
        self.slash = SlashList(self.edit, theme)
        self.slash.chosen.connect(self._take_slash)
        self.problem = label("", "problem", wrap=True)
        self.problem.hide()
        self.buttons = {mode: self._mode_button(mode) for mode in MODES}
        self.incident = ChoiceBox()
        self.incident.setAccessibleName(self.tr("Incident this entry belongs to"))
        self.incident.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        WheelGuard(self).watch(self.incident)
        self.incident.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.incident.activated.connect(lambda _at: self.choose_incident(self.incident.currentData()))
        self.kept = label("", "small", wrap=True)
        self.kept.hide()
        self._call = self._call_fields()
        self._hint = label("Enter", "key")
        buttons = row(*self.buttons.values(), None, self._hint, spacing=6)
        layout = column(
            self.incident,
            self.kept,
            self._call,
            self.slash,
            self.edit,
            self.problem,
            margins=(14, 8, 14, 10),
            spacing=6,
        )
        layout.addLayout(buttons)
        self.setLayout(layout)
        self.set_incidents(())
        self.rescale()

    def rescale(self) -> None:
        self.edit.setFixedHeight(self._theme.px(66))
        self.incident.setMinimumWidth(self._theme.px(70))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The hint gives way before a word of a button does."""
        super().resizeEvent(event)
        parts = (*self.buttons.values(), self._hint)
        self._hint.setVisible(sum(part.sizeHint().width() + 8 for part in parts) + 28 <= event.size().width())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The hint asks for no room."""
        hint = self._hint.sizeHint().width() + 6 if self._hint.isVisibleTo(self) else 0
        return super().minimumSizeHint() - QSize(hint, 0)

    def tick(self, now: datetime) -> None:
        """The moment a leading time is read against."""
        self._now = now

    # ------------------------------------------------------------------------------------------------- modes

    @property
    def mode(self) -> LogMode:
        return self._mode

    def choose_mode(self, mode: LogMode) -> None:
        """Take a mode; fields of a call fold open with it."""
        self._mode = mode
        for which, made in self.buttons.items():
            made.setChecked(which is mode)
        self._call.setVisible(mode in CALLS)
        for field in (self.caller, self.caller_unit, self.phone):
            field.setEnabled(mode in CALLS)
        self.edit.setFocus()

    def _mode_button(self, mode: LogMode) -> QPushButton:
        made = QPushButton(word(MODE_WORDS[mode]))
        made.setCheckable(True)
        made.setProperty("role", "mode")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setAutoDefault(False)
        made.setToolTip(f"{word(MODE_WORDS[mode])}  {key_of(f'log.{mode.value}')}")
        made.setAccessibleName(word(MODE_WORDS[mode]))
        made.clicked.connect(lambda checked: self.choose_mode(mode if checked else LogMode.NOTE))
        return made

    def _call_fields(self) -> QWidget:
        fold = QWidget()
        grid = QGridLayout(fold)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        self.caller = self._field(self.tr("Caller"))
        self.caller_unit = self._field(self.tr("Unit or address"))
        self.phone = self._field(self.tr("Phone"))
        self.told = self._field(self.tr("Already told (names)"))
        for at, field in enumerate((self.caller, self.phone, self.caller_unit, self.told)):
            grid.addWidget(field, at // 2, at % 2)
        fold.hide()
        return fold

    def _field(self, words: str) -> CallLine:
        field = CallLine()
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        field.returnPressed.connect(self._submit)
        field.textChanged.connect(self._typing)
        return field

    # ---------------------------------------------------------------------------------------------- incidents

    def set_incidents(self, incidents: Sequence[tuple[RecordId, str]], main: RecordId | None = None) -> None:
        """Offer these incidents; an entry under way keeps its own, ended or not, unless that went into another.

        ``main``: what the chosen incident was merged into, itself when it was not.
        """
        chosen = self.incident.currentData()
        self._open, titles = tuple(incidents), dict(incidents)
        if chosen is not None and chosen not in titles and self.is_under_way:
            chosen = self._keep_ended(chosen, titles, main)
        elif self._ended:  # open again, or given up for another
            self._ended, self._became = {}, ""
        self._titles = titles
        self.incident.blockSignals(True)
        self.incident.clear()
        self.incident.addItem(self.tr("No incident"), None)
        for incident, title in titles.items():
            self.incident.addItem(self.tr("Into {title}").format(title=title), incident)
        self.incident.setCurrentIndex(max(0, self.incident.findData(chosen)))
        self.incident.blockSignals(False)
        self._show_target()

    def _keep_ended(self, chosen: RecordId, titles: dict[RecordId, str], main: RecordId | None) -> RecordId:
        """Where an entry under way goes whose incident is no longer open; says what became of that."""
        title = self._ended.get(chosen, self._titles.get(chosen, ""))
        if main in titles and main is not None:
            words = self.tr("“{title}” was merged into “{main}”: what you type goes there.")
            self._ended, self._became = {}, words.format(title=title, main=titles[main])
            return main
        self._ended = {chosen: title}
        titles[chosen] = self.tr("{title} (ended)").format(title=title)
        self._became = self.tr("“{title}” has ended: what you type still goes into it.").format(title=title)
        return chosen

    @property
    def is_under_way(self) -> bool:
        """Somebody has begun an entry, be it with the number of the caller alone."""
        fields = (self.caller, self.caller_unit, self.phone, self.told)
        return bool(self.edit.toPlainText().strip() or any(field.text().strip() for field in fields))

    def choose_incident(self, incident: RecordId | None) -> None:
        """The line goes there, as somebody chose at the box itself."""
        self._offered, self._became = incident, ""
        self.incident.setCurrentIndex(max(0, self.incident.findData(incident)))
        self._show_target()

    def offer_incident(self, incident: RecordId | None) -> None:
        """Another incident was chosen on the page: the next line goes there, never one that is being typed."""
        self._offered = incident
        self._typing()

    def _typing(self) -> None:
        """An empty box follows the page; one that is written in stays with its incident."""
        self.clear_problem()
        if self.is_under_way:
            self._show_target()
            return
        self._became = ""
        if self._ended:
            self._ended = {}
            self.set_incidents(self._open)
        if self._offered != self.incident.currentData():
            self.choose_incident(self._offered)
        self._show_target()

    def _show_target(self) -> None:
        """Plain at the box where the line will go, and that a line under way does not follow a click elsewhere."""
        chosen = self.incident.currentData()
        title = self._titles.get(chosen, "") if chosen else ""
        if self.incident.property("target") != bool(title):
            self.incident.setProperty("target", bool(title))
            self.incident.style().unpolish(self.incident)
            self.incident.style().polish(self.incident)
        self.incident.setToolTip(f"{self.incident.currentText()}  {key_of('log.incident')}")
        short = title if len(title) <= LONGEST_NAMED else f"{title[:LONGEST_NAMED]}…"  # whole in the box above
        words = self.tr("What happened? Enter saves. / for commands, a leading 02:41 is its time.")
        if title:  # two lines at the largest type, too
            words = self.tr("What happened? Enter saves into “{title}”. / for commands.").format(title=short)
        self.edit.setPlaceholderText(words)
        said = self._kept_words(chosen) if self.is_under_way else ""
        self.kept.setText(said)
        self.kept.setVisible(bool(said))

    def _kept_words(self, chosen: RecordId | None) -> str:
        """What became of the incident of an entry under way, and that another one is chosen on the page."""
        other = self._titles.get(self._offered, "") if self._offered and self._offered != chosen else ""
        words = self.tr("What you type still goes into no incident. {key}: into “{other}”.")
        if chosen is not None:
            words = self.tr("What you type still goes into “{title}”. {key}: into “{other}”.")
        title = self._titles.get(chosen, "") if chosen is not None else ""
        kept = words.format(title=title, key=key_of("log.incident"), other=other) if other else ""
        if kept and chosen in self._ended:  # its name in the box says that it ended
            return kept
        return "\n".join(part for part in (self._became, kept) if part)

    # ------------------------------------------------------------------------------------------------- saving

    def _submit(self) -> None:
        if self._now is None:
            return
        command = command_of(self.edit.typed())
        if command is not None:
            self.commanded.emit(*command, self.incident.currentData())
            return
        mistyped = mistyped_command(self.edit.typed(), COMMANDS)
        if mistyped is None and may_be_a_pin(self.edit.typed()):
            mistyped = (self.edit.typed(), ())
        if mistyped is not None and mistyped != self._doubted:
            self._doubted = mistyped
            self.show_problem(self._doubt_words(*mistyped))
            return
        typed = parse_entry(self.edit.typed(), self._now)
        mode = typed.mode or self._mode
        if typed.mode is not None and not typed.text:
            self.edit.clear()
            self.choose_mode(typed.mode)
            return
        told = tuple(name for name in self.told.typed().translate(SEPARATORS).split("、") if name)
        in_call = mode in CALLS
        self.submitted.emit(
            Typed(
                text=typed.text,
                mode=mode,
                happened=typed.happened,
                incident=self.incident.currentData(),
                caller=self.caller.typed().strip() if in_call else "",
                caller_unit=self.caller_unit.typed().strip() if in_call else "",
                phone=self.phone.typed().strip() if in_call else "",
                told=told,
            )
        )

    def _doubt_words(self, typed: str, likely: Sequence[str]) -> str:
        """Nothing is done in silence where somebody thinks that a command was carried out or a PIN taken."""
        if not likely:
            pin = self.tr(
                "Only digits: a PIN belongs to {key} and never into the log. Enter once more writes them down."
            )
            return pin.format(key=key_of("sign_in"))
        words = self.tr(
            "There is no command /{typed}: did you mean {likely}? Enter once more writes it down as it stands."
        )
        return words.format(typed=typed, likely=self.tr(", ").join(f"/{one}" for one in likely))

    def _take_slash(self, choice: SlashChoice) -> None:
        """A line of the list that a typed slash offers."""
        self.edit.setPlainText(choice.begins)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        if choice.mode is not None:
            self.choose_mode(choice.mode)
        elif choice.action:
            self.act_wanted.emit(choice.action)

    def show_problem(self, words: str) -> None:
        """Why it was not saved; the words stay in the box."""
        self.problem.setText(words)
        self.problem.show()

    def clear_problem(self) -> None:
        self.problem.hide()

    def standing(self) -> Standing:
        """What stands in the box now, to be told later from what was typed meanwhile."""
        return Standing(self.edit.toPlainText(), tuple(field.text() for field in self._fields), self._mode)

    def saved(self, entry: Standing) -> None:
        """The entry is in the journal: make room for the next; what was typed meanwhile stays."""
        typed_on = self.edit.toPlainText() != entry.text
        for field, saved in zip(self._fields, entry.fields, strict=True):
            if field.text() == saved:
                field.clear()
        if typed_on:
            return
        self._doubted = None
        self.edit.clear()
        self.clear_problem()
        self.choose_mode(LogMode.NOTE)

    def give_back(self, entry: Standing) -> None:
        """It was refused: its words stand before what was typed meanwhile."""
        if entry.text not in self.edit.toPlainText():
            QTextCursor(self.edit.document()).insertText(f"{entry.text}\n")

    def take_over(self, old: EntryBox) -> None:
        """Go on with what stands in another box, into the same incident."""
        if not old.is_under_way:
            return
        entry, incident = old.standing(), old.incident.currentData()
        self.set_incidents(old._open)
        self.choose_incident(incident)
        self.choose_mode(entry.mode)
        for field, words in zip(self._fields, entry.fields, strict=True):
            field.setText(words)
        self.edit.setPlainText(entry.text)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)

    @property
    def _fields(self) -> tuple[CallLine, ...]:
        return self.caller, self.caller_unit, self.phone, self.told
