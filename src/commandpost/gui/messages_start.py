"""Words for what keeps a desk from opening; the same sentence stands in the window and on the terminal."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

START_WORDS: dict[str, str] = {
    "start_disk_full": QT_TRANSLATE_NOOP(
        "Messages",
        "The disk of {path} is full. What was saved is safe; free some room, then try again.",
    ),
    "start_disk_read_only": QT_TRANSLATE_NOOP(
        "Messages",
        "The disk of {path} cannot be written to. What was saved is safe; write on paper and tell the administrator.",
    ),
    "start_disk_failed": QT_TRANSLATE_NOOP(
        "Messages",
        "The disk answers with an error at {path}. What was saved is safe; write on paper and tell the administrator.",
    ),
    "start_not_permitted": QT_TRANSLATE_NOOP(
        "Messages",
        "This user of the computer may not read or write {path}. What was saved is safe; tell the administrator.",
    ),
    "start_in_the_way": QT_TRANSLATE_NOOP(
        "Messages",
        "{path} is a file, where a folder is wanted. Tell the administrator to move it away.",
    ),
    "start_refused": QT_TRANSLATE_NOOP(
        "Messages", "{path} cannot be read or written ({reason}). Tell the administrator."
    ),
}
