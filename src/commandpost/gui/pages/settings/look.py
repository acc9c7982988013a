"""Day or night, language, size of the type, minutes until the desk locks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QFormLayout

from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.preferences import Language
from commandpost.gui.theme import SCALES, ThemeName
from commandpost.gui.widgets.shape import label
from commandpost.gui.widgets.spin_box import SpinBox

LONGEST_IDLE = 240  # minutes


class LookSection(Section):
    """Changes at once; kept on this workstation only."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Look and language"))
        self._theme, self._language, self._scale = QComboBox(), QComboBox(), QComboBox()
        self._idle = SpinBox()
        for theme, words in ((ThemeName.DAY, self.tr("Day")), (ThemeName.NIGHT, self.tr("Night"))):
            self._theme.addItem(words, theme)
        for language, name in ((Language.CHINESE, "简体中文"), (Language.ENGLISH, "English")):
            self._language.addItem(name, language)
        for scale in SCALES:
            self._scale.addItem(f"{scale} %", scale)
        self._idle.setRange(0, LONGEST_IDLE)
        self._idle.setSuffix(self.tr(" min"))
        self._idle.setSpecialValueText(self.tr("never"))
        form = QFormLayout()
        form.setSpacing(10)
        for words, box in (
            (self.tr("Theme (Ctrl+D)"), self._theme),
            (self.tr("Language"), self._language),
            (self.tr("Size of the type"), self._scale),
            (self.tr("Lock the desk after"), self._idle),
        ):
            box.setAccessibleName(words)
            box.setMaximumWidth(context.theme.px(260))
            form.addRow(label(words, "dim"), box)
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.refresh()
        for combo in (self._theme, self._language, self._scale):
            combo.activated.connect(lambda _at: self._choose())
        self._idle.editingFinished.connect(self._choose)
        context.preferences.changed.connect(self.refresh)

    def refresh(self) -> None:
        liking = self.context.preferences.liking
        self._theme.setCurrentIndex(self._theme.findData(liking.theme))
        self._language.setCurrentIndex(self._language.findData(liking.language))
        self._scale.setCurrentIndex(max(0, self._scale.findData(liking.scale)))
        self._idle.setValue(liking.idle_minutes)

    def _choose(self) -> None:
        preferences = self.context.preferences
        preferences.choose(
            replace(
                preferences.liking,
                theme=ThemeName(self._theme.currentData()),
                language=Language(self._language.currentData()),
                scale=int(self._scale.currentData()),
                idle_minutes=self._idle.value(),
            )
        )
