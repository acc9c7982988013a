"""What would be refused is grey and says why: to an auditor on every page, on a locked desk where it still shows."""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QListWidget, QWidget

from commandpost.app.desk import PersonRole
from commandpost.app.logbook import LogMode
from commandpost.app.permissions import Action, refusal
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.gui.dialogs.close_form import CloseForm
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import Page
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.shell import Shell
from commandpost.gui.widgets.shape import Button, button
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, staff

NOT_ALLOWED = "Your role does not allow this."
ROUNDS = 2  # a press may bring more buttons
ENOUGH = 15  # buttons looked at
Staff = dict[PersonRole, PersonId]


def why_not(gui: Gui, action: Action) -> str:
    """What whoever sits here is told of it."""
    error = refusal(gui.desk.session, action)
    assert error is not None
    return sentence(error)


def filled(gui: Gui) -> Staff:
    """A desk with something to press on every page, and one person of each role."""
    people = {role: staff(gui, role.value, role) for role in PersonRole}
    services = gui.services
    services.people.sign_in(people[PersonRole.DUTY_OFFICER], "1234")
    record = incident(gui)
    services.logbook.record("居民来电：门前积水", mode=LogMode.CALL_IN)
    services.tools.reminders.remind(services.logbook.record("十分钟后回访"), "30")
    services.ledgers.save("person", None, {"name": "王某", "needs": ("alone",)})
    services.reports.save(services.reports.draft(record))
    services.people.sign_out()
    services.logbook.record("没有登录时记的一条")
    return people


async def opened(gui: Gui) -> tuple[Shell, Staff]:
    people = await gui.tasks.store(filled, gui)
    shell = Shell(gui.shell_parts(Liking(language=Language.ENGLISH, idle_minutes=0)))
    gui.tasks.on_bug = gui.bugs.append
    shell.window.resize(1920, 1080)
    shell.window.show()
    await gui.until(lambda: shell.context.selection.incident, "an incident is chosen")
    return shell, people


async def sit(gui: Gui, shell: Shell, person: PersonId) -> None:
    await gui.tasks.store(gui.services.people.sign_in, person, "1234")
    shell.context.session_changed()
    await gui.tasks.settled()


def guarded(ground: QWidget) -> list[Button]:
    return [one for one in ground.findChildren(Button) if one.isVisible() and one.needs is not None]


async def walked(gui: Gui, shell: Shell) -> list[tuple[Page, list[Button]]]:
    """Every page in turn, with a record open where there is one, and the guarded buttons it shows."""
    window, seen = shell.window, []
    for name in window.pages:
        window.go(name, shell.context.selection.incident if name == "report" else None)
        await gui.tasks.settled()
        seen.append((window.pages[name], guarded(window.pages[name])))
    return seen


def pressable(ground: QWidget) -> Iterator[QAbstractButton]:
    for one in ground.findChildren(QAbstractButton):
        if shiboken6.isValid(one) and one.isVisible() and one.isEnabled():
            yield one


def refused(words: str) -> list[str]:
    """Where a sentence is shown now."""
    labels = (one for window in QApplication.topLevelWidgets() for one in window.findChildren(QLabel))
    return [one.text() for one in labels if one.isVisible() and words in one.text()]


async def press_all(gui: Gui, shell: Shell, ground: QWidget) -> list[str]:
    """Press whatever can be pressed; the names of those that were refused."""
    pressed: set[QAbstractButton] = set()
    wrong, page = [], shell.window.page
    for _ in range(ROUNDS):
        for one in tuple(pressable(ground)):
            if one in pressed or not shiboken6.isValid(one) or not one.isVisible() or not one.isEnabled():
                continue
            pressed.add(one)
            name = one.accessibleName() or one.text()
            one.click()
            await gui.tasks.settled()
            wrong += [name for _ in refused(NOT_ALLOWED)]
            for window in QApplication.topLevelWidgets():
                if isinstance(window, QDialog):
                    window.close()
            shell.window.go(page)
    return wrong


