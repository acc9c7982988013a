"""The staff: who belongs to the room, in which role, and their PINs on this workstation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from commandpost.app.people import PersonRole, StaffView
from commandpost.domain.ids import PersonId
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.settings.section import Section
from commandpost.gui.vocabulary import ROLE_WORDS, word
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.table import TableColumn, TableView

ABREAST = 3


class StaffSection(Section):
    """Enter somebody, revise somebody, set a PIN; somebody who leaves stays on file."""

    def __init__(self, context: GuiContext) -> None:
        super().__init__(context, QCoreApplication.translate("Settings", "Staff and PINs"))
        self._person: StaffView | None = None
        self.table: TableView[StaffView] = TableView(self._columns(), context.theme, self.tr("Staff"))
        self.table.setMinimumHeight(context.theme.px(240))
        self.table.chosen.connect(self._choose)
        self._name, self._title, self._phone, self._pin = (QLineEdit() for _box in range(4))
        self._roles: dict[PersonRole, QCheckBox] = {}
        self._active = QCheckBox(self.tr("Works here"))
        self._heading = label("", "heading")
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._heading)
        self.body.addWidget(self._form())
        self._new()

    def _form(self) -> QWidget:
        made = QWidget()
        layout = column(spacing=8)
        boxes = (
            (self._name, self.tr("Name")),
            (self._title, self.tr("Position")),
            (self._phone, self.tr("Phone (empty: unchanged)")),
            (self._pin, self.tr("New PIN on this workstation (empty: unchanged)")),
        )
        for box, words in boxes:
            box.setPlaceholderText(words)
            box.setAccessibleName(words)
        layout.addLayout(row(self._name, self._title, spacing=8))
        layout.addLayout(row(self._phone, self._pin, spacing=8))
        roles = QGridLayout()
        for number, role in enumerate(PersonRole):
            self._roles[role] = QCheckBox(word(ROLE_WORDS[role]))
            roles.addWidget(self._roles[role], number // ABREAST, number % ABREAST)
        roles.addWidget(self._active, len(PersonRole) // ABREAST, ABREAST - 1)
        layout.addLayout(roles)
        save, new = button(self.tr("Save"), role="primary"), button(self.tr("New person"))
        save.clicked.connect(lambda: self.do(self._save))
        new.clicked.connect(self._new)
        layout.addLayout(row(save, new, None))
        made.setLayout(layout)
        return made

    def refresh(self) -> None:
        self.context.start(self._read())

    async def _read(self) -> None:
        people = self.context.services.people

        def read() -> tuple[StaffView, ...]:
            return people.staff(left_too=True)

        self.table.show_rows(await self.context.tasks.store(read), lambda one, other: one.id == other.id)

    def _new(self) -> None:
        self.table.clearSelection()
        self._person = None
        self._show("", "", frozenset({PersonRole.DUTY_OFFICER}), active=True)
        self._heading.setText(self.tr("New person"))
        self._name.setEnabled(True)

    def _choose(self, person: StaffView) -> None:
        self._person = person
        self._show(person.name, person.title, person.roles, active=person.active)
        self._heading.setText(person.name)
        self._name.setEnabled(False)

    def _show(self, name: str, title: str, roles: frozenset[PersonRole], *, active: bool) -> None:
        self._name.setText(name)
        self._title.setText(title)
        for box in (self._phone, self._pin):
            box.clear()
        for role, check in self._roles.items():
            check.setChecked(role in roles)
        self._active.setChecked(active)

    async def _save(self) -> str:
        pin = self._pin.text()
        person = await self._keep()
        if pin:
            await self.context.tasks.store(self.context.services.people.set_pin, person, pin)
        await self._read()
        self._pin.clear()
        return self.tr("Kept")

    async def _keep(self) -> PersonId:
        store, people = self.context.tasks.store, self.context.services.people
        roles = [role for role, check in self._roles.items() if check.isChecked()]
        phone, title = self._phone.text().strip(), self._title.text()
        if self._person is None:
            return await store(people.add, self._name.text(), roles, phone, title)
        person, active = self._person.id, self._active.isChecked()
        await store(people.revise, person, roles=roles, title=title, phone=phone or None, active=active)
        return person

    def _columns(self) -> tuple[TableColumn[StaffView], ...]:
        return (
            TableColumn(title=self.tr("Name"), text=lambda one: one.name, strong=True, width=110),
            TableColumn(title=self.tr("Position"), text=lambda one: one.title, width=130),
            TableColumn(title=self.tr("Roles"), text=_roles),
            TableColumn(title=self.tr("Phone"), text=lambda one: one.phone_masked, width=140),
            TableColumn(
                title=self.tr("PIN here"),
                text=lambda one: self.tr("set") if one.has_pin else self.tr("none"),
                colour=lambda one: "green" if one.has_pin else "neutral",
                chip=True,
                width=90,
            ),
            TableColumn(
                title=self.tr("State"),
                text=lambda one: "" if one.active else self.tr("left"),
                colour=lambda _one: "neutral",
                chip=True,
                width=80,
            ),
        )


def _roles(one: StaffView) -> str:
    return "、".join(word(ROLE_WORDS[role]) for role in PersonRole if role in one.roles)
