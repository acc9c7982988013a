"""The values of fields in a layer's own copy, and which feature has which: what a style by categories needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.raw

from commandpost.domain.layer_style import MOST_CLASSES, FieldValues, LayerStyle
from commandpost.domain.map_layer import IntArray, MapLayerData
from commandpost.geodata.readers import BROKEN

_LONGEST = 40  # letters; longer texts are remarks, not categories
_LEAST = 2


def values_in(file: Path) -> tuple[FieldValues, ...]:
    """The fields of all layers with two to a few values; empty where the copy cannot be read."""
    try:
        counted = _counted(file)
    except BROKEN:
        return ()
    few = ((field, count) for field, count in counted.items() if _LEAST <= len(count) <= 2 * MOST_CLASSES)
    return tuple(
        FieldValues(field=field, values=tuple(value for value, _ in count.most_common()))
        for field, count in few
        if all(len(value) <= _LONGEST for value in count)
    )


def fields_of(file: Path, layer: str, fid: int) -> tuple[tuple[str, str], ...]:
    """The filled fields of one feature in their order; empty where the copy or the feature is not there."""
    try:
        meta, _, _, columns = pyogrio.raw.read(file, layer=layer, fids=[fid], read_geometry=False)
    except (*BROKEN, IndexError):
        return ()
    rows = ((str(field), column) for field, column in zip(meta["fields"], columns, strict=True) if len(column))
    texts = ((field, _text(column[0])) for field, column in rows)
    return tuple((field, text) for field, text in texts if text)


def styled(layers: Sequence[MapLayerData], style: LayerStyle, file: Path) -> tuple[MapLayerData, ...]:
    """The layers by categories with the class of each feature, none where the copy cannot be read."""
    rows = {one.value: at for at, one in enumerate(style.classes)}
    tables: dict[str, dict[int, int]] = {}
    for name in dict.fromkeys(layer.name for layer in layers):
        tables[name] = _classes(file, name, style.field, rows)
    return tuple(replace(layer, style=style, classes=_codes(layer, tables[layer.name])) for layer in layers)


def _codes(layer: MapLayerData, classes: dict[int, int]) -> IntArray:
    return np.array([classes.get(fid, -1) for fid in layer.fids.tolist()], dtype=np.int64)


def _classes(file: Path, layer: str, field: str, rows: dict[str, int]) -> dict[int, int]:
    """Feature number to class."""
    try:
        if field not in [str(one) for one in pyogrio.read_info(file, layer=layer)["fields"]]:
            return {}
        _, fids, _, columns = pyogrio.raw.read(
            file, layer=layer, columns=[field], read_geometry=False, return_fids=True
        )
    except BROKEN:
        return {}
    values = (_text(value) for value in columns[0].tolist())
    return {fid: rows[value] for fid, value in zip(np.asarray(fids).tolist(), values, strict=True) if value in rows}


def _counted(file: Path) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for layer in (str(row[0]) for row in pyogrio.list_layers(file)):
        meta, _, _, columns = pyogrio.raw.read(file, layer=layer, read_geometry=False)
        for field, column in zip((str(one) for one in meta["fields"]), columns, strict=True):
            texts = [_text(value) for value in column.tolist()]
            found.setdefault(field, Counter()).update(text for text in texts if text)
    return found


def _text(value: object) -> str:
    """A field's value as words; missing ones (None, not-a-number) are empty."""
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124 - NaN is not itself
