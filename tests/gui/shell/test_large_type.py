"""On the smallest screen no word of a page is cut off, in either language, at the usual and the largest type."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QLabel, QLineEdit, QWidget

from commandpost.app.desk import PersonRole
from commandpost.gui.notices import Tone
from commandpost.gui.pages.registry import PAGES
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from commandpost.gui.theme import SCALES, ThemeName
from commandpost.gui.widgets.shape import ShrinkingLabel
from commandpost.gui.widgets.side_list import SideList
from commandpost.gui.window.banner import Banner
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, staff


def cut(ground: QWidget) -> Iterator[str]:
    """Labels and buttons that are shown with less room than their words take; some give way on purpose."""
    for one in ground.findChildren(QWidget):
        if not one.isVisible() or isinstance(one, ShrinkingLabel):
            continue
        if isinstance(one, (QLabel, QAbstractButton, QLineEdit, QComboBox)) and _sticks_out(one):
            named = one.accessibleName() or one.property("text")
            yield f"{named} sticks out of what it stands on: {one.geometry()}"
        if isinstance(one, QLabel) and one.text() and one.wordWrap():
            if one.heightForWidth(one.width()) > one.height() + 2:
                yield f"{one.text()} ({one.height()} of {one.heightForWidth(one.width())} high)"
        elif isinstance(one, (QLabel, QAbstractButton)) and one.text():
            wanted = max(one.fontMetrics().horizontalAdvance(line) for line in one.text().split("\n"))
            if wanted > one.width() + 1:
                yield f"{one.text()} ({one.width()} of {wanted} wide)"


def _sticks_out(one: QWidget) -> bool:
    """Whether what it stands on ends before it does; what scrolls is reached by scrolling."""
    ground = one.parentWidget()
    if ground is None or one.isWindow() or isinstance(ground.parentWidget(), QAbstractScrollArea):
        return False
    return not ground.rect().adjusted(-1, -1, 1, 1).contains(one.geometry())


def test_a_planted_label_that_is_too_narrow_is_found(gui: Gui) -> None:
    ground = QWidget()
    QLabel("a sentence that needs its room", ground).setFixedWidth(20)
    ground.show()

    assert len(list(cut(ground))) == 1
    ground.close()


def test_a_planted_field_that_is_squeezed_out_of_its_card_is_found(gui: Gui) -> None:
    card = QWidget()
    QLineEdit("30", card).setGeometry(0, 20, 80, 30)
    card.resize(100, 40)
    card.show()

    assert len(list(cut(card))) == 1
    card.close()


@pytest.mark.parametrize("scale", [SCALES[0], SCALES[-1]])
@pytest.mark.parametrize(("language", "theme"), list(zip(Language, ThemeName, strict=True)))
def test_no_word_is_cut_off_on_the_smallest_screen(gui: Gui, language: Language, theme: ThemeName, scale: int) -> None:
    """Under two banners, so that little height is left."""

    async def scenario() -> None:
        person = staff(gui, "李静", PersonRole.ADMINISTRATOR)
        await gui.tasks.store(gui.services.people.sign_in, person, "1234")
        await gui.tasks.store(incident, gui)
        liking = Liking(language=language, scale=scale, theme=theme)
        shell = Shell(gui.shell_parts(liking), PAGES)
        gui.tasks.on_bug = gui.bugs.append
        window = shell.window
        window.resize(1366, 768)
        window.show()
        for words in ("光明路配电室跳闸停电：书面初报时限已过半。", "Nobody is at the post of the leader."):
            shell.context.notices.say(words, key=words, tone=Tone.WARNING)
        await gui.until(lambda: window.top_bar._shift is not None, "who is on duty")
        for page in window.pages:
            window.go(page)
            parts = window.pages[page].findChildren(SideList)[:1] if page == "settings" else []
            for at in range(parts[0].count() if parts else 1):
                for chooser in parts:
                    chooser.setCurrentRow(at)
                await gui.tasks.settled()
                window.tick()
                await gui.drawn()
                assert list(cut(window)) == [], (page, at)
                assert (window.width(), window.height()) == (1366, 768), page
        shell.release()
        window.close()

    gui.run(scenario())


def test_what_is_searched_for_never_lies_on_what_an_alarm_says(gui: Gui) -> None:
    async def scenario() -> None:
        shell = Shell(gui.shell_parts(Liking(scale=SCALES[-1], idle_minutes=0)), PAGES)
        window = shell.window
        window.resize(1366, 768)
        window.show()
        for words in ("光明路配电室跳闸停电：书面初报时限已过半。", "本班副班未到岗。", "与服务器的联络中断。"):
            shell.context.notices.say(words, key=words, tone=Tone.WARNING)
        await gui.drawn()
        window.act("search")
        await gui.drawn()
        banners = window.banners.geometry().translated(window.banners.parentWidget().mapTo(window, QPoint()))

        assert not window.finder.geometry().intersects(banners)
        assert window.rect().contains(window.finder.geometry())
        shell.release()
        window.close()

    gui.run(scenario())


@pytest.mark.parametrize(("scale", "seen"), [(SCALES[0], 3), (SCALES[-1], 2)])
def test_large_type_on_a_low_screen_shows_one_bar_less_and_counts_it(gui: Gui, scale: int, seen: int) -> None:
    async def scenario() -> None:
        shell = Shell(gui.shell_parts(Liking(scale=scale, idle_minutes=0)), PAGES)
        window = shell.window
        window.resize(1366, 768)
        window.show()
        for words in ("一", "二", "三"):
            shell.context.notices.say(words, key=words, tone=Tone.ALARM)
        await gui.until(lambda: len(window.banners.texts) == 3)  # once the journal has told what was heard before
        await gui.drawn()

        assert sum(one.isVisible() for one in window.banners.findChildren(Banner)) == seen
        assert window.banners.more.isVisible() == (seen < 3)
        shell.release()
        window.close()

    gui.run(scenario())
