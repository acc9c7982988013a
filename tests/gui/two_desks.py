"""A second desk under the same window."""

from __future__ import annotations

from commandpost.app.desk import Desk
from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.workstation import build_services
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.storage.store import JournalStore
from tests.fakes import QuickPinHasher
from tests.gui.conftest import Gui


def seated(gui: Gui, desk: Desk, store: JournalStore) -> Gui:
    """The same window at another desk that can sign."""
    press = PaperPress(FontChoice(), resources_dir() / "templates")
    services = build_services(desk, press, None, store, QuickPinHasher())
    return Gui(
        application=gui.application,
        loop=gui.loop,
        clock=gui.clock,
        tasks=gui.tasks,
        bridge=gui.bridge,
        desk=desk,
        services=services,
        folder=gui.folder,
    )
