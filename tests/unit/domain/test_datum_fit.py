"""Telling a file's datum by known boundaries, and the city's own plane by its parameters."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.coordinates import Datum, FloatArray, LonLat, distance_m, from_cgcs2000
from commandpost.domain.datum_fit import fit_datum
from commandpost.domain.errors import RuleBroken
from commandpost.domain.line_index import LineIndex
from commandpost.domain.local_plane import LocalPlane
from commandpost.domain.map_layer import GeometryKind, LayerRole, drawn_in, layer_of, paths_of
from tests.real_maps import REAL_MAPS, needs_real_maps

SECONDS = st.floats(-3600, 3600)


def outline(seed: int, corners: int = 60) -> FloatArray:
    """An invented border of some four kilometres across."""
    chance = np.random.default_rng(seed)
    turns = np.linspace(0, 2 * np.pi, corners)
    radii = 0.02 + 0.004 * chance.uniform(-1, 1, corners)
    ring = np.column_stack([116.4 + radii * np.cos(turns), 39.9 + radii * np.sin(turns)])
    ring[-1] = ring[0]
    return ring


@pytest.mark.parametrize("datum", [Datum.CGCS2000, Datum.GCJ02, Datum.BD09])
def test_a_border_drawn_by_another_hand_tells_its_datum(datum: Datum) -> None:
    known = outline(7)
    other_hand = known[::2] + np.random.default_rng(1).normal(0, 0.0001, known[::2].shape)
    written = np.column_stack(from_cgcs2000(other_hand[:, 0], other_hand[:, 1], datum))

    found = fit_datum(written, [known])

    assert found.best is datum
    assert found.matched[datum] >= 25


def test_a_file_far_from_every_known_line_tells_nothing() -> None:
    found = fit_datum(outline(7) + 3.0, [outline(7)])
    assert (found.corners, found.best) == (0, None)


def test_without_known_lines_nothing_can_be_told() -> None:
    assert fit_datum(outline(7), []).best is None


def test_points_scattered_anywhere_tell_nothing() -> None:
    scattered = np.random.default_rng(3).uniform((116.37, 39.87), (116.43, 39.93), (3000, 2))
    assert fit_datum(scattered, [outline(7)]).best is None


def test_very_many_corners_are_thinned() -> None:
    many = np.repeat(outline(7), 2000, axis=0)
    assert fit_datum(many, [outline(7)]).corners == 4000


def test_a_layer_is_moved_to_its_true_place() -> None:
    true = outline(7)
    written = np.column_stack(from_cgcs2000(true[:, 0], true[:, 1], Datum.GCJ02))
    layer = layer_of("界", LayerRole.BOUNDARY, GeometryKind.AREA, [[written]])

    moved = drawn_in(layer, Datum.GCJ02)

    assert np.abs(paths_of(moved)[0] - true).max() < 1e-8
    assert drawn_in(layer, Datum.WGS84) is layer


def test_distances_to_lines_are_metres() -> None:
    lines = LineIndex([np.array([(116.0, 40.0), (117.0, 40.0)]), np.array([(116.0, 40.0)])])
    assert lines.distances_m(np.array([(116.5, 40.01), (116.5, 40.0)])) == pytest.approx([1110, 0], abs=8)
    assert np.isinf(LineIndex([]).distances_m(np.array([(116.5, 40.0)]))).all()


@given(
    east=st.floats(300_000, 700_000),
    north=st.floats(4_300_000, 4_600_000),
    rotation=SECONDS,
    scale=st.floats(-500, 500),
    shift=st.floats(-500_000, 500_000),
)
def test_a_plane_of_ones_own_comes_back_within_a_millimetre(
    east: float, north: float, rotation: float, scale: float, shift: float
) -> None:
    plane = LocalPlane(east_m=shift, north_m=-shift / 7, rotation_seconds=rotation, scale_ppm=scale)
    lon, lat = plane.to_lonlat(np.array(east), np.array(north))
    back_east, back_north = plane.from_lonlat(lon, lat)
    assert abs(float(back_east) - east) < 0.001
    assert abs(float(back_north) - north) < 0.001


def test_without_shift_the_plane_is_that_of_the_national_zone() -> None:
    lon, lat = LocalPlane().to_lonlat(np.array(500_000.0), np.array(4_418_000.0))
    assert float(lon) == pytest.approx(117.0, abs=1e-9)
    assert distance_m(LonLat(117.0, 0.0), LonLat(117.0, float(lat))) == pytest.approx(4_418_000, abs=0.01)


@pytest.mark.parametrize("wrong", [{"east_m": float("nan")}, {"scale_ppm": 2e5}, {"central_meridian": 500.0}])
def test_parameters_no_survey_gives_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(RuleBroken) as caught:
        LocalPlane(**wrong)
    assert caught.value.code == "plane_parameters_wrong"


@needs_real_maps
@pytest.mark.parametrize(
    ("layer", "known", "datum"),
    [
        ("districts_datav_gcj02", "townships", Datum.GCJ02),
        ("districts_datav_gcj02", "districts_fine", Datum.GCJ02),
        ("townships", "districts_fine", Datum.CGCS2000),
        ("districts_fine", "townships", Datum.CGCS2000),
    ],
)
def test_the_atlas_in_gcj02_is_recognised_and_the_townships_are_not(layer: str, known: str, datum: Datum) -> None:
    from commandpost.geodata.readers import read_layers

    layers = {one.name: one for one in read_layers(REAL_MAPS / "beijing_admin.gpkg")}

    assert fit_datum(layers[layer].lonlat, paths_of(layers[known])).best is datum
