"""The net below the window: a bug is written down and shown; what was committed is safe."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion

from commandpost.journal.clock import Clock

_log = logging.getLogger(__name__)
KEEP = 20  # report files


class CrashNet(QObject):
    """Takes every error nobody else took, from slots, tasks and threads."""

    caught = Signal(str)  # path of the report, "" when it could not be written

    def __init__(self, folder: Path, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._clock = clock

    def spread(self) -> Callable[[], None]:
        """Hang the net under the process; the answer takes it away again."""
        before = sys.excepthook

        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                before(kind, error, trace)
            else:
                self.take(error)

        def remove() -> None:
            sys.excepthook = before

        sys.excepthook = hook
        return remove

    def take(self, error: BaseException) -> None:
        """Write the report and say where it lies; never raises."""
        text = "".join(traceback.format_exception(error))
        _log.error("unexpected: %s", text)
        self.caught.emit(self._write(text))

    def _write(self, text: str) -> str:
        stamp = self._clock.wall().strftime("%Y%m%d-%H%M%S-%f")
        machine = f"python {platform.python_version()}, qt {qVersion()}, {platform.platform()}"
        path = self._folder / f"crash-{stamp}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{stamp} UTC\n{machine}\n\n{text}", encoding="utf-8")
            for old in sorted(self._folder.glob("crash-*.txt"))[:-KEEP]:
                old.unlink(missing_ok=True)
        except OSError as error:
            _log.error("the report could not be written: %s", error)  # its own trace says nothing
            return ""
        return str(path)
