"""Writes papers where the operator finds them again and says where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from commandpost.gui.messages import note_reason
from commandpost.gui.messages_reasons import plain_reason
from commandpost.gui.notices import Tone
from commandpost.gui.pages.base import GuiContext

FORBIDDEN = '\\/:*?"<>|\n\t'


async def keep_file(context: GuiContext, name: str, content: bytes) -> Path | None:
    """Write ``content`` under a readable name into the folder of exports; None when it could not be written.

    Whether or not the window it is of is still there: where it is saved is said on the desk.
    """
    return await context.tasks.whole(_kept(context, context.folder / file_name(name), content))


async def _kept(context: GuiContext, path: Path, content: bytes) -> Path | None:
    try:
        await context.tasks.net(_write, path, content)
    except OSError as error:
        words = QCoreApplication.translate("Exporting", "{path} could not be written: {reason}")
        note_reason("file_not_writable", str(error))
        reason = plain_reason("file_not_writable", str(error))
        context.notices.say(words.format(path=path, reason=reason), key="file", tone=Tone.WARNING)
        return None
    words = QCoreApplication.translate("Exporting", "Saved: {path}")
    context.notices.say(words.format(path=path), key="file")
    return path


def file_name(words: str) -> str:
    """Words as the name of a file on any system."""
    return "".join("_" if sign in FORBIDDEN else sign for sign in words)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
