"""The roster as files: Excel in and out, an empty month, calendars for telephones."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from commandpost.gui.pages.base import GuiContext
from commandpost.gui.pages.exporting import keep_file

Import = Callable[[Path], Coroutine[object, object, None]]


class FilesMenu(QPushButton):
    """A button with a menu; ``period`` tells year and month shown."""

    def __init__(self, context: GuiContext, period: Callable[[], tuple[int, int]], read: Import) -> None:
        super().__init__()
        self.setText(self.tr("Files"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Files of the roster"))
        self._context = context
        self._period = period
        self._read = read
        menu = QMenu(self)
        start = context.start
        if context.services.read_roster is not None:
            menu.addAction(self.tr("Import Excel…"), self.ask_file)
        if context.services.roster_files is not None:
            menu.addAction(self.tr("Save as Excel"), lambda: start(self.write_workbook, empty=False))
            menu.addAction(self.tr("Empty month to fill in"), lambda: start(self.write_workbook, empty=True))
            menu.addAction(self.tr("Calendar file of everybody"), lambda: start(self.write_calendar, own=False))
            menu.addAction(self.tr("My own calendar file"), lambda: start(self.write_calendar, own=True))
        self.setMenu(menu)
        self.setVisible(not menu.isEmpty())

    def ask_file(self) -> None:
        """Choose an Excel file; nothing waits meanwhile."""
        dialog = QFileDialog(self.window(), self.tr("Import roster"), str(self._context.folder))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Excel workbooks (*.xlsx *.xls)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self._context.start(self._read, Path(name)))
        dialog.open()

    async def write_workbook(self, *, empty: bool) -> None:
        """Write the month, or an empty one with the staff to choose from."""
        services, store, (year, month) = self._context.services, self._context.tasks.store, self._period()
        if services.roster_files is None:
            return
        staff = await store(services.people.staff)
        table = await store(lambda: services.duty_export.table(year, month, staff, empty=empty))
        if table.masked:
            words = self.tr("The telephones are masked: sign in with the permission to export for clear ones.")
            self._context.notices.say(words, key="roster")
        content = await self._context.tasks.net(services.roster_files.workbook, table)
        whose = self.tr("to fill in") if empty else ""
        await keep_file(self._context, roster_file_name(year, month, "xlsx", whose), content)

    async def write_calendar(self, *, own: bool) -> None:
        """Write the month's shifts as iCalendar: everybody's, or those of whoever sits at the desk."""
        services, desk, (year, month) = self._context.services, self._context.desk, self._period()
        if services.roster_files is None:
            return
        person = desk.session.person if own else None
        if own and person is None:
            self._context.notices.say(self.tr("Sign in first: whose calendar?"), key="roster")
            return
        events = await self._context.tasks.store(services.duty_export.events, year, month, person)
        whose = desk.session.name if own else ""
        name = self.tr("Duty of {name}").format(name=whose or desk.unit_name)
        content = await self._context.tasks.net(services.roster_files.calendar, name, events, desk.now())
        await keep_file(self._context, roster_file_name(year, month, "ics", whose), content)


def roster_file_name(year: int, month: int, ending: str, whose: str = "") -> str:
    """值班表 2026-7.xlsx; what is not the whole month of everybody says whose it is and takes no other's place."""
    words = QCoreApplication.translate("Roster", "Roster {year}-{month}").format(year=year, month=month)
    return f"{words} {whose}".rstrip() + f".{ending}"
