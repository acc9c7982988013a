"""A long list of fields laid a portion at a time: with a thousand lines at once the window stood for half a minute."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from commandpost.gui.widgets.shape import button, column, label, row

PORTION = 40  # lines at once


def two_columns(left: int, right: int) -> tuple[QWidget, QGridLayout]:
    """What one portion is laid in: a widget and its grid, whose columns share the width like these numbers."""
    portion = QWidget()
    grid = QGridLayout(portion)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, left)
    grid.setColumnStretch(1, right)
    return portion, grid


class Portions(QWidget):
    """What was made once stays with all that was typed into it; ``lay`` makes the lines of a range."""

    def __init__(self, lay: Callable[[range], QWidget]) -> None:
        super().__init__()
        self._lay = lay
        self._count = 0
        self._pages: dict[int, QWidget] = {}
        self._stack, self._told = QStackedWidget(), label("", "dim")
        before = button("‹", name=self.tr("Lines before"), steps=True)
        after = button("›", name=self.tr("Lines after"), steps=True)
        before.clicked.connect(lambda: self._turn(-1))
        after.clicked.connect(lambda: self._turn(1))
        self._before, self._after = before, after
        self._bar = QWidget()
        self._bar.setLayout(row(before, self._told, after, None, spacing=8))
        self.setLayout(column(self._bar, self._stack, spacing=4))
        self.fill(0)

    def fill(self, count: int) -> None:
        """Another list of so many lines; what was made of the one before ends."""
        self._count = count
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.hide()
            page.setParent(None)  # what was typed there is asked about no more
            page.deleteLater()
        self._pages = {}
        self._bar.setVisible(count > PORTION)
        if count:
            self.go_to(0)

    def go_to(self, line: int) -> None:
        """Show the portion this line is in."""
        number = line // PORTION
        self.make(line)
        self._stack.setCurrentWidget(self._pages[number])
        lines = self._lines_of(number)
        self._told.setText(
            self.tr("{first}–{last} of {n}").format(first=lines.start + 1, last=lines.stop, n=self._count)
        )
        self._before.setEnabled(number > 0)
        self._after.setEnabled(lines.stop < self._count)

    def make(self, line: int) -> None:
        """Have the fields of this line, shown or not."""
        number = line // PORTION
        if number not in self._pages:
            self._pages[number] = self._lay(self._lines_of(number))
            self._stack.addWidget(self._pages[number])

    def _lines_of(self, number: int) -> range:
        return range(number * PORTION, min(self._count, (number + 1) * PORTION))

    def _turn(self, by: int) -> None:
        shown = next(number for number, page in self._pages.items() if page is self._stack.currentWidget())
        self.go_to((shown + by) * PORTION)
