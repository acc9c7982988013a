"""Lines that meet end to end are one line: fewer pieces to draw, and no seam where a road changes its name.

Where exactly two lines end at one point they are joined there; crossings stay crossings.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from commandpost.domain.coordinates import FloatArray
from commandpost.domain.map_layer import IntArray
from commandpost.gui.map.features import BoolArray


class Chains(NamedTuple):
    """Paths in the order they are walked, which of them backwards, and which begin a new line."""

    paths: IntArray
    backwards: BoolArray
    begins: BoolArray


def chains_of(xy: FloatArray, starts: IntArray) -> Chains:
    """How the paths ``xy[starts[i]:starts[i + 1]]`` follow one another."""
    partner = _partners(xy, starts)
    walked: list[int] = []  # the end a path is entered at: twice its number, one more for its last point
    begins: list[bool] = []
    seen = [False] * (len(starts) - 1)
    loose = [end for end, other in enumerate(partner) if other < 0]
    for begin in (*loose, *range(0, len(partner), 2)):  # what is left after the loose ends are rings
        end, first = begin, True
        while end >= 0 and not seen[end // 2]:
            seen[end // 2] = True
            walked.append(end)
            begins.append(first)
            end, first = partner[end ^ 1], False
    ends = np.array(walked, dtype=np.int64)
    return Chains(ends // 2, ends % 2 == 1, np.array(begins, dtype=bool))


def chained(xy: FloatArray, starts: IntArray, chains: Chains) -> tuple[FloatArray, IntArray]:
    """The lines that the paths make; a point where two were joined stands once."""
    paths, backwards, begins = chains
    joint = (~begins).astype(np.int64)
    counts = starts[paths + 1] - starts[paths] - joint
    moved = np.cumsum(counts)
    nth = np.arange(int(counts.sum())) - np.repeat(moved - counts - joint, counts)
    from_end = np.repeat(starts[paths + 1] - 1, counts) - nth
    index = np.where(np.repeat(backwards, counts), from_end, np.repeat(starts[paths], counts) + nth)
    return xy[index], np.append((moved - counts)[begins], len(index)).astype(np.int64)


def _partners(xy: FloatArray, starts: IntArray) -> list[int]:
    """Of each end of each path the only other end at its point, or -1."""
    ends = np.column_stack([starts[:-1], starts[1:] - 1]).ravel()
    points = np.ascontiguousarray(xy[ends]).view(np.complex128).ravel()
    _, node, degree = np.unique(points, return_inverse=True, return_counts=True)
    order = np.argsort(node, kind="stable")
    pairs = order[degree[node[order]] == 2].reshape(-1, 2)
    pairs = pairs[pairs[:, 0] // 2 != pairs[:, 1] // 2]  # a ring does not follow itself
    partner = np.full(len(ends), -1, dtype=np.int64)
    partner[pairs[:, 0]], partner[pairs[:, 1]] = pairs[:, 1], pairs[:, 0]
    return partner.tolist()
