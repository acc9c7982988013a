"""One record, several documents: chosen, looked at, signed, numbered, printed or written on in Word or WPS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QWidget

from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.people import PersonRole
from commandpost.app.permissions import Action
from commandpost.domain.errors import CommandPostError
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.local_time import local_day
from commandpost.domain.official import FORMS, FormPaper, OfficialPaper, PaperKind
from commandpost.gui.context import GuiContext
from commandpost.gui.flow_words import KIND_WORDS
from commandpost.gui.messages import sentence
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.pages.live_preview import LivePreview
from commandpost.gui.print_desk import printed
from commandpost.gui.vocabulary import word
from commandpost.gui.widgets.paper_view import PaperView
from commandpost.gui.widgets.screen_room import open_at
from commandpost.gui.widgets.shape import button, column, label, row, set_role
from commandpost.gui.widgets.side_window import SideWindow
from commandpost.gui.widgets.sign_box import SignBox

DAILY = (PaperKind.DAILY_SUMMARY, PaperKind.ZERO_REPORT)
OF_A_REPORT = (PaperKind.BULLETIN, PaperKind.SPECIAL)
OF_A_CALL = (PaperKind.PHONE_RECORD,)


class PapersDialog(SideWindow):
    """``record`` None: papers of a day."""

    def __init__(
        self,
        context: GuiContext,
        record: RecordId | None,
        kinds: Sequence[PaperKind] = DAILY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Papers"))
        self._context, self._record = context, record
        self._signature: LeaderSignature | None = None  # asked again by who issues
        self._leader_name = ""
        self.kind, self.day = QComboBox(), QDateEdit()
        self.kind.setAccessibleName(self.tr("Kind of paper"))
        for one in kinds:
            self.kind.addItem(word(KIND_WORDS[one]), one)
        self._set_up_day()
        self.preprinted = QCheckBox(self.tr("Paper with a printed red head"))
        self.sign_box = SignBox(self.tr("The leader signs the paper"))
        self.problem, self._fonts = label("", "problem", wrap=True), label("", "dim", wrap=True)
        self.view = PaperView(context.theme)
        self._preview = LivePreview(context, self.view)
        self._sign = button(self.tr("Leader's sign-off"), needs=Action.WRITE)
        self._word = button(self.tr("Save for Word or WPS"))
        self._issue = button(self.tr("Number and save PDF"), role="primary", key="Ctrl+Enter", needs=Action.SEND)
        self._lay()
        self._connect()
        self.problem.hide()
        open_at(self, context.theme, 820, 760)
        self.show_paper()
        context.tasks.start(self._name_fonts(), owner=self)

    def _set_up_day(self) -> None:
        today = local_day(self._context.now())
        self.day.setAccessibleName(self.tr("Duty day"))
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.day.setVisible(self._record is None)

    def _lay(self) -> None:
        whole = column(spacing=8, margins=(20, 14, 20, 14))
        whole.addLayout(row(self.kind, self.day, self.preprinted, None, self._sign))
        whole.addWidget(self.sign_box)
        whole.addWidget(self.problem)
        whole.addWidget(self.view, 1)
        whole.addWidget(self._fonts)
        whole.addLayout(row(None, self._word, self._issue))
        self.setLayout(whole)

    def _connect(self) -> None:
        start = self._context.start
        self.kind.currentIndexChanged.connect(lambda _at: self._show_another())
        self.day.dateChanged.connect(lambda _day: self._show_another())
        self.preprinted.toggled.connect(lambda _on: self.show_paper())
        self._sign.clicked.connect(lambda: start(self._ask_leader))
        self.sign_box.confirmed.connect(lambda person, pin: start(self._signed, PersonId(person), pin))
        self._word.clicked.connect(lambda: start(self.save_word))
        self._issue.clicked.connect(lambda: start(self.issue))
        self._issue.setShortcut("Ctrl+Return")

    # ------------------------------------------------------------------------------------------------- showing

    @property
    def subject(self) -> RecordId | date:
        chosen = self.day.date()
        return self._record if self._record is not None else date(chosen.year(), chosen.month(), chosen.day())

    @property
    def chosen(self) -> PaperKind:
        return PaperKind(self.kind.currentData())

    def _show_another(self) -> None:
        """The leader signed for the one that was shown."""
        self._signature, self._leader_name = None, ""
        self.sign_box.hide()
        self.show_paper()

    def show_paper(self) -> None:
        """Set the paper anew."""
        kind, subject, preprinted = self.chosen, self.subject, self.preprinted.isChecked()
        letter = kind not in FORMS
        for part in (self.preprinted, self._sign):
            part.setVisible(letter)
        office, leader = self._context.services.papers.office, self._leader_name
        self._say("")
        self._preview.ask(lambda: office.current(kind, subject, preprinted=preprinted, leader=leader), at_once=True)

    async def _name_fonts(self) -> None:
        missing = await self._context.tasks.net(self._context.services.papers.substitutes)
        if missing:
            told = "、".join(missing)
            words = self.tr("Not on this machine: {fonts}. Free fonts stand in for them; the layout is the same.")
            self._fonts.setText(words.format(fonts=told))
        self._fonts.setVisible(bool(missing))

    def _say(self, words: str, role: str = "problem") -> None:
        set_role(self.problem, role)
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    # ------------------------------------------------------------------------------------------------- doing

    async def _ask_leader(self) -> None:
        people = self._context.services.people
        leaders = await self._context.tasks.store(people.staff, PersonRole.DUTY_LEADER)
        self.sign_box.ask(leaders)

    async def _signed(self, leader: PersonId, pin: str) -> None:
        people = self._context.services.people
        try:
            await self._context.tasks.store(people.check_pin, leader, pin)
        except CommandPostError as error:
            self.sign_box.say(sentence(error))
            return
        staff = await self._context.tasks.store(people.staff, PersonRole.DUTY_LEADER)
        self._signature = LeaderSignature(leader=leader, pin=pin)
        self._leader_name = next((one.name for one in staff if one.id == leader), "")
        self.sign_box.hide()
        self.show_paper()

    async def issue(self) -> None:
        """Number it once and save the PDF; on paper with a printed head, what is printed over it."""
        issued = self._issued(self.chosen, self.subject, self._signature, preprinted=self.preprinted.isChecked())
        try:
            number = await self._context.tasks.whole(issued)
        except CommandPostError as error:
            self._say(sentence(error))
            return
        self._say(self.tr("Issued as {number}").format(number=number), "good")

    async def _issued(
        self, kind: PaperKind, subject: RecordId | date, signature: LeaderSignature | None, *, preprinted: bool
    ) -> str:
        """Its number."""
        office, store = self._context.services.papers.office, self._context.tasks.store
        printing = self._context.services.print_paper
        record = await store(lambda: office.issue(kind, subject, signature=signature))
        paper = await store(lambda: office.paper(record, preprinted=preprinted))
        if preprinted and printing is not None:
            content = await self._context.tasks.net(printing, paper)
        else:
            content = await printed(self._context, lambda: office.print_job(record))
        await keep_file(self._context, f"{_name(paper)}.pdf", content)
        return paper.number

    async def save_word(self) -> None:
        """The paper as it is shown, numbered or not, to go on writing."""
        office, kind, subject = self._context.services.papers.office, self.chosen, self.subject
        preprinted, leader = self.preprinted.isChecked(), self._leader_name
        try:
            await self._context.tasks.whole(
                self._written(lambda: office.current(kind, subject, preprinted=preprinted, leader=leader))
            )
        except CommandPostError as error:
            self._say(sentence(error))

    async def _written(self, make: Callable[[], OfficialPaper | FormPaper]) -> None:
        paper = await self._context.tasks.store(make)
        content = await self._context.tasks.net(self._context.services.papers.word, paper)
        await keep_file(self._context, f"{_name(paper)}.docx", content)


def _name(paper: OfficialPaper | FormPaper) -> str:
    title = paper.title if isinstance(paper, OfficialPaper) else word(KIND_WORDS[PaperKind(paper.kind)])
    return f"{paper.number} {title}".strip()
