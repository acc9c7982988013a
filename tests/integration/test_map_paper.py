"""A printed map read back from its PDF: what it says, and that it measures what it says."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from commandpost.documents.fonts import FontChoice
from commandpost.documents.papers import PaperPress
from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_paper import HEAD, MARGIN, LegendLine, MapOwner, MapPaper, frame_of, refuse_unapproved
from tests.unit.documents.samples import TEMPLATES

DPI = 300
STROKE = 0.5 / 72 * 25.4  # millimetres of the pen round the bar
FRAME = frame_of(LonLat(116.4127, 39.9052), 5000, "a4", upright=False)
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10" viewBox="0 0 10 10">'
    '<rect width="10" height="10" fill="#0000ff"/></svg>'
)
PAPER = MapPaper(
    unit="清河街道（示例）",
    title="",
    sheet="a4",
    upright=False,
    scale=FRAME.scale,
    frame_width=FRAME.width,
    frame_height=FRAME.height,
    picture=PICTURE,
    picture_width=100.0,
    picture_height=50.0,
    grid=FRAME.grid(),
    legend=(LegendLine(words="警戒区", picture=PICTURE), LegendLine(words="应急队伍")),
    situation=("1．墙体坍塌（较大）",),
    owners=(MapOwner(provider="某测绘单位", approval_number="京S(2026)001号"),),
    made_at=datetime(2026, 7, 18, 18, 24, tzinfo=UTC),
    made_by="李某",
)


@pytest.fixture(scope="module")
def press() -> PaperPress:
    return PaperPress(FontChoice(), TEMPLATES)


def words(press: PaperPress, paper: MapPaper, folder: Path) -> str:
    path = folder / "map.pdf"
    path.write_bytes(press.pdf(paper))
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True)
    return re.sub(r"\s", "", done.stdout)


def page_of(press: PaperPress, paper: MapPaper, folder: Path) -> np.ndarray:
    """The page as a printer sees it: ``(rows, columns, 3)`` at 300 dots to the inch."""
    path = folder / "map.pdf"
    path.write_bytes(press.pdf(paper))
    done = subprocess.run(["pdftoppm", "-r", str(DPI), str(path)], capture_output=True, check=True)
    kind, width, height, _, rest = re.split(rb"\s", done.stdout, maxsplit=4)[:5]
    assert kind == b"P6"
    return np.frombuffer(rest, dtype=np.uint8).reshape(int(height), int(width), 3)


def millimetres(pixels: float) -> float:
    return pixels / DPI * 25.4


def longest_black_line(page: np.ndarray) -> int:
    """Pixels of the longest run of black in any row."""
    black = np.pad((page.max(axis=2) < 100).astype(np.int8), ((0, 0), (1, 1)))
    turns = np.diff(black, axis=1)
    starts, ends = np.argwhere(turns == 1), np.argwhere(turns == -1)
    return int((ends[:, 1] - starts[:, 1]).max())


def test_a_map_says_what_it_must(press: PaperPress, tmp_path: Path) -> None:
    printed = words(press, PAPER, tmp_path)

    expected = (
        "应急处置态势图",
        "内部使用",
        "清河街道（示例）",
        "1:5000",
        "500m",
        "底图：某测绘单位审图号：京S(2026)001号",
        "图例",
        "警戒区",
        "应急队伍",
        "1．墙体坍塌（较大）",
        "CGCS2000",
        "449.6",
        "李某",
        "北",
    )
    assert [one for one in expected if one not in printed] == []
    assert "虚构地图" not in printed


def test_an_invented_map_says_so(press: PaperPress, tmp_path: Path) -> None:
    printed = words(press, replace(PAPER, owners=(MapOwner(invented=True),), title="演练图"), tmp_path)

    assert printed.count("虚构地图") == 2
    assert "演练图" in printed
    assert "审图号" not in printed


@pytest.mark.parametrize(("sheet", "upright"), [("a4", False), ("a4", True), ("a3", False), ("a3", True)])
def test_the_bar_measures_a_hundred_millimetres_and_the_map_is_as_large_as_computed(
    press: PaperPress, tmp_path: Path, sheet: str, upright: bool
) -> None:
    frame = frame_of(LonLat(116.4127, 39.9052), 5000, sheet, upright=upright)
    paper = replace(
        PAPER, sheet=sheet, upright=upright, frame_width=frame.width, frame_height=frame.height, grid=frame.grid()
    )
    page = page_of(press, paper, tmp_path)

    below_the_map = round((MARGIN + HEAD + frame.height + 1) / 25.4 * DPI)
    assert millimetres(longest_black_line(page[below_the_map:])) == pytest.approx(100 + STROKE, abs=0.12)
    in_the_frame = page[:, : round((MARGIN + frame.width) / 25.4 * DPI)]
    rows, columns = np.nonzero((in_the_frame[:, :, 2] > 200) & (in_the_frame[:, :, 0] < 60))
    assert millimetres(columns.max() - columns.min() + 1) == pytest.approx(100, abs=0.12)
    assert millimetres(rows.max() - rows.min() + 1) == pytest.approx(50, abs=0.12)
    assert len(press.pages_svg(paper)) == 1


def test_points_alone_name_their_provider_and_no_number(press: PaperPress, tmp_path: Path) -> None:
    points = MapOwner(provider="某街道", points_only=True)
    refuse_unapproved([points])
    printed = words(press, replace(PAPER, owners=(points,)), tmp_path)
    assert "点位数据：某街道（无底图）" in printed
    assert "审图号" not in printed


def test_a_drill_is_told_across_the_sheet(press: PaperPress, tmp_path: Path) -> None:
    assert "演" in words(press, replace(PAPER, drill=True), tmp_path)


def test_a_map_of_the_past_says_of_which_moment_and_that_it_is_not_now(press: PaperPress, tmp_path: Path) -> None:
    then = datetime(2026, 7, 17, 17, 41, tzinfo=UTC)
    printed = words(press, replace(PAPER, past_at=then, situation=()), tmp_path)
    assert "回放：2026年7月18日01:41的态势，非实况" in printed
    assert "在办事件" not in printed
    assert "非实况" not in words(press, PAPER, tmp_path)


@pytest.mark.parametrize(("signs", "incidents"), [(3, 60), (70, 60), (70, 0)])
def test_what_the_side_has_no_room_for_is_counted_and_never_cut_off(
    press: PaperPress, tmp_path: Path, signs: int, incidents: int
) -> None:
    legend = tuple(LegendLine(words=f"图例{at}号", picture=PICTURE) for at in range(1, signs + 1))
    situation = tuple(f"{at}．某社区某号楼地下室积水倒灌（较大）" for at in range(1, incidents + 1))
    printed = words(press, replace(PAPER, legend=legend, situation=situation), tmp_path)

    listed = sum(f"图例{at}号" in printed for at in range(1, signs + 1)), printed.count("某社区某号楼地下室")
    unlisted = [int(count) for count in re.findall(r"另有(\d+)项未列出", printed)]
    assert sum(unlisted) == signs + incidents - sum(listed)
    assert listed[0] > 2
    page = page_of(press, replace(PAPER, legend=legend, situation=situation), tmp_path)
    side = page[:, round((MARGIN + FRAME.width + 2) / 25.4 * DPI) :]
    below = round((MARGIN + HEAD + FRAME.height) / 25.4 * DPI)
    assert side[below : below + round(1.5 / 25.4 * DPI)].min() > 200
