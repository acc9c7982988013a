"""A leader signs a report for what it will carry: the level and sensitivity of its incident, too."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from commandpost.app.report_values import ReportDraft
from commandpost.domain.codes import Level
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import NewIncident
from commandpost.domain.report import Noe
from commandpost.domain.rules import Step
from commandpost.journal.entry import Json
from tests.unit.app.desks import LEADER, SIGNED, START, Room

CHANGES: Mapping[str, dict[str, Json | Level]] = {
    "level": {"level": Level.MAJOR},
    "sensitivity": {"sensitive": True, "sensitive_reason": "涉外"},
}


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def incident(room: Room) -> RecordId:
    new = NewIncident(title="槐树里墙体开裂", code="12P13", level=Level.LARGER, place="槐树里", received=START)
    return room.incidents.open(new)


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES)
def test_a_report_signed_for_another_level_goes_out_to_be_signed_later_and_the_log_says_so(
    room: Room, incident: RecordId, changed: dict[str, Json | Level]
) -> None:
    signed = room.reports.sign(room.reports.draft(incident), SIGNED)
    room.incidents.revise(incident, changed, "核实后更重")
    assert room.reports.draft(incident).signed_by is None

    report = room.reports.send(signed, late_reason="核实")

    fields = room.record(report).fields
    assert (fields["pending_leader_signature"], fields["signed_by"], fields["signed_at"]) == (True, None, None)
    assert [line.text for line in room.logbook.items() if "原签字不再有效" in line.text]
    room.reports.countersign(report, SIGNED)
    assert room.record(report).fields["signed_by"] == LEADER


def test_the_list_of_reports_does_not_call_an_outrun_draft_signed(room: Room, incident: RecordId) -> None:
    signed = room.reports.sign(room.reports.draft(incident), SIGNED)
    before = room.reports.rows()[0]
    room.incidents.revise(incident, {"level": Level.MAJOR}, "核实后更重")

    row = room.reports.rows()[0]

    assert (row.id, before.outrun, row.outrun) == (signed.id, False, True)


def codes(room: Room, draft: ReportDraft) -> set[str]:
    return {finding.code for finding in room.reports.check(draft) if not finding.ok}


@pytest.mark.parametrize("changed", CHANGES.values(), ids=CHANGES)
def test_the_four_noes_tell_of_an_outrun_signature_until_it_is_given_again_and_of_one_that_is_owed(
    room: Room, incident: RecordId, changed: dict[str, Json | Level]
) -> None:
    signed = room.reports.sign(room.reports.draft(incident), SIGNED)
    assert not {code for code in codes(room, signed) if code.startswith("signature")}
    room.incidents.revise(incident, changed, "核实后更重")

    outrun = next(one for one in room.reports.check(signed) if one.code.startswith("signature_outrun"))
    assert (outrun.noe, outrun.ok, outrun.params["name"]) == (Noe.FALSE, False, "陈建国")
    again = room.reports.sign(signed, SIGNED)
    assert not {code for code in codes(room, again) if code.startswith("signature")}

    room.reports.send(room.reports.draft(incident, Step.FOLLOW_UP), late_reason="核实")
    later = next(one for one in room.reports.check(again) if one.code == "signature_missing")
    assert len(later.params["numbers"]) == 1  # type: ignore[arg-type]  # a tuple of numbers


def test_a_leader_who_signs_again_with_the_sending_signs_for_the_new_level(room: Room, incident: RecordId) -> None:
    signed = room.reports.sign(room.reports.draft(incident), SIGNED)
    room.incidents.revise(incident, {"level": Level.MAJOR}, "核实后更重")

    report = room.reports.send(signed, signature=SIGNED, late_reason="核实")

    assert room.record(report).fields["pending_leader_signature"] is False
    assert not [line for line in room.logbook.items() if "原签字不再有效" in line.text]


def test_a_change_that_the_report_does_not_carry_leaves_the_signature(room: Room, incident: RecordId) -> None:
    signed = room.reports.sign(room.reports.draft(incident), SIGNED)
    room.incidents.revise(incident, {"place": "槐树里乙12号"})

    report = room.reports.send(signed, late_reason="核实")

    assert room.record(report).fields["signed_by"] == LEADER
