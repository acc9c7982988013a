"""The store's worker freezes and keeps papers; the press works beside it."""

from __future__ import annotations

import threading

from commandpost.domain.errors import Unavailable
from commandpost.domain.papers import Paper
from commandpost.gui.context import GuiContext
from commandpost.gui.print_desk import PrintWatch, printed
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, staff


def pressing(gui: Gui, threads: list[str], *, fails: bool = False) -> GuiContext:
    """A context whose press tells where it worked."""
    context = gui.context()
    real = context.services.print_paper
    assert real is not None

    def press(paper: Paper) -> bytes:
        threads.append(threading.current_thread().name)
        if fails:
            raise Unavailable("paper_fonts_missing")
        return real(paper)

    object.__setattr__(context.services, "print_paper", press)
    return context


def test_what_was_sent_is_set_soon_after_by_no_worker_of_the_store(gui: Gui) -> None:
    async def scenario() -> None:
        threads: list[str] = []
        gui.desk.session.person, gui.desk.session.name = staff(gui, "李静"), "李静"
        context = pressing(gui, threads)
        watch = PrintWatch(context)
        gui.bridge.changed.connect(watch.refresh)
        reports = gui.services.reports
        sent = await gui.tasks.store(lambda: reports.send(reports.draft(incident(gui))))
        await gui.until(lambda: gui.desk.store.record(sent).fields.get("pdf"))

        assert threads
        assert all(name.startswith("net") for name in threads)
        kept = await printed(context, lambda: reports.print_job(sent))
        assert kept.startswith(b"%PDF")
        assert gui.services.papers.room.waiting() == ()

    gui.run(scenario())


def test_a_press_that_fails_holds_nothing_back_and_is_asked_again(gui: Gui) -> None:
    async def scenario() -> None:
        threads: list[str] = []
        gui.desk.session.person, gui.desk.session.name = staff(gui, "李静"), "李静"
        watch = PrintWatch(pressing(gui, threads, fails=True))
        reports = gui.services.reports
        sent = await gui.tasks.store(lambda: reports.send(reports.draft(incident(gui))))
        await watch._work()

        assert len(threads) == 1
        assert [job.record for job in gui.services.papers.room.waiting()] == [sent]
        assert reports.pdf(sent).startswith(b"%PDF")
        assert gui.services.papers.room.waiting() == ()

    gui.run(scenario())
