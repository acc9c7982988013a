"""Every dialog, in both languages, at the usual and the largest type: no word is cut off, nothing is squeezed out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from commandpost.app.desk import PersonRole
from commandpost.app.incidents import IncidentRow
from commandpost.app.logbook import LogItem
from commandpost.app.spot_checks import SpotCheck
from commandpost.bootstrap.paths import generated_dir
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.spot_check import SpotCheckOutcome
from commandpost.gui.context import GuiContext
from commandpost.gui.dialogs.close_form import CloseForm
from commandpost.gui.dialogs.conflict_form import ConflictForm
from commandpost.gui.dialogs.correct_form import CorrectForm
from commandpost.gui.dialogs.explain_days_form import ExplainDaysForm
from commandpost.gui.dialogs.figure_history import FigureHistoryDialog
from commandpost.gui.dialogs.incident_form import IncidentForm
from commandpost.gui.dialogs.merge_form import MergeForm
from commandpost.gui.dialogs.phone_book import PhoneBookDialog
from commandpost.gui.dialogs.phone_form import PhoneForm
from commandpost.gui.dialogs.refused_window import RefusedWindow
from commandpost.gui.dialogs.reminder_form import ReminderForm
from commandpost.gui.dialogs.shelve_form import ShelveForm
from commandpost.gui.dialogs.sign_in_form import SignInForm
from commandpost.gui.dialogs.spot_check_form import SpotCheckForm
from commandpost.gui.dialogs.template_picker import TemplatePicker
from commandpost.gui.dialogs.unlock_window import UnlockWindow
from commandpost.gui.messages import words
from commandpost.gui.pages.onward.channel_in import InDialog
from commandpost.gui.pages.onward.channel_out import OutDialog
from commandpost.gui.pages.onward.papers_dialog import PapersDialog
from commandpost.gui.pages.onward.stick_dialog import StickDialog
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.runtime.app import Translations
from commandpost.gui.theme import SCALES, ThemeName
from commandpost.gui.window.alarm_list import AlarmList
from commandpost.gui.window.keys import KeysDialog
from tests.gui.conftest import Gui
from tests.gui.pages.shown import incident, staff
from tests.gui.shell.test_conflict_form import parted
from tests.gui.shell.test_large_type import cut


@dataclass(frozen=True, slots=True)
class Desk:
    """What the dialogs are about."""

    gui: Gui
    context: GuiContext
    incident: RecordId
    parted: RecordId
    report: RecordId
    under: QWidget


def _check(desk: Desk) -> SpotCheck:
    return SpotCheck(
        id=RecordId("check-1"),
        unit=UnitCode("110199001"),
        unit_name="永宁街道",
        asked_by="赵强",
        from_unit_name="示范区应急管理局总值班室",
        question="带班领导是否在岗，值班电话是否畅通？",
        called_at=desk.gui.desk.now(),
        limit=timedelta(minutes=3),
        shown_at=None,
        answered_at=None,
        answered_by="",
        leader_present=False,
        words="",
        outcome=SpotCheckOutcome.WAITING,
    )


def _row(desk: Desk, which: RecordId | None = None) -> IncidentRow:
    return desk.gui.services.incidents.row(which or desk.incident)


def _line(desk: Desk) -> LogItem:
    return desk.gui.services.logbook.items(limit=1)[0]


def _revise(desk: Desk) -> QWidget:
    form = IncidentForm(desk.context, None, desk.under)
    form.revise(_row(desk))
    return form


def _stick(desk: Desk) -> QWidget:
    channels = desk.gui.services.channels
    assert channels is not None
    return StickDialog(desk.context, channels.stick, desk.under)


def _out(desk: Desk) -> QWidget:
    return OutDialog(desk.context, desk.report, "关于槐树里12号院自建房局部坍塌的初报", parent=desk.under)


def _refused(desk: Desk) -> QWidget:
    folder = Path("/home/zhibanshi/.local/share/commandpost/yongning-jiedao-yingji-zhiban-1")
    made = RefusedWindow(folder, desk.context.theme)
    made._answer(again=True)
    made._say(words("start_disk_read_only", {"path": str(folder / "journal.db.lock")}))
    return made


DIALOGS: Mapping[str, Callable[[Desk], QWidget]] = {
    "incident": lambda d: IncidentForm(d.context, None, d.under),
    "revise": _revise,
    "close": lambda d: CloseForm(d.context, _row(d), d.under),
    "conflict": lambda d: ConflictForm(
        d.context, _row(d, d.parted), d.gui.services.conflicts.claims(d.parted), d.under
    ),
    "correct": lambda d: CorrectForm(d.context, _line(d), d.under),
    "days": lambda d: ExplainDaysForm(d.context, [date(2026, 7, 18), date(2026, 7, 19)], d.under),
    "merge": lambda d: MergeForm(d.context, _row(d), d.under),
    "phone": lambda d: PhoneForm(d.context, _row(d), d.under),
    "reminder": lambda d: ReminderForm(d.context, _line(d), d.under),
    "shelve": lambda d: ShelveForm(d.context, "key", "光明路配电室跳闸停电：书面初报时限已过半。", d.under),
    "sign in": lambda d: SignInForm(d.context, d.gui.services.people.staff(), "1234", d.under),
    "spot check": lambda d: SpotCheckForm(d.context, _check(d), d.under),
    "figures": lambda d: FigureHistoryDialog(d.context, d.incident, "", d.under),
    "phone book": lambda d: PhoneBookDialog(d.context, d.under),
    "templates": lambda d: TemplatePicker(d.context, d.incident, d.under),
    "keys": lambda d: KeysDialog(d.context.theme, d.under),
    "alarms": lambda d: AlarmList(d.context.notices, lambda: (), None, d.under),
    "codes out": _out,
    "codes in": lambda d: InDialog(d.context, d.under),
    "stick": _stick,
    "papers": lambda d: PapersDialog(d.context, None, parent=d.under),
    "refused": _refused,
    "unlock": lambda d: UnlockWindow("永宁街道应急值守", d.context.theme),
}


def ready(gui: Gui, liking: Liking) -> Desk:
    person = staff(gui, "李静", PersonRole.DUTY_OFFICER)
    staff(gui, "陈建国", PersonRole.DUTY_LEADER)
    gui.services.people.sign_in(person, "1234")
    record, other = incident(gui), parted(gui)
    gui.services.logbook.record("供电抢修驻点5人到场，正在排查故障开关；社区已上门查看用氧居民2户。")
    draft = gui.services.reports.save(gui.services.reports.draft(record))
    assert draft.id is not None
    context = gui.context(liking)
    under = QWidget()
    under.resize(1366, 768)
    return Desk(gui, context, record, other, draft.id, under)


@pytest.mark.parametrize("scale", [SCALES[0], SCALES[-1]])
@pytest.mark.parametrize(("language", "theme"), list(zip(Language, ThemeName, strict=True)))
def test_no_word_of_a_dialog_is_cut_off(gui: Gui, language: Language, theme: ThemeName, scale: int) -> None:
    async def scenario() -> None:
        translations = Translations(generated_dir())
        translations.choose(gui.application, language)
        desk = ready(gui, Liking(language=language, theme=theme, scale=scale))
        desk.context.theme.apply()
        for name, make in DIALOGS.items():
            dialog = make(desk)
            dialog.show()
            await gui.tasks.settled()
            await gui.drawn()
            assert list(cut(dialog)) == [], name
            dialog.close()
        desk.under.close()
        translations.choose(gui.application, Language.ENGLISH)

    gui.run(scenario())
