"""The changed figures of a report: both values, why, and who verified it; F8 writes 正在核实."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from commandpost.domain.corrections import Before, Correction, FigureChange
from commandpost.domain.report import UNKNOWN
from commandpost.gui.times import clock_time
from commandpost.gui.vocabulary import FIGURE_WORDS, word
from commandpost.gui.widgets.shape import label, mark_problem


class CorrectionRows(QWidget):
    """One row a change; what is typed stays while its figure changes further."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, tuple[QLabel, QLineEdit, QLineEdit]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 1)
        self.hide()

    def typed(self) -> dict[str, Correction]:
        """What was typed by hand, by figure."""
        return {
            name: Correction(reason=reason.text(), verifier=verifier.text())
            for name, (_words, reason, verifier) in self._rows.items()
            if reason.text() or verifier.text()
        }

    def show_typed(self, corrections: Mapping[str, Correction]) -> None:
        """Put what is stored into the rows without telling anybody."""
        for name, one in corrections.items():
            _words, reason, verifier = self._row(name)
            for box, text in ((reason, one.reason), (verifier, one.verifier)):
                _show(box, text)

    def show_changes(self, changes: Sequence[FigureChange]) -> None:
        """Show a row for each change; what the log explains is proposed in grey and needs no typing."""
        shown = {change.figure: change for change in changes}
        for change in changes:
            words, reason, verifier = self._row(change.figure)
            words.setText(self._told(change))
            for box, drafted in ((reason, change.correction.reason), (verifier, change.correction.verifier)):
                if not box.text():
                    box.setPlaceholderText(drafted or box.accessibleName())
                mark_problem(box, wrong=not drafted.strip())
        for name, widgets in self._rows.items():
            for widget in widgets:
                widget.setVisible(name in shown)
        self.setVisible(bool(shown))

    def fill_unknown(self) -> bool:
        """正在核实 into every empty box that asks for words; False when none does."""
        empty = [
            box
            for _words, *boxes in self._rows.values()
            for box in boxes
            if not box.isHidden() and not box.text() and box.property("problem")
        ]
        for box in empty:
            box.setText(UNKNOWN)
        return bool(empty)

    def _row(self, name: str) -> tuple[QLabel, QLineEdit, QLineEdit]:
        if name not in self._rows:
            at = len(self._rows)
            figure = word(FIGURE_WORDS[name])
            reason, verifier = QLineEdit(), QLineEdit()
            reason.setAccessibleName(self.tr("{figure}: why it changed").format(figure=figure))
            verifier.setAccessibleName(self.tr("{figure}: verified by").format(figure=figure))
            words = label("", "soon")
            for column, widget in enumerate((words, reason, verifier)):
                self._grid.addWidget(widget, at, column)
            for box in (reason, verifier):
                box.textChanged.connect(lambda _text: self.edited.emit())
            self._rows[name] = (words, reason, verifier)
        return self._rows[name]

    def _told(self, change: FigureChange) -> str:
        now = self.tr("unknown") if change.now is None else str(change.now)
        patterns = {
            Before.REPORT: self.tr("{figure}: {before} reported {time} → {now}"),
            Before.LOG: self.tr("{figure}: {before} in the log {time} → {now}"),
        }
        return patterns[change.told_in].format(
            figure=word(FIGURE_WORDS[change.figure]), before=change.before, time=clock_time(change.told_at), now=now
        )


def _show(box: QLineEdit, text: str) -> None:
    if box.text() != text:
        box.blockSignals(True)
        box.setText(text)
        box.blockSignals(False)
