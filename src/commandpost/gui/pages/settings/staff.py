"""The staff: who belongs to the room, in which role, and their PINs on this workstation."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QModelIndex
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from commandpost.app.people import DutyFile, PersonRole, StaffView, right_file, right_pin
from commandpost.app.permissions import Action
from commandpost.domain.errors import RuleBroken
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
        self._staff: tuple[StaffView, ...] = ()
        self.table: TableView[StaffView] = TableView(self._columns(), context.theme, self.tr("Staff"))
        self.table.setMinimumHeight(context.theme.px(240))
        self.table.chosen.connect(self._choose)
        self._name, self._title, self._phone, self._pin = (QLineEdit() for _box in range(4))
        self._department, self._qualified, self._more = (QLineEdit() for _box in range(3))
        self._posts, self._since, self._until = (QLineEdit() for _box in range(3))
        self._role_names: dict[str, str] = {}
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
            (self._department, self.tr("Department")),
            (self._qualified, self.tr("Qualifications, separated by 、")),
            (self._more, self.tr("Another phone (empty: unchanged)")),
            (self._posts, self.tr("Roles of the roster, e.g. 主班、副班 (empty: by role)")),
            (self._since, self.tr("Here since (2026-07-01)")),
            (self._until, self.tr("Here until")),
        )
        for box, words in boxes:
            box.setPlaceholderText(words)
            box.setAccessibleName(words)
        layout.addLayout(row(self._name, self._title, spacing=8))
        layout.addLayout(row(self._phone, self._pin, spacing=8))
        layout.addLayout(row(self._department, self._qualified, self._more, spacing=8))
        layout.addLayout(row(self._posts, self._since, self._until, spacing=8))
        roles = QGridLayout()
        for number, role in enumerate(PersonRole):
            self._roles[role] = QCheckBox(word(ROLE_WORDS[role]))
            roles.addWidget(self._roles[role], number // ABREAST, number % ABREAST)
        roles.addWidget(self._active, len(PersonRole) // ABREAST, ABREAST - 1)
        layout.addLayout(roles)
        self._press, new = button(self.tr("Save"), role="primary"), button(self.tr("New person"))
        self._press.clicked.connect(lambda: self.do(self._save))
        new.clicked.connect(self._new)
        layout.addLayout(row(self._press, new, None))
        made.setLayout(layout)
        return made

    def refresh(self) -> None:
        self.context.tasks.start(self._read())

    async def _read(self) -> None:
        self._staff = await self.context.tasks.store(self._everybody)
        held = any(one.active and PersonRole.ADMINISTRATOR in one.roles for one in self._staff)
        self._press.need(Action.ADMINISTER if held else None)  # where there is none, others name the first or the next
        self.table.show_rows(self._staff, lambda one, other: one.id == other.id)
        setup = await self.context.tasks.store(self.context.services.setups.setup)
        every = (*setup.roles, *(role for season in setup.seasons for role in season.roles))
        self._role_names = {role.key: role.name for role in every}

    def _everybody(self) -> tuple[StaffView, ...]:
        """On the store's thread."""
        return self.context.services.people.staff(left_too=True)

    def _new(self) -> None:
        self.table.setCurrentIndex(QModelIndex())
        self._person = None
        self._show("", "", frozenset({PersonRole.DUTY_OFFICER}), active=True)
        self._heading.setText(self.tr("New person"))

    def _choose(self, person: StaffView) -> None:
        """Another row was chosen; a reading that stays on the row leaves alone what is typed."""
        if self._person is None or self._person.id != person.id:
            self._take(person)

    def _take(self, person: StaffView) -> None:
        self._person = person
        self._show(person.name, person.title, person.roles, active=person.active)
        self._heading.setText(person.name)

    def _show(self, name: str, title: str, roles: frozenset[PersonRole], *, active: bool) -> None:
        self._name.setText(name)
        self._title.setText(title)
        for box in (self._phone, self._pin, self._more):
            box.clear()
        self._show_file(self._person)
        for role, check in self._roles.items():
            check.setChecked(role in roles)
        self._active.setChecked(active)

    def _show_file(self, person: StaffView | None) -> None:
        """What the roster must know of a person."""
        known = self._role_names
        self._department.setText(person.department if person else "")
        self._qualified.setText("、".join(person.qualifications) if person else "")
        self._posts.setText("、".join(known.get(key, key) for key in person.duty_roles) if person else "")
        self._since.setText(person.since.isoformat() if person and person.since else "")
        self._until.setText(person.until.isoformat() if person and person.until else "")

    def _file(self) -> DutyFile:
        """The file as typed. Raises RuleBroken("role_unknown"|"moment_unreadable")."""
        keys = {name: key for key, name in self._role_names.items()}
        wanted = _parts(self._posts.text())
        unknown = [name for name in wanted if name not in keys]
        if unknown:
            raise RuleBroken("role_unknown", field="posts", name=unknown[0])
        return DutyFile(
            department=self._department.text(),
            duty_roles=tuple(keys[name] for name in wanted),
            qualifications=_parts(self._qualified.text()),
            since=_day(self._since.text()),
            until=_day(self._until.text()),
            phone_more=self._more.text().strip() or None,
        )

    async def _save(self) -> str:
        pin, file = self._pin.text(), right_file(self._file())
        if pin:
            right_pin(pin)  # both before anybody is kept
        person = await self._keep(pin, file)
        await self._read()
        kept = next((number for number, one in enumerate(self._staff) if one.id == person), None)
        if kept is not None:
            self._take(self._staff[kept])
            self.table.selectRow(kept)
        return self.tr("Kept")

    async def _keep(self, pin: str, file: DutyFile) -> PersonId:
        """Roles come last: whoever gives the administrator's away, or to the first one, may do nothing else afterwards.

        Somebody new is the chosen one from then on: what is refused later is put right for the same person.
        """
        store, people = self.context.tasks.store, self.context.services.people
        roles = [role for role, check in self._roles.items() if check.isChecked()]
        name, title = self._name.text(), self._title.text()
        phone, active = self._phone.text().strip(), self._active.isChecked()
        if self._person is None:
            plain = [role for role in roles if role is not PersonRole.ADMINISTRATOR]
            made = await store(people.add, name, plain, phone, title)
            self._person = next(one for one in await store(self._everybody) if one.id == made)
        person = self._person.id
        await store(people.set_duty_file, person, file)
        if pin:
            await store(people.set_pin, person, pin)
        await store(people.revise, person, name=name, roles=roles, title=title, phone=phone or None, active=active)
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


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.replace(",", "、").replace("，", "、").split("、") if part.strip())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise RuleBroken("moment_unreadable", field="since", typed=text) from error


def _roles(one: StaffView) -> str:
    return "、".join(word(ROLE_WORDS[role]) for role in PersonRole if role in one.roles)
