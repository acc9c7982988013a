"""The right side of the handover page: the steps, the lists to fill in, the buttons, the sheets before."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from commandpost.app.handover import HandoverForm, SheetRow, SheetStatus
from commandpost.app.handover_form import warnings_told
from commandpost.app.permissions import Action
from commandpost.gui.actions import key_of
from commandpost.gui.pages.handover.archive_panel import ArchivePanel
from commandpost.gui.pages.handover.check_list import CustodyList, EquipmentList, HandedList, UndoneList
from commandpost.gui.pages.handover.matters_list import MattersList
from commandpost.gui.pages.handover.paper_entry import PaperEntry
from commandpost.gui.pages.handover.reading_panel import ReadingPanel
from commandpost.gui.pages.handover.words import step_lines
from commandpost.gui.theme import Theme
from commandpost.gui.widgets.shape import button, column, label, row, set_role
from commandpost.gui.widgets.sign_box import SignBox
from commandpost.gui.widgets.upright_scroll import UprightScroll


class HandoverSide(UprightScroll):
    """Says what the operator wants; what is typed lies in ``form``."""

    edited = Signal()
    begin_requested = Signal()
    outgoing_requested = Signal(str)  # why one signs who is not of the shift, "" first
    incoming_requested = Signal()
    leader_requested = Signal()
    void_requested = Signal(str)
    print_requested = Signal()
    sheet_chosen = Signal(object)  # SheetRow, None: a new one

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._form = HandoverForm()
        self.sign_box = SignBox("")
        self.equipment, self.custody = EquipmentList(theme), CustodyList()
        self.handed, self.undone = HandedList(), UndoneList()
        self._warnings, self._response, self._zero = QLineEdit(), QLineEdit(), QComboBox()
        self._steps = [label("", wrap=True) for _step in range(4)]
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        self._shown: SheetRow | None = None
        self._checked = label("", "dim")
        self.reading, self.matters, self.entry = ReadingPanel(), MattersList(), PaperEntry()
        self.archive = ArchivePanel(theme)
        self.archive.sheet_chosen.connect(self.sheet_chosen)
        self._lists = self._make_lists()
        self._make_buttons()
        self._lay()
        for one in (self.equipment, self.custody, self.handed, self.undone):
            one.edited.connect(self._edited)

    # ------------------------------------------------------------------------------------------------- showing

    def show_form(self, form: HandoverForm) -> None:
        """Fill the lists for a new sheet."""
        self._form = form
        self.equipment.show_lines(form.equipment)
        self.custody.show_lines(form.custody)
        self.handed.clear()
        self.undone.clear()
        self._zero.setCurrentIndex(0)
        self._warnings.setText("、".join(one.name for one in form.warnings))
        self._response.setText(form.response)
        self._count()

    def form(self) -> HandoverForm:
        """The form as filled in."""
        return replace(
            self._form,
            equipment=self.equipment.lines(),
            custody=self.custody.lines(),
            handed=self.handed.handed(),
            responsible=self.handed.responsible(),
            undone=self.undone.lines(),
            warnings=warnings_told(self._warnings.text()),
            response=self._response.text().strip(),
            zero_report={0: None, 1: True, 2: False}[self._zero.currentIndex()],
        )

    def show_sheet(self, sheet: SheetRow | None) -> None:
        """Steps and buttons for a sheet; None: nothing is begun."""
        self.reading.setVisible(sheet is not None and sheet.status is SheetStatus.BEGUN)
        self.archive.show_sheet(sheet)
        for words, (text, done) in zip(self._steps, step_lines(sheet), strict=True):
            words.setText(f"{'✓' if done else '○'} {text}")
            set_role(words, "good" if done else "")
        status = sheet.status if sheet is not None else None
        open_sheet = status is SheetStatus.BEGUN
        self._lists.setVisible(sheet is None)
        self._begin.setVisible(sheet is None)
        self._new.setVisible(sheet is not None and not open_sheet)
        self._outgoing.setVisible(open_sheet and sheet is not None and not sheet.outgoing_name)
        self._incoming.setVisible(open_sheet and sheet is not None and not sheet.incoming_name)
        self._leader.setVisible(status is SheetStatus.SIGNED)
        self._void.setVisible(open_sheet)
        if sheet != self._shown:  # read again without a change, it takes nothing from who is reading or typing
            self._shown = sheet
            self._reason.hide()
            self.say("")

    def say(self, sentence: str, role: str = "problem") -> None:
        """A sentence above the buttons; "" takes it away, and the way on with it."""
        self._standing_in.hide()
        set_role(self._problem, role)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def ask_standing_in(self) -> None:
        """Whoever signs is not of the shift: ask why."""
        self._standing_in.clear()
        self._standing_in.show()
        self._standing_in.setFocus()

    # ------------------------------------------------------------------------------------------------- laying

    def _make_lists(self) -> QWidget:
        self._warnings.setPlaceholderText(self.tr("e.g. rainstorm orange warning; 无 if none is in force"))
        self._warnings.setAccessibleName(self.tr("Warnings in force"))
        self._warnings.textEdited.connect(lambda _text: self._edited())
        self._response.setPlaceholderText(self.tr("e.g. flood response level IV; empty: none"))
        self._response.setAccessibleName(self.tr("Response in force"))
        self._response.textEdited.connect(lambda _text: self._edited())
        words = (self.tr("tick if nothing happened"), self.tr("yes"), self.tr("no"))
        self._zero.addItems(list(words))
        self._zero.setAccessibleName(self.tr("Zero report"))
        self._zero.currentIndexChanged.connect(lambda _at: self._edited())
        everything = button(self.tr("All in order"), role="flat")
        everything.clicked.connect(self.equipment.all_right)
        made = QWidget()
        layout = column(spacing=6)
        heading = row(label(self.tr("Equipment check"), "heading"), self._checked, None, everything, spacing=8)
        layout.addLayout(heading)
        layout.addWidget(label(self.tr("Key 1 in order, key 2 faulty"), "small"))
        layout.addWidget(self.equipment)
        for title, part in (
            (self.tr("Open incidents, one by one"), self.handed),
            (self.tr("Documents, keys, seals"), self.custody),
            (self.tr("Other matters to hand over"), self.matters),
            ("", self.undone),
            (self.tr("Warnings in force"), self._warnings),
            (self.tr("Response in force"), self._response),
            (self.tr("Zero report (nothing happened)"), self._zero),
        ):
            layout.addSpacing(8)
            if title:
                layout.addWidget(label(title, "heading"))
            layout.addWidget(part)
        made.setLayout(layout)
        return made

    def _make_buttons(self) -> None:
        self._begin = button(self.tr("Begin handover"), role="primary", needs=Action.HAND_OVER)
        self._new = button(self.tr("New sheet"))
        self._outgoing = button(self.tr("Outgoing signs"), role="primary", needs=Action.HAND_OVER)
        self._incoming = button(self.tr("Incoming signs in and signs"), role="primary")  # by PIN, whoever sits here
        self._leader = button(self.tr("Leader signs"))
        self._void = button(self.tr("Make void…"), role="flat", needs=Action.HAND_OVER)
        self._print = button(self.tr("Save PDF"), key=key_of("paper.print"))
        self._reason = QLineEdit()
        self._reason.setPlaceholderText(self.tr("Why is this sheet void? Enter confirms; the sheet is kept."))
        self._reason.setAccessibleName(self.tr("Reason for making the sheet void"))
        self._reason.returnPressed.connect(lambda: self.void_requested.emit(self._reason.text().strip()))
        self._standing_in = QLineEdit()
        self._standing_in.setPlaceholderText(self.tr("Why nobody of the outgoing shift can sign; Enter signs"))
        self._standing_in.setAccessibleName(self.tr("Why nobody of the outgoing shift can sign; Enter signs"))
        self._standing_in.returnPressed.connect(lambda: self.outgoing_requested.emit(self._standing_in.text()))
        for asked_later in (self._reason, self._standing_in):
            asked_later.hide()
        self._begin.clicked.connect(self.begin_requested)
        self._new.clicked.connect(lambda: self.sheet_chosen.emit(None))
        self._outgoing.clicked.connect(lambda: self.outgoing_requested.emit(""))
        self._incoming.clicked.connect(self.incoming_requested)
        self._leader.clicked.connect(self.leader_requested)
        self._print.clicked.connect(self.print_requested)
        self._void.clicked.connect(self._ask_reason)

    def _ask_reason(self) -> None:
        self._reason.clear()
        self._reason.show()
        self._reason.setFocus()

    def _lay(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "panel")
        layout = column(label(self.tr("Handover"), "title"), *self._steps, spacing=6, margins=(16, 14, 16, 14))
        layout.addWidget(self.sign_box)
        layout.addWidget(self._problem)
        layout.addWidget(self._standing_in)
        layout.addLayout(row(self._begin, self._outgoing, self._incoming, self._leader, None, spacing=8))
        layout.addLayout(row(self._print, self._new, self._void, None, spacing=8))
        layout.addWidget(self._reason)
        layout.addWidget(self.reading)
        layout.addSpacing(8)
        layout.addWidget(self._lists)
        layout.addSpacing(8)
        layout.addWidget(self.entry)
        layout.addWidget(self.archive, 1)
        inside.setLayout(layout)
        self.hold(inside)
        self.show_sheet(None)

    def _edited(self) -> None:
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        done, of = self.equipment.checked
        self._checked.setText(f"{done}/{of}")
