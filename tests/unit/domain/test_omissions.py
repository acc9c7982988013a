from __future__ import annotations

from commandpost.domain.figures import Mention
from commandpost.domain.ids import RecordId
from commandpost.domain.omissions import FigureGap, Omission, OmissionKind, figure_gaps, ordered
from tests.unit.domain.facts import minutes


def test_a_figure_of_the_log_that_no_report_told_or_told_otherwise_is_a_gap() -> None:
    lines = [
        Mention(at=minutes(2), source="call_in", figures={"trapped": 3, "injured": 2}),
        Mention(at=minutes(9), source="on_scene", figures={"trapped": 1, "moved": 17}),
    ]

    found = figure_gaps(lines, {"injured": 2, "trapped": 3, "moved": None}, {})

    assert set(found) == {
        FigureGap(figure="trapped", logged=1, told=3),
        FigureGap(figure="moved", logged=17, told=None),
    }


def test_a_line_whose_figure_a_later_report_explained_is_answered_and_a_newer_line_is_not() -> None:
    lines = [Mention(at=minutes(9), source="on_scene", figures={"trapped": 1, "moved": 17})]
    explained = {"trapped": minutes(9), "moved": minutes(8)}

    found = figure_gaps(lines, {"trapped": 0, "moved": 3}, explained)

    assert found == (FigureGap(figure="moved", logged=17, told=3),)


def test_the_list_goes_by_kind_and_then_by_age() -> None:
    def one(kind: OmissionKind, after: float) -> Omission:
        return Omission(kind=kind, subject=RecordId(f"{kind}-{after}"), title="", at=minutes(after))

    silent, young, old = (
        one(OmissionKind.COMMUNITY_SILENT, 1),
        one(OmissionKind.CALL_UNDECIDED, 9),
        one(OmissionKind.CALL_UNDECIDED, 3),
    )

    assert ordered([silent, young, old]) == (old, young, silent)
