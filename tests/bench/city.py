"""The bench city: real shapes placed on Beijing and repeated until there are about a million vertices.

Without the folder of real shapes the invented street of the sample is repeated instead.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import cos, radians
from pathlib import Path

import numpy as np

from commandpost.domain.coordinates import FloatArray, LonLat, lonlat_from_mercator, mercator_from_lonlat
from commandpost.domain.map_layer import MapLayerData
from commandpost.geodata.readers import read_layers
from commandpost.gui.map.markers import Marker, Symbol

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("COMMANDPOST_MAP_DATA", ROOT.parent / "shared" / "data"))
CENTER = LonLat(116.4, 39.905)
MILLION = 1_030_000

_SAMPLES, _DISTRICTS = "osm_city_samples.gpkg", "beijing_admin.gpkg"
_METRO = ("hangzhou_",)
_BLOCKS = ("shanghai_",)
_COLUMNS, _ROWS = 5, 4
_FEATURES = 100_000


def bench_city(times: int = 1) -> tuple[MapLayerData, ...]:
    """The city ``times`` over: about 1.03 million vertices and 100,000 features each."""
    layers = tuple(_real_city() if (DATA / _SAMPLES).exists() else _invented_city())
    return tuple(joined([layer] * times, _shifts(times)) for layer in layers) if times > 1 else layers


def crowd(count: int) -> list[Marker]:
    """So many people over the middle twenty kilometres, always the same."""
    places = np.random.default_rng(3).uniform(-0.12, 0.12, (count, 2)).tolist()
    return [
        Marker(id=str(at), lonlat=LonLat(CENTER.lon + x, CENTER.lat + y), symbol=Symbol.PERSON)
        for at, (x, y) in enumerate(places)
    ]


def joined(layers: Sequence[MapLayerData], shifts: Sequence[tuple[float, float]]) -> MapLayerData:
    """One layer of all features, each part moved by degrees."""
    paths, features = (
        np.cumsum([0, *(getattr(one, at) for one in layers)]) for at in ("vertex_count", "feature_count")
    )
    starts = [one.path_starts[:-1] + shift for one, shift in zip(layers, paths[:-1].tolist(), strict=True)]
    owners = [one.path_feature + shift for one, shift in zip(layers, features[:-1].tolist(), strict=True)]
    return replace(
        layers[0],
        lonlat=np.concatenate([one.lonlat + np.array(shift) for one, shift in zip(layers, shifts, strict=True)]),
        path_starts=np.append(np.concatenate(starts), paths[-1]).astype(np.int64),
        path_feature=np.concatenate(owners).astype(np.int64),
        names=tuple(name for one in layers for name in one.names),
        ranks=np.concatenate([one.ranks for one in layers]),
        fids=np.arange(1, features[-1] + 1, dtype=np.int64),
    )


def _real_city() -> Iterator[MapLayerData]:
    samples = read_layers(DATA / _SAMPLES)
    yield from _moved([one for one in samples if one.name.startswith("hangzhou_")], CENTER)
    blocks = [(116.29 + 0.047 * (at % 5), 39.855 + 0.0255 * (at // 5)) for at in range(20)]
    yield from _repeated([one for one in samples if one.name.startswith("shanghai_")], blocks)
    yield from _repeated([one for one in samples if one.name.startswith("wuhan_")], [(116.58, 39.86), (116.58, 39.93)])
    yield from _moved([one for one in samples if one.name.startswith("shenzhen_")], LonLat(116.55, 39.895))
    fine = [one for one in read_layers(DATA / _DISTRICTS) if one.name == "districts_fine"]
    yield from fine


def _invented_city() -> Iterator[MapLayerData]:
    from commandpost.bootstrap.sample.street import build_street  # only where no real shapes are

    street = build_street().layers
    times = max(1, MILLION // sum(one.vertex_count for one in street))
    side = int(times**0.5) + 1
    places = [
        (CENTER.lon + 0.02 * (at % side - side / 2), CENTER.lat + 0.015 * (at // side - side / 2))
        for at in range(times)
    ]
    yield from _repeated(list(street), places)


def _repeated(layers: list[MapLayerData], places: Sequence[tuple[float, float]]) -> Iterator[MapLayerData]:
    copies = [list(_moved(layers, LonLat(lon, lat))) for lon, lat in places]
    for same in zip(*copies, strict=True):
        yield joined(same, [(0.0, 0.0)] * len(same))


def _moved(layers: list[MapLayerData], place: LonLat) -> Iterator[MapLayerData]:
    """Around another middle at the same size on the ground."""
    everything = np.concatenate([one.lonlat for one in layers])
    lon, lat = ((everything.min(axis=0) + everything.max(axis=0)) / 2).tolist()
    middle, target = _mercator(np.array([[lon, lat]])), _mercator(np.array([[place.lon, place.lat]]))
    scale = cos(radians(lat)) / cos(radians(place.lat))
    for one in layers:
        xy = (_mercator(one.lonlat) - middle) * scale + target
        yield replace(one, lonlat=np.column_stack(lonlat_from_mercator(xy[:, 0], xy[:, 1])))


def _mercator(lonlat: FloatArray) -> FloatArray:
    return np.column_stack(mercator_from_lonlat(lonlat[:, 0], lonlat[:, 1]))


def _shifts(times: int) -> list[tuple[float, float]]:
    """Copies lie over one another a few hundred metres apart: twice the city in the same window."""
    return [(0.004 * at, 0.003 * at) for at in range(times)]
