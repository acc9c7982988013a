"""The settings: sections beside a list of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from commandpost.gui.pages.base import GuiContext, Page
from commandpost.gui.pages.settings.about import AboutSection
from commandpost.gui.pages.settings.calling import CallingSection
from commandpost.gui.pages.settings.codes import CodesSection
from commandpost.gui.pages.settings.duty import DutySection
from commandpost.gui.pages.settings.holidays import HolidaysSection
from commandpost.gui.pages.settings.look import LookSection
from commandpost.gui.pages.settings.maps import MapsSection
from commandpost.gui.pages.settings.periods import PeriodsSection
from commandpost.gui.pages.settings.pictures import PicturesSection
from commandpost.gui.pages.settings.room import RoomSection
from commandpost.gui.pages.settings.rule_editor import RuleEditorSection
from commandpost.gui.pages.settings.rules import RulesSection
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.pages.settings.server import ServerSection
from commandpost.gui.pages.settings.staff import StaffSection
from commandpost.gui.pages.settings.station import StationSection
from commandpost.gui.pages.settings.templates import TemplatesSection
from commandpost.gui.widgets.pressable import pressable
from commandpost.gui.widgets.shape import line, row
from commandpost.gui.widgets.side_list import SideList
from commandpost.journal.entry import ChangeSet

SECTIONS = (
    LookSection,
    CallingSection,
    StationSection,
    ServerSection,
    RoomSection,
    RulesSection,
    RuleEditorSection,
    PeriodsSection,
    CodesSection,
    TemplatesSection,
    StaffSection,
    DutySection,
    HolidaysSection,
    MapsSection,
    PicturesSection,
    AboutSection,
)


class SettingsPage(Page):
    """Only what is shown is read."""

    id: ClassVar[str] = "settings"
    title: ClassVar[str] = "Settings"
    icon: ClassVar[str] = "settings"
    key: ClassVar[str] = "Ctrl+7"
    topics: ClassVar[frozenset[str]] = frozenset(
        {"staff", "duty_setup", "holidays", "rule_pack", "period", "event_code", "message_template", "unit", "session"}
    )

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context)
        self.sections: tuple[Section, ...] = tuple(section(context) for section in SECTIONS)
        titles = [section.title for section in self.sections]
        self._list = SideList(titles, context.theme, self.tr("Sections of the settings"))
        self._stack = QStackedWidget()
        for section in self.sections:
            self._stack.addWidget(section)
        self._list.currentRowChanged.connect(self._choose)
        middle = row(self._list, line(upright=True), spacing=0)
        middle.addWidget(self._stack, 1)
        self.setLayout(middle)
        self.home = self._list
        self._list.setCurrentRow(0)

    def refresh(self, changes: ChangeSet) -> None:
        self.sections[self._list.currentRow()].refresh()

    def tick(self, now: datetime) -> None:
        self.sections[self._list.currentRow()].tick(now)

    def act(self, action: str) -> bool:
        """Open the import or the export of the map, or the staff, from anywhere."""
        if action == "staff.open":
            self._list.setCurrentRow(SECTIONS.index(StaffSection))
            return True
        maps = next(section for section in self.sections if isinstance(section, MapsSection))
        deeds = {"map.import": maps.open_import, "map.export": maps.open_export}
        if action not in deeds:
            return False
        self._list.setCurrentRow(self.sections.index(maps))
        deeds[action]()
        return True

    def offers(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """Every section, and what can be pressed in those that are not shown."""
        for at, section in enumerate(self.sections):
            yield section.title, partial(self._list.setCurrentRow, at)
            if at != self._list.currentRow():
                for words, press in pressable(section):
                    yield f"{section.title} · {words}", partial(self._press, at, press)

    def _press(self, at: int, press: Callable[[], None]) -> None:
        self._list.setCurrentRow(at)
        press()

    def _choose(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.sections[at].refresh()
