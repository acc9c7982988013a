"""What a typed ``/`` offers: ways to log, typed commands, and every action of the palette; the typing goes on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit

from commandpost.app.logbook import LogMode
from commandpost.app.typed_commands import NAMES, TypedCommand
from commandpost.gui.actions import key_of
from commandpost.gui.matching import fitting
from commandpost.gui.quick_entry import COMMANDS
from commandpost.gui.theme import Theme
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary import MODE_WORDS, word

SLASHES = ("/", "／")
SHOWN = 6  # lines at once
HINTS: Mapping[TypedCommand, str] = {
    TypedCommand.REMIND: QT_TRANSLATE_NOOP(
        "SlashList", "30 (minutes), 2小时 or 14:30, then what: logged and remembered"
    ),
    TypedCommand.ROLL_CALL: QT_TRANSLATE_NOOP("SlashList", "minutes, why, communities (none: all of them)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SlashChoice:
    """One line: a mode, the beginning of a typed command, or an action."""

    words: str
    note: str = ""
    mode: LogMode | None = None
    begins: str = ""
    action: str = ""


def offered(typed: str) -> tuple[SlashChoice, ...]:
    """What fits a slash and the word after it; () once the word is ended, or when there is no slash."""
    if not typed.startswith(SLASHES) or any(sign.isspace() for sign in typed):
        return ()
    wanted = typed[1:].lower()
    return (*_modes(wanted), *_commands(wanted), *_actions(wanted))


def _modes(wanted: str) -> Iterator[SlashChoice]:
    for mode in dict.fromkeys(COMMANDS.values()):
        names = [name for name, known in COMMANDS.items() if known is mode]
        if any(name.startswith(wanted) for name in names):
            yield SlashChoice(
                words=f"/{names[0]}  {word(MODE_WORDS[mode])}", note=key_of(f"log.{mode.value}"), mode=mode
            )


def _commands(wanted: str) -> Iterator[SlashChoice]:
    for command, names in NAMES.items():
        if any(name.startswith(wanted) for name in names):
            hint = QCoreApplication.translate("SlashList", HINTS[command])
            yield SlashChoice(words=f"/{names[0]}", note=hint, begins=f"/{names[0]} ")


def _actions(wanted: str) -> Iterator[SlashChoice]:
    for action in fitting(wanted):
        yield SlashChoice(words=action.words(), note=key_of(action.id), action=action.id)


class SlashList(QListWidget):
    """Stands above the box while a slash is typed; the focus stays in the box, whose arrows and Enter choose here."""

    chosen = Signal(object)  # SlashChoice

    def __init__(self, edit: QPlainTextEdit, theme: Theme) -> None:
        super().__init__()
        self._edit = edit
        self._theme = theme
        self._choices: tuple[SlashChoice, ...] = ()
        self.setAccessibleName(self.tr("Commands"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(lambda _item: self._choose())
        edit.textChanged.connect(self._follow)
        edit.installEventFilter(self)
        self.hide()

    @property
    def choices(self) -> tuple[SlashChoice, ...]:
        return self._choices

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        rows = min(SHOWN, max(1, self.count()))
        return QSize(
            super().sizeHint().width(), rows * max(self.fontMetrics().height() + 4, self.sizeHintForRow(0)) + 6
        )

    def _follow(self) -> None:
        choices = offered(self._edit.toPlainText())
        if choices != self._choices:
            self._choices = choices
            self.clear()
            for choice in choices:
                QListWidgetItem(f"{choice.words}    {choice.note}".rstrip(), self)
            self.setCurrentRow(0 if choices else -1)
            self.setFixedHeight(self.sizeHint().height())
        self.setVisible(bool(choices))

    def _choose(self) -> None:
        at = self.currentRow()
        if 0 <= at < len(self._choices):
            choice = self._choices[at]
            self.hide()
            self.chosen.emit(choice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit or self.isHidden() or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()  # the list's own Esc, not the window's
            return True
        return event.type() == QEvent.Type.KeyPress and self._pressed(event.key())

    def _pressed(self, key: int) -> bool:
        """Whether the list took the key."""
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self._choose()
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self.setCurrentRow(min(max(0, self.currentRow() + step), self.count() - 1))
        else:
            return False
        return True
