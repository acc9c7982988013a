from __future__ import annotations

import asyncio
import weakref
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QListView
from shiboken6 import isValid

from commandpost.app.desk import PersonRole
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.link import LinkState, LinkStatus
from commandpost.app.logbook import LogMode
from commandpost.domain.codes import Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import NewIncident
from commandpost.gui.dialogs.sign_in_form import SignInForm
from commandpost.gui.notices import Tone
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.preferences import Language, Liking, keep_liking, read_liking
from commandpost.gui.shell import Shell
from commandpost.gui.theme import ThemeName
from commandpost.gui.window.lock import IdleWatch
from commandpost.gui.window.top_bar import trust_words
from commandpost.journal.clock import ClockTrust
from tests.fakes import START
from tests.gui.conftest import Gui, staff_member
from tests.gui.pages.shown import PIN, staff


async def shown(gui: Gui, liking: Liking | None = None) -> Shell:
    """The whole window with its command page, read once."""
    shell = Shell(gui.shell_parts(liking or Liking(language=Language.ENGLISH)), (CommandPage,))
    gui.tasks.on_bug = gui.bugs.append
    shell.window.resize(1366, 768)
    shell.window.show()
    await gui.until(lambda: command(shell)._view is not None and shell.window.top_bar._shift is not None)
    return shell


def command(shell: Shell) -> CommandPage:
    page = shell.window.pages["command"]
    assert isinstance(page, CommandPage)
    return page


def end(gui: Gui, shell: Shell) -> None:
    shell.window._ticker.stop()  # one with a half-typed line asks before it closes; nothing of it lives on here
    shell.release()
    shell.window.close()


