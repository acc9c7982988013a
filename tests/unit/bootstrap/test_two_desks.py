"""Two desks of the sample opened at one moment share what lies beside their folders."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier

import pytest

from commandpost.bootstrap import map_seldom
from commandpost.bootstrap.clocks import VirtualTime
from commandpost.bootstrap.sample.street import build_street
from commandpost.bootstrap.tour.stage import Stage
from commandpost.geodata.archive import save_layers
from commandpost.geodata.writers import write_geopackage


def test_both_have_the_drawing_though_both_make_its_arrays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, together = tmp_path / "sample-map.gpkg", Barrier(2)
    write_geopackage(file, build_street().layers)

    def slow(path: Path, layers: object) -> None:
        save_layers(path, layers)  # type: ignore[arg-type]  # passed on
        together.wait(60)

    monkeypatch.setattr(map_seldom, "save_layers", slow)
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(map_seldom.drawn_layers, [file, file])

    assert [one.name for one in first] == [one.name for one in second] == [one.name for one in build_street().layers]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["sample-map.gpkg", "sample-map.npz"]


def test_a_tour_does_not_pass_over_a_bug_that_a_desk_wrote_down(tmp_path: Path) -> None:
    start = datetime(2026, 7, 19, tzinfo=UTC)
    stage = Stage(tmp_path, tmp_path / "out", VirtualTime(start, tmp_path / "virtual-time.json"), None)
    assert stage.bugs() == ()
    reports = tmp_path / "sample-district" / "crashes"
    reports.mkdir(parents=True)
    (reports / "crash-20260719-000000-000000.txt").write_text("FileNotFoundError", "utf-8")

    assert stage.bugs() == ("FileNotFoundError",)
