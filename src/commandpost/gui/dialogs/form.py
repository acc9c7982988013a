"""A dialog with a form: beside the page, never over it; refused input stays with a sentence."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QLayout, QLineEdit, QSpinBox, QWidget

from commandpost.app.permissions import Action
from commandpost.domain.errors import CommandPostError, Conflict, RuleBroken, Unavailable
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import sentence
from commandpost.gui.runtime.belonging import afterwards
from commandpost.gui.widgets.screen_room import room_for
from commandpost.gui.widgets.shape import column, mark_problem
from commandpost.gui.widgets.side_window import SideWindow
from commandpost.gui.widgets.spin_box import keep_edge
from commandpost.gui.widgets.upright_scroll import EDGE, UprightScroll

GAP = 12
LONGEST_LINE = 1_000  # characters: a place, a name, a reason


def _height(layout: QLayout | None, width: int) -> int:
    """How high a layout wants to be at a width."""
    if layout is None:
        return 0
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()


class FormDialog(SideWindow):
    """Base of the forms; a subclass fills the fields and carries the request out.

    ``ui`` is a compiled form with ``heading``, ``intro``, ``warnings``, ``problem``, ``submit`` and ``cancel``.
    """

    carried_out = Signal()
    needs: ClassVar[Action | None] = None  # the right without which it is refused

    def __init__(self, context: GuiContext, ui: Any, parent: QWidget | None = None) -> None:  # noqa: ANN401  # compiled forms carry no types
        super().__init__(parent)
        self.context = context
        self.ui = ui
        self.busy, self._wanted, self._refused = False, True, ""
        ui.setupUi(self)
        for box in self.findChildren(QSpinBox):
            keep_edge(box)
        self._scroll = UprightScroll()
        self._foot = QWidget(self)
        self._lay()
        self.setMinimumWidth(context.theme.px(self.minimumWidth()))  # larger type wants a wider form
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        for optional in (ui.intro, ui.warnings, ui.problem):
            optional.hide()
        if self.needs is not None:
            context.rights.guard(self.needs, self)
        ui.submit.clicked.connect(self.begin)
        ui.cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.begin)

    def _lay(self) -> None:
        """The fields scroll where the screen is too low for them; the refusal and the buttons always show."""
        whole, buttons = self.ui.whole, self.ui.buttons
        edge = whole.contentsMargins()
        whole.removeWidget(self.ui.problem)
        whole.removeItem(buttons)
        buttons.setParent(None)
        inside = QWidget(self)
        inside.setProperty("role", "plain")
        self._scroll.setParent(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.hold(inside)
        inside.setLayout(whole)  # what lies in it keeps its place in the order of the keys
        inside.installEventFilter(self)
        whole.setContentsMargins(edge.left(), edge.top(), edge.right(), 0)
        foot = column(self.ui.problem, spacing=12, margins=(edge.left(), 0, edge.right(), edge.bottom()))
        foot.addLayout(buttons)
        self._foot.setLayout(foot)
        outer = column(spacing=GAP)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._foot)
        self.setLayout(outer)

    def fit(self) -> None:
        """As wide and high as its content, never higher than the screen."""
        content = self.ui.whole.totalMinimumSize().width() + self._scroll.verticalScrollBar().sizeHint().width()
        content += 2 * EDGE
        width = max(self.width(), content)
        parts = (self.ui.whole, self._foot.layout())
        wanted = sum(_height(part, width) for part in parts) + GAP + 2 * EDGE
        self.resize(width, min(max(wanted, self.height() if self.isVisible() else 0), self.room()))

    def room(self) -> int:
        """How high a form may be: what the screen has free, less the title bar."""
        return room_for(self, self.context.theme).height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self.fit()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    async def carry_out(self) -> None:
        """Do what the form asks for, to its end; raises ``CommandPostError`` to keep it open."""
        raise NotImplementedError

    def move_over(self, window: QWidget) -> None:
        """Stand over another window, with all that was typed, in the words it was begun in."""
        shown = self.isVisible()
        self.setParent(window, self.windowFlags())
        self.setVisible(shown)

    def say(self, words: str) -> None:
        """An introduction below the heading."""
        self.ui.intro.setText(words)
        self.ui.intro.setVisible(bool(words))

    def warn(self, words: str) -> None:
        """Doubts beside the form; they never hold it back."""
        self.ui.warnings.setText(words)
        self.ui.warnings.setVisible(bool(words))

    def begin(self) -> None:
        """Carry the request out once."""
        if not self.busy:
            self._set_busy(busy=True)
            self._unmark()
            self.context.start(self._carry)

    def reject(self) -> None:
        """Not while it is carried out."""
        if not self.busy:
            super().reject()

    def ask_whether(self, words: str) -> None:
        self.ui.problem.setText(words)
        self.ui.problem.show()

    def show_problem(self, error: CommandPostError) -> None:
        """The sentence for a refusal, its field marked and in focus."""
        self.ui.problem.setText(sentence(error))
        self.ui.problem.show()
        field = getattr(self.ui, str(error.params.get("field", "")), None)
        if isinstance(field, QWidget):
            mark_problem(field, wrong=True)
            field.setFocus()

    async def _carry(self) -> None:
        try:
            with afterwards(self, lambda: self._set_busy(busy=False)):
                self._refuse_long_lines()
                await self.context.tasks.whole(self.carry_out())
        except (RuleBroken, Conflict, Unavailable) as error:
            self.show_problem(error)
            return
        self.carried_out.emit()
        self.accept()

    def _refuse_long_lines(self) -> None:
        """What a line takes that somebody pastes a document into. Raises RuleBroken("line_too_long")."""
        for name, field in vars(self.ui).items():
            if isinstance(field, QLineEdit) and len(field.text()) > LONGEST_LINE:
                raise RuleBroken("line_too_long", field=name, limit=LONGEST_LINE)

    def refuse(self, why: str) -> None:
        """Whoever sits here would be refused, and why; "" when not."""
        if self._refused or why:
            self.ui.problem.setText(why)
            self.ui.problem.setVisible(bool(why))
        self._refused = why
        self._settle()

    def allow(self, *, wanted: bool) -> None:
        """Whether what stands in the form can be carried out."""
        self._wanted = wanted
        self._settle()

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self._settle()

    def _settle(self) -> None:
        self.ui.submit.setEnabled(self._wanted and not self.busy and not self._refused)
        self.ui.submit.setToolTip(self._refused)

    def _unmark(self) -> None:
        self.ui.problem.hide()
        for field in self.findChildren(QWidget):
            if field.property("problem"):
                mark_problem(field, wrong=False)
