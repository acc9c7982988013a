"""What was changed of the operator's own map layers is kept, and every map is told."""

from __future__ import annotations

from commandpost.app.map_files import MapFiles
from commandpost.gui.context import MAP, GuiContext
from commandpost.journal.entry import ChangeSet


async def keep_layers(context: GuiContext, files: MapFiles) -> None:
    """Keep it. Raises what ``commit`` does."""
    await context.tasks.store(files.commit)
    context.bridge.announce(ChangeSet(kinds=frozenset({MAP})))
