"""The preview of a paper of many pages: what is not in sight is not read yet."""

from __future__ import annotations

from commandpost.gui.widgets.paper_view import PaperView
from tests.gui.conftest import Gui

PAGE = b'<svg viewBox="0 0 210 %d" xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>'


def test_of_sixty_pages_only_those_in_sight_are_read_and_all_have_their_place(gui: Gui) -> None:
    async def scenario() -> None:
        view = PaperView(gui.context().theme)
        view.resize(500, 600)
        view.show()
        view.show_pages([PAGE % 297] * 59 + [PAGE % 105])
        await gui.drawn()
        view.grab()

        boxes = view._sheets._boxes()
        assert (view.pages, len(boxes)) == (60, 60)
        assert 0 < len(view._sheets._read) < 5
        assert round(boxes[0].height() / boxes[0].width(), 2) == 1.41
        assert boxes[59].height() < boxes[59].width()
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        view.grab()
        assert 59 in view._sheets._read
        view.close()

    gui.run(scenario())
