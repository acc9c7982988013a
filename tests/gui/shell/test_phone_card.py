from __future__ import annotations

from PySide6.QtWidgets import QLabel

from commandpost.app.logbook import LogMode
from commandpost.domain.phone_card import ORDER
from commandpost.gui.dialogs.phone_form import PhoneForm
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident


def test_the_card_is_read_out_in_order_and_the_read_back_is_logged_as_it_was(gui: Gui) -> None:
    record = incident(gui)
    gui.services.logbook.record("消防2车到场", mode=LogMode.ON_SCENE, incident=record)

    async def scenario() -> None:
        form = PhoneForm(gui.context(), gui.services.incidents.row(record))
        form.show()
        await gui.until(lambda: len(form.card.findChildren(QLabel)) == 2 * len(ORDER), "the card")
        told = [one.text() for one in form.card.findChildren(QLabel)]
        assert "槐树里12号院" in told
        assert "消防2车到场" in told
        assert "消防2车到场" in form.ui.summary.toPlainText()
        assert not form.ui.read_back.isChecked()
        form.ui.taken_by.setText("赵强")
        form.ui.read_back.setChecked(True)
        form.begin()
        await gui.until(lambda: gui.desk.store.count("report") == 1, "reported")

    gui.run(scenario())
    (report,) = gui.desk.store.records("report")
    assert (report.fields["taken_by"], report.fields["read_back"]) == ("赵强", True)
    assert any("对方复述无误" in line.text for line in gui.services.logbook.items(limit=5))
