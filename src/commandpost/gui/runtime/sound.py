"""The three sounds of alarms, played by a child process of the machine; what fails is said, and beeps instead."""

from __future__ import annotations

import math
import shutil
import struct
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTemporaryDir, QTimer, Signal
from PySide6.QtWidgets import QApplication

RATE = 16_000  # samples per second
TONE_S, PAUSE_S = 0.12, 0.06
LONGEST_MS = 8_000  # the longest sound takes a little more than a second
# By rank, low to high: the heights of the tones in hertz. They differ in number and in height.
TONES: Sequence[Sequence[int]] = ((520,), (660, 660, 880), (988, 784, 988, 784, 988, 784))
PLAYERS: Sequence[Sequence[str]] = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


def found_player(which: Callable[[str], str | None] = shutil.which) -> tuple[str, ...]:
    """The program of this machine that plays a file; () when there is none."""
    return next((tuple(player) for player in PLAYERS if which(player[0])), ())


class Sounder(QObject):
    """Plays one sound at a time; ``worked`` says whether a device sounded, as soon as it is known.

    ``player``: () when this machine has none, None where nobody could hear it, as in a rehearsal without a screen.
    A player that does not come to an end in ``longest_ms`` is ended: it sounds nothing, and no alarm waits behind it.
    """

    worked = Signal(bool)

    def __init__(
        self, player: Sequence[str] | None, parent: QObject | None = None, *, longest_ms: int = LONGEST_MS
    ) -> None:
        super().__init__(parent)
        self.is_mute = player is None
        self._player = tuple(player or ())
        self._folder = QTemporaryDir()
        self._files: dict[int, Path] = {}
        self._process = QProcess(self)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._failed)
        self._long = QTimer(self, interval=longest_ms, singleShot=True)
        self._long.timeout.connect(self._process.kill)
        self.works = self.is_mute or bool(player)

    def play(self, rank: int) -> None:
        """Sound once; a sound that is still playing is left to end."""
        if self.is_mute:
            return
        if not self._player:
            QApplication.beep()
            self._judge(works=False)
        elif self._process.state() is QProcess.ProcessState.NotRunning:
            self._process.start(self._player[0], [*self._player[1:], str(self._file(rank))])
            self._long.start()

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        self._long.stop()
        if status is QProcess.ExitStatus.NormalExit:  # of one that was ended the error is told
            self._judge(works=code == 0)

    def _failed(self) -> None:
        self._long.stop()
        self._judge(works=False)

    def _judge(self, *, works: bool) -> None:
        if not works and self._player:
            QApplication.beep()
        self.works = works
        self.worked.emit(works)

    def _file(self, rank: int) -> Path:
        if rank not in self._files:
            self._files[rank] = Path(self._folder.path()) / f"alarm-{rank}.wav"
            write_tones(self._files[rank], TONES[rank])
        return self._files[rank]


def write_tones(path: Path, tones: Sequence[int]) -> None:
    """One channel of 16 bits, a short silence after each tone."""
    samples: list[int] = []
    for height in tones:
        samples += [round(24_000 * math.sin(math.tau * height * at / RATE)) for at in range(round(TONE_S * RATE))]
        samples += [0] * round(PAUSE_S * RATE)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
