"""What this program is, its licence, and what must never be entered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, qVersion

from commandpost import __version__
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.widgets.shape import label


class AboutSection(Section):
    """Words only."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "About"))
        lines = (
            (f"commandpost {__version__}  ·  Qt {qVersion()}", "strong"),
            (self.tr("A command post for the duty room of a street."), ""),
            (self.tr("Open source; the licence lies beside the program. Qt is used under the LGPL."), "dim"),
            (
                self.tr("This is no system for secrets: never enter, store or send state or work secrets."),
                "problem",
            ),
            (self.tr("Fonts: Noto CJK (SIL Open Font License). Icons: drawn for this program."), "dim"),
        )
        for words, role in lines:
            self.body.addWidget(label(words, role, wrap=True))
        self.body.addStretch(1)
