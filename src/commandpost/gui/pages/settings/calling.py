"""How alarms call beside banner and sound: in the tray, and spoken; says what this machine can do."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox

from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.widgets.shape import button, label, row

SAMPLE = "这是警报试听。"  # spoken by a Chinese voice, whatever the language of the window


class CallingSection(Section):
    """Changes at once; kept on this workstation only."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Alarms: tray and speech"))
        self.tray = QCheckBox(self.tr("Show alarms in the tray of the desktop"))
        self.speech = QCheckBox(self.tr("Speak alarms in Chinese"))
        self.tray_state, self.voice_state = label("", "dim", wrap=True), label("", "dim", wrap=True)
        self.listen = button(self.tr("Listen"))
        self.listen.clicked.connect(lambda: context.speaker.say(SAMPLE))
        self.body.addWidget(self.tray)
        self.body.addWidget(self.tray_state)
        self.body.addSpacing(10)
        self.body.addWidget(self.speech)
        self.body.addWidget(self.voice_state)
        self.body.addLayout(row(self.listen, None))
        self.body.addStretch(1)
        self.refresh()
        for box in (self.tray, self.speech):
            box.clicked.connect(lambda _on: self._choose())
        context.preferences.changed.connect(self.refresh)
        context.speaker.found.connect(self.refresh)

    def refresh(self) -> None:
        liking, speaker = self.context.preferences.liking, self.context.speaker
        self.tray.setChecked(liking.tray)
        self.speech.setChecked(liking.speech)
        self.tray_state.setText(
            self.tr("The desktop has a tray; the message names no incident while the desk is locked.")
            if self.context.tray.available
            else self.tr("This desktop has no tray: alarms are shown and heard in the window alone.")
        )
        self.voice_state.setText(self._voice_words())
        self.listen.setEnabled(speaker.voice is not None)

    def _voice_words(self) -> str:
        speaker = self.context.speaker
        if speaker.voice is not None:
            return self.tr("Chinese voice: {name}. Spoken while the window is in Chinese.").format(
                name=speaker.voice.name
            )
        if not speaker.searched:
            return self.tr("Looking for a Chinese voice…")
        return self.tr("No Chinese voice is installed: alarms sound, but are not spoken. Debian: espeak-ng.")

    def _choose(self) -> None:
        preferences = self.context.preferences
        liking = replace(preferences.liking, tray=self.tray.isChecked(), speech=self.speech.isChecked())
        preferences.choose(liking)
