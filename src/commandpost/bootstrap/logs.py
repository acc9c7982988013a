"""The running log: one JSON object a line; a server's for whatever collects logs, a desk's in its own folder."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from typing import TextIO

LOG_FOLDER = "logs"  # in a profile's folder
LARGEST, KEPT = 1_000_000, 3  # bytes of one file, older files


class JsonLines(logging.Formatter):
    """Time, level, source and event, and the fields an event carries."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "source": record.name,
            "event": record.getMessage(),
        }
        fields = getattr(record, "fields", None)
        said |= fields if isinstance(fields, dict) else {}
        if record.exc_info:
            said["error"] = _places(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False, default=str)


def _places(error: BaseException | None) -> list[str]:
    """Where an error came from and what kind it is, its causes first; what it says may be what somebody typed."""
    told: list[str] = []
    while error is not None:
        frames = (f"{Path(one.filename).name}:{one.lineno} {one.name}" for one in extract_tb(error.__traceback__))
        told.insert(0, f"{type(error).__name__} · {' > '.join(frames)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told


def log_to(stream: TextIO = sys.stderr, level: int = logging.INFO) -> None:
    """Send every logger of this process there."""
    _take(logging.StreamHandler(stream), level)


def log_into(folder: Path) -> None:
    """Keep the running log of a desk there: what a person who looks after it needs and an operator does not.

    A folder that cannot be written leaves the log on the standard error output.
    """
    try:
        (folder / LOG_FOLDER).mkdir(exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            folder / LOG_FOLDER / "desk.log", maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8"
        )
    except OSError:
        log_to()
        return
    _take(handler, logging.INFO)


def _take(handler: logging.Handler, level: int) -> None:
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