def test_a_key_opens_the_form_and_escape_leads_back_to_the_log(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        shell.window.act("list.focus")
        assert isinstance(shell.window.focusWidget(), QListView)
        QTest.keyClick(shell.window, Qt.Key.Key_Escape)
        await gui.until(lambda: shell.window.focusWidget() is command(shell).log.entry.edit)
        end(gui, shell)

    gui.run(scenario())


def test_nothing_new_takes_the_focus_from_typing(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        edit = command(shell).log.entry.edit
        edit.setFocus()
        QTest.keyClicks(edit, "half a sen")
        shell.context.notices.say("something came in", key="a", tone=Tone.ALARM)
        gui.services.logbook.record("of another room", mode=LogMode.CALL_IN)
        await gui.until(lambda: len(command(shell).log.model.items) == 1)
        QTest.keyClicks(edit, "tence")

        assert shell.window.focusWidget() is edit
        assert edit.toPlainText() == "half a sentence"
        edit.clear()  # a window with a half-typed line asks before it closes
        end(gui, shell)

    gui.run(scenario())


def test_the_top_bar_tells_link_trust_and_empty_posts(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        bar = shell.window.top_bar
        shell.window.show_link(
            LinkStatus(state=LinkState.OFFLINE, since=START, pending=14, problem="server_unreachable")
        )
        gui.later(minutes=37)
        shell.window.tick()
        assert "14" in bar._pill.text()
        assert "00:37" in bar._pill.text()
        assert bar._pill.toolTip()
        shell.window.show_link(LinkStatus(state=LinkState.ONLINE, since=START, last_sync=START))
        shell.window.tick()
        assert bar._pill.property("role") == "pill-good"
        assert "nobody" in bar._primary.accessibleName()
        assert bar._clock.text() == "03:01:08"
        end(gui, shell)

    gui.run(scenario())


@pytest.mark.parametrize(
    ("trust", "role"),
    [
        (ClockTrust(offset=0.0, uncertainty=0.2, anchored_at=START), "small"),
        (ClockTrust(offset=0.0, uncertainty=9.0, anchored_at=START), "soon"),
        (ClockTrust(offset=None, uncertainty=None, anchored_at=None), "soon"),
        (ClockTrust(offset=0.0, uncertainty=0.2, anchored_at=START, stepped=-86400.0), "overdue"),
    ],
)
def test_a_clock_that_cannot_be_trusted_is_told_plainly(trust: ClockTrust, role: str) -> None:
    assert trust_words(trust)[1] == role


def test_signing_in_by_person_and_pin_names_the_author(gui: Gui) -> None:
    async def scenario() -> None:
        await gui.tasks.store(staff_member, gui, "王磊")
        gui.desk.session.person, gui.desk.session.name = None, ""
        shell = await shown(gui)
        assert "Not signed in" in shell.window.top_bar._person.text()
        shell.window.act("sign_in")
        await gui.until(lambda: shell.window.findChildren(SignInForm))
        form = shell.window.findChildren(SignInForm)[0]
        QTest.keyClicks(form.ui.pin, "9999")
        QTest.keyClick(form.ui.pin, Qt.Key.Key_Return)
        await gui.until(lambda: not form.ui.problem.isHidden())
        QTest.keyClicks(form.ui.pin, "1234")
        QTest.keyClick(form.ui.pin, Qt.Key.Key_Return)
        await gui.until(lambda: shell.window.top_bar._person.text() == "王磊")
        end(gui, shell)

    gui.run(scenario())


def test_a_locked_desk_still_takes_entries_and_opens_by_pin(gui: Gui) -> None:
    async def scenario() -> None:
        person = await gui.tasks.store(staff_member, gui, "李静")
        await gui.tasks.store(gui.services.people.sign_in, PersonId(person), "1234")
        shell = await shown(gui)
        shell.window.act("lock")
        await gui.until(lambda: not shell.window.lock_bar.isHidden())
        edit = command(shell).log.entry.edit
        QTest.keyClicks(edit, "still writing")
        QTest.keyClick(edit, Qt.Key.Key_Return)
        await gui.until(lambda: len(command(shell).log.model.items) == 1)
        shell.window.lock_bar.pin.setText("1234")
        QTest.keyClick(shell.window.lock_bar.pin, Qt.Key.Key_Return)
        await gui.until(shell.window.lock_bar.isHidden)
        end(gui, shell)

    gui.run(scenario())


def test_an_untouched_desk_locks_itself(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        gui.later(minutes=9)
        shell.window.tick()
        assert not gui.desk.session.locked
        gui.later(minutes=2)
        shell.window.tick()
        await gui.until(lambda: gui.desk.session.locked)
        end(gui, shell)

    gui.run(scenario())


def test_a_desk_told_never_to_lock_does_not(qapp: object) -> None:
    watch = IdleWatch(START)

    assert not watch.is_idle(START.replace(year=2027), 0)


def test_a_clock_set_back_does_not_keep_an_untouched_desk_open(qapp: object) -> None:
    watch = IdleWatch(START)
    back = START - timedelta(hours=1)

    assert not watch.is_idle(back, 10)
    assert watch.is_idle(back + timedelta(minutes=10), 10)


def test_an_alarm_is_silenced_by_a_named_person_only(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        gui.desk.session.person = None
        shell.context.notices.say("flood", key="flood", tone=Tone.ALARM)
        shell.window.act("alarm.acknowledge")
        assert shell.context.alarm.sounding == ("flood",)
        gui.desk.session.person, gui.desk.session.name = PersonId("staff-officer"), "李静"
        shell.window.act("alarm.acknowledge")
        await gui.until(lambda: shell.context.alarm.sounding == ())
        await gui.until(lambda: any("李静" in item.text for item in command(shell).log.model.items))
        end(gui, shell)

    gui.run(scenario())


def test_an_overdue_report_raises_one_alarm_and_its_cause_gone_ends_it(gui: Gui) -> None:
    async def scenario() -> None:
        new = NewIncident(title="积水", code="", level=Level.GENERAL, received=gui.desk.now())
        record: RecordId = gui.services.incidents.open(new)
        gui.services.reports.phone_report(record, to="区总值班室", taken_by="赵强")
        shell = await shown(gui)
        await gui.until(lambda: shell.window.watch.board and shell.window.watch.board.causes)
        assert shell.window.banners.texts == ()
        gui.later(minutes=70)
        shell.window.tick()
        shell.window.tick()
        assert len(shell.context.alarm.sounding) == 1
        assert "积水" in shell.window.banners.texts[0]
        leader = staff(gui, "陈建国", PersonRole.DUTY_LEADER)
        signed = LeaderSignature(leader=leader, pin=PIN)
        gui.services.incidents.close(record, reason="误报", not_reported=True, signature=signed)
        await gui.until(lambda: shell.context.alarm.sounding == ())
        end(gui, shell)

    gui.run(scenario())


def test_the_palette_and_the_search_lead_where_they_say(gui: Gui) -> None:
    async def scenario() -> None:
        gui.services.incidents.open(NewIncident(title="槐树里坍塌", code="", received=gui.desk.now()))
        shell = await shown(gui)
        finder = shell.window.finder
        shell.window.act("palette")
        QTest.keyClicks(finder.edit, "Back to the log")
        await gui.until(lambda: finder.list.count() == 1)
        QTest.keyClick(finder.edit, Qt.Key.Key_Return)
        assert finder.isHidden()
        shell.window.act("search")
        finder.edit.setText("槐树里")
        finder.edit.textEdited.emit("槐树里")
        await gui.until(lambda: finder.list.count() == 1)
        QTest.keyClick(finder.edit, Qt.Key.Key_Return)
        assert shell.context.selection.title == "槐树里坍塌"
        end(gui, shell)

    gui.run(scenario())


def test_another_language_builds_the_window_anew_and_keeps_the_desk(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        english = shell.window
        shell.context.preferences.choose(replace(shell.context.preferences.liking, language=Language.CHINESE))
        assert shell.window is not english
        assert shell.window.rail._buttons["command"].text() == "指挥"
        assert not shell._closed.is_set()
        end(gui, shell)
        back = Shell(gui.shell_parts(Liking(language=Language.ENGLISH)), (CommandPage,))
        end(gui, back)

    gui.run(scenario())


def test_a_window_built_anew_leaves_nothing_of_the_old_one_listening(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        crashed: list[str] = []
        shell.crash.caught.connect(crashed.append)
        old = weakref.ref(shell.window)
        for language in (Language.CHINESE, Language.ENGLISH):
            shell.context.preferences.choose(replace(shell.context.preferences.liking, language=language))
        await gui.until(lambda: (gone := old()) is None or not isValid(gone))
        shell.window.act("theme")
        shell.context.selection.choose(RecordId("incident-1"), "槐树里坍塌")
        shell.context.navigator.place_asked.emit(LonLat(116.41, 39.9))
        await gui.until(lambda: gui.tasks.idle)
        assert (gui.bugs, crashed) == ([], [])
        end(gui, shell)

    gui.run(scenario())


def test_the_theme_changes_with_one_key_and_is_kept(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        shell.window.act("theme")
        assert shell.context.theme.name is ThemeName.NIGHT
        await gui.until(lambda: read_liking(gui.desk.store).theme is ThemeName.NIGHT)
        end(gui, shell)

    gui.run(scenario())


def test_a_setting_nobody_understands_gives_way_to_what_is_shipped(gui: Gui) -> None:
    gui.desk.store.set_setting("window", {"theme": "purple", "scale": 9000, "language": "xx", "idle_minutes": "soon"})
    assert read_liking(gui.desk.store) == Liking()
    keep_liking(gui.desk.store, Liking(theme=ThemeName.NIGHT, scale=130, language=Language.ENGLISH, idle_minutes=0))
    assert read_liking(gui.desk.store).scale == 130


def test_a_bug_is_told_with_its_report_and_the_window_lives(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        shell.crash.take(ZeroDivisionError("planted"))
        assert any("crash-" in text for text in shell.window.banners.texts)
        assert list((gui.folder / "crashes").glob("crash-*.txt"))
        end(gui, shell)

    gui.run(scenario())


def test_closing_the_window_ends_the_desk_in_order(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await shown(gui)
        waiting = asyncio.ensure_future(shell.until_closed())
        shell.window.close()
        await asyncio.wait_for(waiting, 20)

    gui.run(scenario())


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
@pytest.mark.parametrize("theme", list(ThemeName))
def test_no_button_of_the_command_page_is_cut_off(gui: Gui, size: tuple[int, int], theme: ThemeName) -> None:
    async def scenario() -> None:
        shell = await shown(gui, Liking(theme=theme, language=Language.CHINESE))
        shell.window.resize(*size)
        await asyncio.sleep(0)  # the layout; events processed by hand inside a task would lose another's wakeup
        await gui.until(lambda: shell.window.size().toTuple() == size, "resized")
        page = command(shell)
        for part in (page.incidents, page.log):
            assert part.width() >= part.minimumSizeHint().width()
            assert _inside(part, shell)
        end(gui, shell)

    gui.run(scenario())


def _inside(part: QFrame, shell: Shell) -> bool:
    right = part.mapTo(shell.window, part.rect().bottomRight())
    return right.x() <= shell.window.width() and right.y() <= shell.window.height()
