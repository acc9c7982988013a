"""What is seen before there is a window: a first start that sets up, a new version that puts records in order."""

from __future__ import annotations

from enum import IntEnum
from types import TracebackType
from typing import Self

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QVBoxLayout, QWidget

WORTH_TELLING = 5_000  # entries; fewer are done before anybody could read it
WIDTH, MARGIN = 520, 28


class OpeningStep(IntEnum):
    """What a first start does, in its order."""

    PREPARING = 0
    SERVER = 1
    ENROLLING = 2
    FILLING = 3


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
        self.setProperty("role", "page")

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
        self._show(pattern.format(done=f"{done:,}", whole=f"{whole:,}"), done, whole)

    def step(self, step: OpeningStep) -> None:
        """A first start has come so far."""
        words = {
            OpeningStep.PREPARING: self.tr("First start: preparing this workstation…"),
            OpeningStep.SERVER: self.tr("First start: waiting for the sample's server, some seconds…"),
            OpeningStep.ENROLLING: self.tr("First start: linking this workstation to the server…"),
            OpeningStep.FILLING: self.tr("First start: entering people, roster and ledgers of the sample…"),
        }
        self._show(words[step], step, len(OpeningStep))

    def _show(self, words: str, done: int, whole: int) -> None:
        self.words.setText(words)
        self.bar.setRange(0, whole)
        self.bar.setValue(done)
        if not self.isVisible():
            self.adjustSize()
            self.move(QApplication.primaryScreen().availableGeometry().center() - self.rect().center())
            self.show()
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
