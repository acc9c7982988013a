from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.domain.codes import Level
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import NewIncident
from commandpost.gui.dialogs.figure_history import FigureHistoryDialog
from commandpost.gui.dialogs.incident_form import IncidentForm
from commandpost.gui.pages.report import ReportPage
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown


def changed_incident(gui: Gui) -> RecordId:
    new = NewIncident(title="倒塌", code="", level=Level.LARGER, received=gui.desk.now(), source="110", injured=2)
    incident = gui.services.incidents.open(new)
    gui.later(minutes=3)
    gui.services.incidents.revise(incident, {"injured": 4}, "120复核", source="120", verifier="王某")
    return incident


def words(dialog: FigureHistoryDialog) -> list[list[str]]:
    model = dialog.table.table
    return [[str(model.data(model.index(at, n))) for n in range(model.columnCount())] for at in range(len(model.rows))]


def test_one_key_in_the_incident_form_shows_every_value_of_the_figure_in_focus(gui: Gui) -> None:
    async def scenario() -> None:
        incident = changed_incident(gui)
        form = IncidentForm(gui.context())
        form.revise(gui.services.incidents.row(incident))
        form.show()
        form.ui.injured.setFocus()
        await gui.until(form.ui.injured.hasFocus)
        QTest.keyClick(form, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        dialog = form.findChild(FigureHistoryDialog)
        assert isinstance(dialog, FigureHistoryDialog)
        await gui.until(lambda: dialog.table.table.rows)

        told = words(dialog)
        assert [row[1] for row in told] == ["4", "2"]
        assert told[0][3:] == ["120", "李某", "120复核", "王某"]
        assert told[1][3:5] == ["110", "李某"]
        form.close()

    gui.run(scenario())


def test_the_report_form_shows_the_values_of_all_figures_at_a_click_and_keeps_what_is_typed(gui: Gui) -> None:
    async def scenario() -> None:
        incident = changed_incident(gui)
        page = shown(gui, ReportPage)
        page.open_record(incident)
        await gui.until(lambda: page._open is not None)
        page.desk.form._title.setText("正在输入")
        page.desk.form.ask_history()
        dialog = page.findChild(FigureHistoryDialog)
        assert isinstance(dialog, FigureHistoryDialog)
        await gui.until(lambda: dialog.table.table.rows)

        assert [row[1] for row in words(dialog)] == ["4", "2"]
        assert page.desk.form._title.text() == "正在输入"
        dialog.close()
        page.close()

    gui.run(scenario())


def test_a_figure_nobody_told_says_so(gui: Gui) -> None:
    async def scenario() -> None:
        dialog = FigureHistoryDialog(gui.context(), changed_incident(gui), "dead")
        dialog.show()
        await gui.until(dialog.empty.isVisible)

        assert dialog.table.table.rows == ()
        dialog.close()

    gui.run(scenario())
