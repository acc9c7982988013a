"""What is seen while a new version puts the journal's records in order, before there is a window."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QVBoxLayout, QWidget

WORTH_TELLING = 5_000  # entries; fewer are done before anybody could read it
WIDTH, MARGIN = 520, 28


class Splash(QWidget):
    """Hears of the progress and shows it; gone when its block ends."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.SplashScreen)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(MARGIN // 2)
        layout.addWidget(self.words)
        layout.addWidget(self.bar)
        self.setFixedWidth(WIDTH)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        self.deleteLater()

    def __call__(self, done: int, whole: int) -> None:
        """So many of so many entries are in order; the screen is painted, keys and clicks wait."""
        if whole < WORTH_TELLING:
            return
        pattern = self.tr(
            "This version keeps its records in another form. {done} of {whole} entries are in order; nothing is "
            "changed in the journal."
        )
        self.words.setText(pattern.format(done=f"{done:,}", whole=f"{whole:,}"))
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        if not self.isVisible():
            self.adjustSize()
            self.show()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
