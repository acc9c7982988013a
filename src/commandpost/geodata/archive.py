"""Layers as one file of plain arrays, for handing them from the reading process to the window."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData

KEPT = "kept.gpkg"  # the workstation's own copy of a foreign layer, beside its arrays
_BETWEEN, _BLOCK = "\x1f", "\x1e"
_IN_A_BLOCK = 5_000
_ARRAYS = ("lonlat", "path_starts", "path_feature", "ranks", "fids")


def save_layers(path: Path, layers: Sequence[MapLayerData]) -> None:
    """Write the layers without any pickled object."""
    heads = [
        {"name": one.name, "role": one.role, "kind": one.kind, "source": one.source, "features": one.feature_count}
        for one in layers
    ]
    arrays = {f"{at}.{field}": getattr(one, field) for at, one in enumerate(layers) for field in _ARRAYS}
    arrays |= {f"{at}.names": _packed(one.names) for at, one in enumerate(layers)}
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
                names=_unpacked(stored[f"{at}.names"], head["features"]),
                source=head["source"],
                **{field: stored[f"{at}.{field}"] for field in _ARRAYS},
            )
            for at, head in enumerate(heads)
        )


def _packed(names: Sequence[str]) -> NDArray[np.uint8]:
    """All names as one text in blocks; a list of JSON would hold up every other thread while it is read back."""
    clean = [name.replace(_BETWEEN, " ").replace(_BLOCK, " ") for name in names]
    blocks = (_BETWEEN.join(clean[at : at + _IN_A_BLOCK]) for at in range(0, len(clean), _IN_A_BLOCK))
    return np.frombuffer(_BLOCK.join(blocks).encode(), dtype=np.uint8)


def _unpacked(packed: NDArray[np.uint8], count: int) -> tuple[str, ...]:
    if not count:
        return ()
    blocks = packed.tobytes().decode().split(_BLOCK)
    return tuple(name for block in blocks for name in block.split(_BETWEEN))