def test_an_auditor_can_press_nothing_that_is_refused(gui: Gui) -> None:
    async def scenario() -> None:
        shell, people = await opened(gui)
        await sit(gui, shell, people[PersonRole.AUDITOR])
        for ground, _ in await walked(gui, shell):
            shell.window.go(ground.id)
            sections = ground.findChildren(QListWidget)[:1] if ground is shell.window.pages["settings"] else []
            for at in range(sections[0].count() if sections else 1):
                for chooser in sections:
                    chooser.setCurrentRow(at)
                await gui.tasks.settled()
                assert await press_all(gui, shell, ground) == [], (shell.window.page, at)
        assert not gui.bugs
        shell.release()
        shell.window.close()

    gui.run(scenario())


def test_grey_follows_who_sits_here_on_every_page(gui: Gui) -> None:
    async def scenario() -> None:
        shell, people = await opened(gui)
        await sit(gui, shell, people[PersonRole.DUTY_OFFICER])
        before = [(one, one.isEnabled()) for _, shown in await walked(gui, shell) for one in shown]
        await sit(gui, shell, people[PersonRole.AUDITOR])
        for page, shown in await walked(gui, shell):
            for one in shown:
                assert not one.isEnabled(), (page, one.text())
                assert one.needs is not None
                assert one.toolTip() == one.accessibleDescription() == why_not(gui, one.needs)
        await sit(gui, shell, people[PersonRole.DUTY_OFFICER])
        await walked(gui, shell)
        again = [(one, enabled) for one, enabled in before if shiboken6.isValid(one)]
        assert len(again) > ENOUGH
        for one, enabled in again:
            assert one.isEnabled() == enabled, one.text()
            assert NOT_ALLOWED not in one.toolTip()
        shell.release()
        shell.window.close()

    gui.run(scenario())


def test_a_locked_desk_greys_all_but_the_log_and_a_new_incident_until_the_pin(gui: Gui) -> None:
    async def scenario() -> None:
        shell, people = await opened(gui)
        page = shell.window.pages["command"]
        await sit(gui, shell, people[PersonRole.DUTY_OFFICER])
        able = [one for one in guarded(page) if one.isEnabled()]
        assert able
        await gui.tasks.store(gui.services.people.lock)
        shell.context.session_changed()
        await gui.drawn()
        assert not any(one.isEnabled() for one in able)
        assert {one.toolTip() for one in able} == {sentence(RuleBroken("locked"))}
        assert any(one.accessibleName() == "New incident" and one.isEnabled() for one in page.findChildren(Button))

        await gui.tasks.store(gui.services.people.unlock, "1234")
        shell.context.session_changed()
        await gui.drawn()
        assert all(one.isEnabled() for one in able)
        shell.release()
        shell.window.close()

    gui.run(scenario())


def test_what_a_page_wants_meanwhile_counts_when_the_right_is_back(gui: Gui) -> None:
    wanted, unwanted = button("Send"), button("Sign")
    for one in (wanted, unwanted):
        one.refuse("Your role does not allow this.")
    wanted.setEnabled(True)
    unwanted.setEnabled(False)
    assert not wanted.isEnabled()

    for one in (wanted, unwanted):
        one.refuse("")
    assert wanted.isEnabled()
    assert not unwanted.isEnabled()


def test_a_form_that_would_be_refused_says_so_before_anything_is_typed_for_nothing(gui: Gui) -> None:
    async def scenario() -> None:
        shell, people = await opened(gui)
        row = gui.services.incidents.open_rows()[0]
        await sit(gui, shell, people[PersonRole.AUDITOR])
        form = CloseForm(shell.context, row, shell.window)
        form.show()
        assert not form.ui.submit.isEnabled()
        assert form.ui.problem.text() == why_not(gui, Action.CLOSE_INCIDENT)
        await sit(gui, shell, people[PersonRole.DUTY_OFFICER])
        assert form.ui.submit.isEnabled()
        assert form.ui.problem.isHidden()
        form.close()
        shell.release()
        shell.window.close()

    gui.run(scenario())
