"""At 150 % on the smallest screen no word of a page is cut off, in either language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from commandpost.app.desk import PersonRole
from commandpost.gui.pages.registry import PAGES
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from commandpost.gui.theme import SCALES, ThemeName
from commandpost.gui.widgets.shape import ShrinkingLabel
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, staff


def cut(ground: QWidget) -> Iterator[str]:
    """Labels and buttons that are shown with less room than their words take; some give way on purpose."""
    for one in ground.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, ShrinkingLabel):
            continue
        if isinstance(one, QLabel) and one.text() and one.wordWrap():
            if one.heightForWidth(one.width()) > one.height() + 2:
                yield f"{one.text()} ({one.height()} of {one.heightForWidth(one.width())} high)"
        elif isinstance(one, (QLabel, QAbstractButton)) and one.text():
            wanted = max(one.fontMetrics().horizontalAdvance(line) for line in one.text().split("\n"))
            if wanted > one.width() + 1:
                yield f"{one.text()} ({one.width()} of {wanted} wide)"


def test_a_planted_label_that_is_too_narrow_is_found(gui: Gui) -> None:
    ground = QWidget()
    QLabel("a sentence that needs its room", ground).setFixedWidth(20)
    ground.show()

    assert len(list(cut(ground))) == 1
    ground.close()


@pytest.mark.parametrize("language", list(Language))
def test_no_word_is_cut_off_at_the_largest_type_on_the_smallest_screen(gui: Gui, language: Language) -> None:
    async def scenario() -> None:
        person = staff(gui, "李静", PersonRole.ADMINISTRATOR)
        await gui.tasks.store(gui.services.people.sign_in, person, "1234")
        await gui.tasks.store(incident, gui)
        liking = Liking(language=language, scale=SCALES[-1], theme=ThemeName.NIGHT)
        shell = Shell(gui.shell_parts(liking), PAGES)
        gui.tasks.on_bug = gui.bugs.append
        window = shell.window
        window.resize(1366, 768)
        window.show()
        await gui.until(lambda: window.top_bar._shift is not None, "who is on duty")
        for page in window.pages:
            window.go(page)
            await gui.tasks.settled()
            window.tick()
            await gui.drawn()
            assert list(cut(window)) == [], page
            assert (window.width(), window.height()) == (1366, 768), page
        shell.release()
        window.close()

    gui.run(scenario())
