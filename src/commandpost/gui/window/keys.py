"""F1: every action with its key, and the keys that hold in one place only, beside the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from commandpost.app.typed_commands import NAMES
from commandpost.gui.actions import ACTIONS, key_of
from commandpost.gui.map.tool_registry import TOOLS
from commandpost.gui.quick_entry import COMMANDS
from commandpost.gui.theme import Theme
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, label
from commandpost.gui.widgets.side_window import SideWindow

COLUMNS = 2
Line = tuple[str, str]  # key, what it does
FORMS = (
    ("Ctrl+Enter", QT_TRANSLATE_NOOP("LocalKeys", "Carry out")),
    ("Esc", QT_TRANSLATE_NOOP("LocalKeys", "Put away; what was typed into a form is not kept")),
    ("Ctrl+H", QT_TRANSLATE_NOOP("LocalKeys", "Earlier values of a figure")),
    ("Tab", QT_TRANSLATE_NOOP("LocalKeys", "Next field; Shift+Tab the one before")),
)
LISTS = (
    ("↑ ↓", QT_TRANSLATE_NOOP("LocalKeys", "From line to line")),
    ("Enter", QT_TRANSLATE_NOOP("LocalKeys", "Open, edit or receipt the line")),
    ("Menu", QT_TRANSLATE_NOOP("LocalKeys", "What can be done with the line; also Shift+F10")),
)
BOX = (
    ("Enter", QT_TRANSLATE_NOOP("LocalKeys", "Save the entry")),
    ("Shift+Enter", QT_TRANSLATE_NOOP("LocalKeys", "Break the line")),
)
MAP = (
    ("← ↑ → ↓", QT_TRANSLATE_NOOP("LocalKeys", "Move the map, or the point of a tool")),
    ("+ -", QT_TRANSLATE_NOOP("LocalKeys", "Nearer, farther")),
    ("Enter", QT_TRANSLATE_NOOP("LocalKeys", "Set a point, choose what is there; also Space")),
    ("S", QT_TRANSLATE_NOOP("LocalKeys", "Snap on or off")),
    ("Ctrl+Z", QT_TRANSLATE_NOOP("LocalKeys", "A drawing step back; Ctrl+Y again")),
)
WALL = (("S", QT_TRANSLATE_NOOP("LocalKeys", "Wallboard: to the next screen")),)


def groups() -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Where keys hold, and which; first those that hold everywhere."""
    translate = QCoreApplication.translate
    yield translate("LocalKeys", "Everywhere"), tuple((key_of(one.id), one.words()) for one in ACTIONS if one.key)
    yield translate("LocalKeys", "In the log box"), (*_said(BOX), *_slashes())
    yield translate("LocalKeys", "On the map"), (*_said(MAP), *((tool.key, tool.words()) for tool in TOOLS))
    yield translate("LocalKeys", "In lists"), _said(LISTS)
    yield translate("LocalKeys", "In forms"), _said(FORMS)
    yield translate("LocalKeys", "On the wallboard"), _said(WALL)


def _said(lines: Sequence[Line]) -> tuple[Line, ...]:
    return tuple((key, QCoreApplication.translate("LocalKeys", words)) for key, words in lines)


def _slashes() -> Iterator[Line]:
    """Each command once, by its first name, with its others."""
    names: dict[object, list[str]] = {}
    for name, mode in COMMANDS.items():
        names.setdefault(mode, []).append(name)
    for known in (*names.values(), *NAMES.values()):
        yield f"/{known[0]}", "  ".join(f"/{name}" for name in known[1:])


class KeysDialog(SideWindow):
    """A list to read; not modal, Esc closes it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(self.tr("Keys"))
        page = QWidget()
        page.setProperty("role", "plain")
        whole = QVBoxLayout(page)
        for title, lines in groups():
            whole.addWidget(label(title, "heading"))
            whole.addLayout(_grid(lines, theme))
        whole.addStretch(1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("Keys"))
        close = button(self.tr("Close"), key="Esc")
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(label(self.tr("Keys"), "title"))
        layout.addWidget(
            label(self.tr("What has no key here is found by Ctrl+K, or by / and its name in the log box."), "dim")
        )
        layout.addWidget(area)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        open_at(self, theme, 760, 640)


def _grid(lines: Sequence[Line], theme: Theme) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(16))
    rows = -(-len(lines) // COLUMNS)
    for at, (key, words) in enumerate(lines):
        grid.addWidget(label(key, "key"), at % rows, at // rows * 2, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(words, wrap=True), at % rows, at // rows * 2 + 1)
    for half in range(COLUMNS):
        grid.setColumnStretch(half * 2 + 1, 1)
    return grid
