"""The frame of a printed map: true to scale, east and north, and refused without an approval number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.map_paper import MapOwner, frame_of, refuse_unapproved, scale_for
from commandpost.domain.plane import plane_from_lonlat

GEOD = Geod(ellps="GRS80")
CENTER = LonLat(116.4127, 39.9052)


@given(
    bearing=st.floats(0, 360),
    scale=st.sampled_from([500, 2000, 5000, 25_000]),
    lat=st.floats(18, 53),
    sheet=st.sampled_from(["a4", "a3"]),
    upright=st.booleans(),
)
def test_a_hundred_millimetres_on_paper_are_so_many_on_the_ground(
    bearing: float, scale: int, lat: float, sheet: str, upright: bool
) -> None:
    frame = frame_of(LonLat(116.4, lat), scale, sheet, upright=upright)
    half = 0.05 * scale
    ends = [GEOD.fwd(116.4, lat, bearing + turn, half)[:2] for turn in (0, 180)]
    one, other = frame.millimetres(np.array(ends))
    assert float(np.hypot(*(one - other))) == pytest.approx(100, rel=3e-4)


def test_the_centre_and_the_corners_lie_where_they_should() -> None:
    frame = frame_of(CENTER, 5000, "a4", upright=False)
    spots = frame.millimetres(np.array([(place.lon, place.lat) for place in (CENTER, *frame.corners())]))
    expected = [
        (frame.width / 2, frame.height / 2),
        (0, frame.height),
        (frame.width, frame.height),
        (frame.width, 0),
        (0, 0),
    ]
    assert spots.ravel().tolist() == pytest.approx([number for spot in expected for number in spot], abs=1e-6)


def test_the_grid_names_whole_steps_of_the_plane() -> None:
    frame = frame_of(CENTER, 5000, "a4", upright=False)
    lines = frame.grid()
    assert [line.label for line in lines if line.upright] == ["449.4", "449.6", "449.8", "450", "450.2"]
    assert len([line for line in lines if not line.upright]) == 4
    spots = plane_from_lonlat(np.array([(CENTER.lon, CENTER.lat)]))[0]
    left, right = (line.points[6][0] for line in lines if line.label in {"449.6", "449.8"})
    assert left < frame.width / 2 < right
    assert 449_600 < spots[0] < 449_800


def test_a_coarse_map_has_a_coarse_grid() -> None:
    steps = {line.label for line in frame_of(CENTER, 500_000, "a3", upright=True).grid() if line.upright}
    assert all(float(label) % 20 == 0 for label in steps)


@pytest.mark.parametrize("scale", [0, 199, 500_001])
def test_a_scale_that_means_nothing_is_refused(scale: int) -> None:
    with pytest.raises(RuleBroken) as caught:
        frame_of(CENTER, scale, "a4", upright=False)
    assert caught.value.code == "map_scale_invalid"


def test_a_real_map_without_its_number_does_not_leave() -> None:
    with pytest.raises(RuleBroken) as caught:
        refuse_unapproved([MapOwner(invented=True), MapOwner(provider="某测绘单位", approval_number="  ")])
    assert (caught.value.code, caught.value.params["provider"]) == ("map_approval_missing", "某测绘单位")
    refuse_unapproved([MapOwner(invented=True), MapOwner(provider="某测绘单位", approval_number="京S(2026)001号")])


def test_the_scale_is_the_largest_at_which_everything_fits() -> None:
    assert (scale_for(900, 200), scale_for(1100, 200), scale_for(10**9, 200)) == (5000, 10_000, 100_000)
