"""Lines that meet end to end become one line and cover the same ground; crossings and rings stay as they are."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from commandpost.gui.map.chaining import chained, chains_of
from commandpost.gui.map.situation import borders_of

CORNERS = st.integers(0, 3)
PATHS = st.lists(st.lists(st.tuples(CORNERS, CORNERS), min_size=2, max_size=4), min_size=1, max_size=12)


def lines_of(paths: list[list[tuple[int, int]]]) -> list[list[tuple[float, float]]]:
    xy = np.array([point for path in paths for point in path], dtype=np.float64)
    starts = np.cumsum([0, *map(len, paths)])
    points, begins = chained(xy, starts, chains_of(xy, starts))
    return [points[a:b].tolist() for a, b in itertools.pairwise(begins)]


def test_three_pieces_in_any_direction_are_one_line() -> None:
    made = lines_of([[(1, 0), (0, 0)], [(1, 0), (2, 0)], [(3, 1), (3, 0), (2, 0)]])

    assert made in ([[[0, 0], [1, 0], [2, 0], [3, 0], [3, 1]]], [[[3, 1], [3, 0], [2, 0], [1, 0], [0, 0]]])


def test_at_a_crossing_of_three_nothing_is_joined() -> None:
    assert len(lines_of([[(0, 0), (1, 0)], [(1, 0), (2, 0)], [(1, 0), (1, 1)]])) == 3


def test_a_ring_of_pieces_closes() -> None:
    (ring,) = lines_of([[(0, 0), (1, 0)], [(1, 1), (1, 0)], [(1, 1), (0, 0)]])

    assert ring[0] == ring[-1]
    assert len(ring) == 4


def test_a_closed_line_stays_alone() -> None:
    closed = [(0, 0), (1, 0), (1, 1), (0, 0)]

    assert sorted(map(len, lines_of([closed, [(2, 0), (3, 0)]]))) == [2, 4]


@given(PATHS)
def test_every_piece_is_drawn_once_whatever_meets(paths: list[list[tuple[int, int]]]) -> None:
    def pieces(lines: list[list[tuple[float, float]]]) -> list[tuple[tuple[float, float], ...]]:
        return sorted(tuple(sorted((x, y) for x, y in pair)) for line in lines for pair in itertools.pairwise(line))

    made = lines_of(paths)
    assert pieces(made) == pieces([[(float(x), float(y)) for x, y in path] for path in paths])
    assert len(made) <= len(paths)


def test_a_border_that_two_areas_share_is_drawn_once() -> None:
    west = np.array([(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)], dtype=np.float64)
    east = west + np.array([1, 0])

    lines = borders_of([west, east[::-1]])

    assert sum(len(line) - 1 for line in lines) == 7
    assert borders_of([]) == ()
    assert len(borders_of([west[:-1]])) == 1, "a ring that comes open is closed"
