"""Layers as one file of plain arrays, for handing them from the reading process to the window."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData

_ARRAYS = ("lonlat", "path_starts", "path_feature", "ranks", "fids")


def save_layers(path: Path, layers: Sequence[MapLayerData]) -> None:
    """Write the layers without any pickled object."""
    heads = [
        {"name": one.name, "role": one.role, "kind": one.kind, "names": one.names, "source": one.source}
        for one in layers
    ]
    arrays = {f"{at}.{field}": getattr(one, field) for at, one in enumerate(layers) for field in _ARRAYS}
    with path.open("wb") as file:
        np.savez(file, heads=np.frombuffer(json.dumps(heads).encode(), dtype=np.uint8), **arrays)


def load_layers(path: Path) -> tuple[MapLayerData, ...]:
    """Read what :func:`save_layers` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        heads = json.loads(stored["heads"].tobytes())
        return tuple(
            MapLayerData(
                name=head["name"],
                role=LayerRole(head["role"]),
                kind=GeometryKind(head["kind"]),
                names=tuple(head["names"]),
                source=head["source"],
                **{field: stored[f"{at}.{field}"] for field in _ARRAYS},
            )
            for at, head in enumerate(heads)
        )
