"""The whole first report by keyboard alone: the call, the incident, the telephone, the written report."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.tour.scene import Scene
from commandpost.bootstrap.tour.typist import Typist
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.report import missing_elements
from commandpost.domain.rules import Step
from commandpost.gui.dialogs.form import FormDialog
from commandpost.gui.dialogs.incident_form import IncidentForm
from commandpost.gui.dialogs.phone_form import PhoneForm
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.pages.report.page import ReportPage

MOST_PRESSES = 20  # of F8; each fills one element
F = TypeVar("F", bound=FormDialog)
WITHIN = 90  # seconds


async def keyboard_report(scene: Scene) -> str:
    """Write it, move the virtual clock by the time it takes a slow operator, and say the keys.

    Raises ``RuleBroken("tour_too_slow", seconds, limit)``.
    """
    said, actor = scene.event.values, scene.actor
    typist = Typist(actor.window)
    actor.window.activateWindow()
    actor.window.go("command")
    page = cast("CommandPage", actor.window.pages["command"])
    page.setFocus()
    await typist.until(lambda: QApplication.focusWidget() is page.log.entry.edit, "the log box has no focus")
    begun = scene.stage.time.now()
    await _call(typist, page, said["text"])
    record = await _incident(scene, typist, page, said["code"], said["place"])
    await _back(typist, scene)
    await _phone(typist, said["taken_by"])
    await _back(typist, scene)
    await _written(scene, typist, record)
    count = typist.count
    scene.stage.time.advance_to(begun + timedelta(seconds=count.seconds))
    limit = said.get("within_seconds", WITHIN)
    if count.seconds > limit:
        raise RuleBroken("tour_too_slow", seconds=round(count.seconds), limit=limit)
    return spoken(
        f"按键 {count.keys} 次，{count.characters} 字，{count.thoughts} 栏，等机器 {count.waited:.1f} 秒："
        f"共 {count.seconds:.0f} 秒，限 {limit} 秒",
        f"{count.keys} keys, {count.characters} characters, {count.thoughts} fields, "
        f"{count.waited:.1f} s waited for the machine: {count.seconds:.0f} s of at most {limit} s",
    )


async def _call(typist: Typist, page: CommandPage, text: str) -> None:
    """What is heard, typed as it is heard."""
    await typist.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    await typist.write(text)
    await typist.press(Qt.Key.Key_Return)
    await typist.until(lambda: not page.log.entry.edit.toPlainText(), f"not saved: {page.log.entry.problem.text()}")
    await typist.until(lambda: bool(page.log.undecided.isVisible()), "the call is not offered for a decision")


async def _incident(scene: Scene, typist: Typist, page: CommandPage, code: str, place: str) -> RecordId:
    """Alt+I, Enter: a new incident from the call, which brings title and time."""
    store, incidents = scene.actor.store, scene.actor.services.incidents
    known = {row.id for row in await store(incidents.open_rows)}
    await typist.press(Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    await typist.until(lambda: QApplication.activePopupWidget() is not None, "no choice for the call")
    await typist.press(Qt.Key.Key_Return)
    form = await _form(typist, IncidentForm)
    await typist.tab_to(form.ui.code)
    await typist.write(code, latin=True)
    await typist.tab_to(form.ui.place)
    await typist.write(place)
    await typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await typist.until(lambda: not _open(IncidentForm), "the incident is not opened")
    fresh = [row for row in await store(incidents.open_rows) if row.id not in known]
    scene.stage.name("incident", scene.event.values["id"], fresh[0].id)
    record, selection = fresh[0].id, scene.actor.window.context.selection
    await typist.until(lambda: selection.incident == record, "the new incident is not chosen")
    listed = page.incidents.model
    await typist.until(lambda: any(row.id == record for row in listed.rows), "the new incident is not in the list")
    return record


async def _phone(typist: Typist, taken_by: str) -> None:
    """F3: read out, who took it, read back."""
    await typist.press(Qt.Key.Key_F3)
    form = await _form(typist, PhoneForm)
    await typist.tab_to(form.ui.taken_by)
    await typist.write(taken_by)
    await typist.tab_to(form.ui.read_back)
    await typist.press(Qt.Key.Key_Space)
    await typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await typist.until(lambda: not _open(PhoneForm), "the telephone report is not logged")


async def _written(scene: Scene, typist: Typist, incident: RecordId) -> None:
    """F4: drafted from the log; F8 for what nobody knows yet; Ctrl+Enter sends."""
    reports = scene.actor.services.reports
    page = cast("ReportPage", scene.actor.window.pages["report"])
    await typist.press(Qt.Key.Key_F4)
    await typist.until(lambda: page.desk.isVisible() and page.desk.form.draft() is not None, "no draft")

    def missing() -> int:
        draft = page.desk.form.draft()
        return len(missing_elements(draft.step, draft.elements)) if draft is not None else 0

    for _press in range(MOST_PRESSES):
        if not missing():
            break
        await typist.press(Qt.Key.Key_F8)
    await typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rows = await scene.actor.wait_for(
        lambda: [one for one in reports.rows(incident=incident) if one.step is Step.INITIAL and one.sent_at],
        "the written report did not leave",
    )
    scene.stage.paper(f"keyboard-{scene.event.values['id']}", await scene.actor.store(reports.pdf, rows[0].id))


async def _back(typist: Typist, scene: Scene) -> None:
    """A window manager gives the focus back when a form closes; without a screen nobody does."""
    scene.actor.window.activateWindow()
    await typist.until(scene.actor.window.isActiveWindow, "the window does not come back")


async def _form(typist: Typist, kind: type[F]) -> F:
    await typist.until(lambda: bool(_open(kind)), f"{kind.__name__} does not open")
    form = _open(kind)[0]
    form.activateWindow()
    await typist.until(lambda: QApplication.focusWidget() is not None and form.isActiveWindow(), "no focus in the form")
    return form


def _open(kind: type[F]) -> list[F]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
