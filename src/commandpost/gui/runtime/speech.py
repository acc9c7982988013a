"""Alarms spoken in Chinese by a program of the machine, where one with a Chinese voice is installed.

Another program speaks, in a process of its own, so that the window never waits. Which one has a Chinese voice is asked
once, also in the background. One sentence is spoken at a time and one waits: in a flood the gravest, not all. A program
that does not come to an end is ended, so that no alarm waits behind it for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

LONGEST = 160  # characters; the whole stands on the screen
ASK_MS = 5_000  # a program that lists its voices
SPEAK_MS = 30_000  # one that speaks; the longest sentence takes about twenty seconds
MARKS = str.maketrans(dict.fromkeys("■▲●◆〔〕"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A program that may have a Chinese voice; it reads what it speaks from its standard input."""

    name: str
    ask: tuple[str, ...]  # lists its voices
    sign: str  # stands in that list if a Chinese one is among them
    speak: tuple[str, ...]


VOICES: Sequence[Voice] = (
    Voice(
        name="eSpeak NG",
        ask=("espeak-ng", "--voices=cmn"),
        sign="cmn",
        speak=("espeak-ng", "-v", "cmn", "-b", "1", "--stdin"),
    ),
    Voice(
        name="Speech Dispatcher",
        ask=("spd-say", "-L"),
        sign="cmn",
        speak=("spd-say", "-l", "cmn", "-w", "-e"),
    ),
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something to be spoken for an alarm."""

    key: str
    text: str
    rank: int


class Speaker(QObject):
    """Finds a voice and speaks; without one it says so and stays silent.

    ``voices`` () if nobody could hear it; ``ask_ms`` and ``speak_ms``: how long its programs may take, in milliseconds.
    """

    found = Signal()  # it is known whether there is a voice

    def __init__(
        self,
        voices: Sequence[Voice] = (),
        parent: QObject | None = None,
        *,
        ask_ms: int = ASK_MS,
        speak_ms: int = SPEAK_MS,
    ) -> None:
        super().__init__(parent)
        self.voice: Voice | None = None
        self.searched = not voices
        self._left = list(voices)
        self._now: Sentence | None = None
        self._next: Sentence | None = None
        self._asking, self._speaking = QProcess(self), QProcess(self)
        self._asked_long = QTimer(self, interval=ask_ms, singleShot=True)
        self._asked_long.timeout.connect(self._asking.kill)  # its end is told, and the next is asked
        self._spoken_long = QTimer(self, interval=speak_ms, singleShot=True)
        self._spoken_long.timeout.connect(self._speaking.kill)
        self._asking.finished.connect(self._answered)
        self._asking.errorOccurred.connect(self._not_there)
        self._speaking.started.connect(self._give_text)
        self._speaking.finished.connect(self._go_on)
        self._speaking.errorOccurred.connect(self._not_spoken)
        self._ask_next()

    def say(self, text: str, *, key: str = "", rank: int = 0) -> None:
        """Speak soon: at once, or after what is being spoken; of several that wait the gravest, then the newest."""
        told = text.translate(MARKS).strip()[:LONGEST]
        if self.voice is None or not told:
            return
        sentence = Sentence(key, told, rank)
        if self._now is None:
            self._start(sentence)
        elif self._next is None or rank >= self._next.rank:
            self._next = sentence

    def hush(self, key: str) -> None:
        """Somebody took note of it: it is not spoken any longer."""
        if self._next is not None and self._next.key == key:
            self._next = None
        if self._now is not None and self._now.key == key:
            self._speaking.kill()

    def stop(self) -> None:
        """The program ends; nothing speaks on."""
        self._next, self._left = None, []
        self._asked_long.stop()
        self._spoken_long.stop()
        for process in (self._asking, self._speaking):
            process.blockSignals(True)  # Qt takes it by place
            process.kill()
            process.waitForFinished(1000)

    # ------------------------------------------------------------------------------------------------- inside

    def _ask_next(self) -> None:
        if self._left:
            program, *options = self._left[0].ask
            self._asking.start(program, options)
            self._asked_long.start()
        elif not self.searched:
            self.searched = True
            self.found.emit()

    def _answered(self, _code: int, ended: QProcess.ExitStatus) -> None:
        self._asked_long.stop()
        asked = self._left.pop(0)
        told = bytes(self._asking.readAllStandardOutput().data()).decode("utf-8", "replace")
        if ended is not QProcess.ExitStatus.NormalExit or asked.sign not in told:
            QTimer.singleShot(0, self._ask_next)
            return
        self.voice, self.searched = asked, True
        self.found.emit()

    def _not_there(self, error: QProcess.ProcessError) -> None:
        """A program that is not installed never begins, so that no end of it is told."""
        if error is QProcess.ProcessError.FailedToStart:
            self._asked_long.stop()
            self._left.pop(0)
            QTimer.singleShot(0, self._ask_next)  # a process is started anew only once it is done with its end

    def _not_spoken(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            QTimer.singleShot(0, self._go_on)

    def _start(self, sentence: Sentence) -> None:
        if self.voice is not None:
            self._now = sentence
            program, *options = self.voice.speak
            self._speaking.start(program, options)
            self._spoken_long.start()

    def _give_text(self) -> None:
        if self._now is not None:
            self._speaking.write(f"{self._now.text}\n".encode())
        self._speaking.closeWriteChannel()

    def _go_on(self) -> None:
        self._spoken_long.stop()
        self._now, following, self._next = None, self._next, None
        if following is not None:
            self._start(following)
