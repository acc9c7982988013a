"""In a flood of alarms the bars of one incident become one; each alarm still sounds and is taken note of alone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame

from commandpost.gui.flood_gauge import Section
from commandpost.gui.widgets.shape import button, label, row


class GroupBar(QFrame):
    """The alarms of one incident as one bar: how many, and what the gravest says."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section = section
        self.setProperty("role", "banner-alarm")
        words = group_words(section)
        self.show_all = button(QCoreApplication.translate("GroupBar", "Show them"))
        layout = row(margins=(14, 8, 10, 8))
        layout.addWidget(label(words, wrap=True), 1)
        layout.addWidget(self.show_all)
        self.setLayout(layout)
        self.setAccessibleName(words)


def group_words(section: Section) -> str:
    """永宁路积水：4 条警报。最重：…."""
    pattern = QCoreApplication.translate("GroupBar", "{title}: {n} alarms. The gravest: {text}")
    return pattern.format(title=section.title, n=len(section.notices), text=section.notices[0].text)
