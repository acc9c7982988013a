"""The card that is read out: big, in reading order, what is unknown marked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGridLayout

from commandpost.domain.phone_card import PhoneCard
from commandpost.gui.theme import Theme
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.widgets.shape import label

NAMES = {
    "who": QT_TRANSLATE_NOOP("PhoneCard", "1 Who"),
    "what": QT_TRANSLATE_NOOP("PhoneCard", "2 What"),
    "place": QT_TRANSLATE_NOOP("PhoneCard", "3 Where"),
    "time": QT_TRANSLATE_NOOP("PhoneCard", "4 When"),
    "people": QT_TRANSLATE_NOOP("PhoneCard", "5 People"),
    "measures": QT_TRANSLATE_NOOP("PhoneCard", "6 Done"),
    "needs": QT_TRANSLATE_NOOP("PhoneCard", "7 Needed"),
    "call_back": QT_TRANSLATE_NOOP("PhoneCard", "8 Call back"),
}


class PhoneCardView(QFrame):
    """Only shows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 10, 14, 10)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.setMinimumWidth(theme.px(680))
        self._width = theme.px(540)  # of the words, as a row is laid out

    def show_card(self, card: PhoneCard) -> None:
        """Show the rows."""
        for place, row in enumerate(card.rows):
            name = label(QCoreApplication.translate("PhoneCard", NAMES[row.key]), "dim")
            words = label(row.words, "read_out_unknown" if row.unknown else "read_out", wrap=True)
            words.setAccessibleName(f"{name.text()}: {row.words}")
            self._grid.addWidget(name, place, 0)
            self._grid.addWidget(words, place, 1)
            words.ensurePolished()  # its height is that of the big type
            words.setMinimumHeight(words.heightForWidth(self._width))
