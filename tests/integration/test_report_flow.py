"""A night's report on a real encrypted journal with the real press: call, telephone, paper, receipt, follow-up, end."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from commandpost.app.incidents import IncidentService, NewIncident
from commandpost.app.logbook import LogbookService, LogMode
from commandpost.app.reports import ReportService
from commandpost.app.rulebook import RuleService
from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.codes import Level, parse_codes
from commandpost.domain.coordinates import LonLat
from commandpost.domain.deadlines import Verdict
from commandpost.domain.rules import Step
from tests.factories import journal, memory_desk
from tests.fakes import FakeClock

RESOURCES = Path(__file__).parents[2] / "resources"


def test_a_night_from_the_call_to_the_final_report() -> None:
    clock = FakeClock()
    store = journal(clock=clock)
    desk = memory_desk(store, clock=clock)
    rules = RuleService(desk, {path.name: path.read_text("utf-8") for path in (RESOURCES / "rules").glob("*.toml")})
    logbook = LogbookService(desk)
    codes = parse_codes((RESOURCES / "codes" / "events.toml").read_text("utf-8"))
    incidents = IncidentService(desk, rules, codes)
    reports = ReportService(desk, incidents, logbook, rules, PaperPress(FontChoice(), RESOURCES / "templates"))

    call = logbook.record("12号院坍塌，无人被困", mode=LogMode.CALL_IN, caller="周敏", phone="13900007741")
    incident = incidents.open(
        NewIncident(
            title="12号院自建房局部坍塌",
            code="12P13",
            level=Level.LARGER,
            place="槐树里12号院",
            lonlat=LonLat(lon=116.4127, lat=39.9052),
            occurred=clock.now() - timedelta(minutes=4),
            received=clock.now(),
            source="居民来电",
            contact="孙伟",
            contact_phone="13900000218",
        ),
        call,
    )
    clock.advance(minutes=5)
    reports.phone_report(incident, to="区总值班室", taken_by="赵强")
    clock.advance(minutes=8)
    logbook.correct(call, "12号院坍塌，被困1人", "听错")
    logbook.record("消防到场，确认被困1人", mode=LogMode.ON_SCENE, incident=incident)
    first = reports.send(reports.draft(incident))
    clock.advance(hours=13)
    follow_up = reports.send(reports.draft(incident), late_reason="通信中断")
    incidents.close(incident, reason="被困人员已救出")
    reports.send(reports.draft(incident))

    row = incidents.row(incident)
    assert row.conflicts == ()
    assert row.driving(clock.now()) is None
    assert incidents.open_rows() == ()
    assert reports.pdf(first).startswith(b"%PDF")
    assert reports.pdf(follow_up) == reports.pdf(follow_up)
    kept = [(one.step, one.lateness and one.lateness.verdict) for one in reversed(reports.rows())]
    assert kept == [
        (Step.PHONE, Verdict.IN_TIME),
        (Step.INITIAL, Verdict.IN_TIME),
        (Step.FOLLOW_UP, Verdict.LATE),
        (Step.FINAL, Verdict.IN_TIME),
    ]
    assert reports.paper(follow_up).late_by == timedelta(hours=1)
    assert logbook.items()[0].older[0].text == "12号院坍塌，无人被困"
    assert logbook.reveal(logbook.items()[0].id, "phone") == "13900007741"
    assert store.personal(first)["contact_phone"] == "13900000218"
    store.close()
