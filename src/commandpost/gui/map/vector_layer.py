"""Features of one file that are painted alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from commandpost.domain.layer_style import StyleKind
from commandpost.domain.map_layer import GeometryKind, LayerRole
from commandpost.gui.map.colours import ColourRole
from commandpost.gui.map.features import BoolArray, FeatureStore
from commandpost.gui.map.lod import LodPyramid
from commandpost.gui.map.own_style import own_classes


@dataclass(frozen=True, kw_only=True, eq=False)
class VectorLayer:
    """Features of one role and rank; roads of one file make several, so that main roads lie on top."""

    store: FeatureStore
    rank: int
    features: BoolArray
    colour: ColourRole | None = None  # of its own style; None: what it shows decides

    @property
    def role(self) -> LayerRole:
        return self.store.layer.role

    @property
    def kind(self) -> GeometryKind:
        return self.store.layer.kind

    @cached_property
    def surface(self) -> LodPyramid:
        """Levels for filling."""
        return LodPyramid(self.store, self.features, areas=True)

    @cached_property
    def outline(self) -> LodPyramid:
        """Levels for stroking; for areas their edges."""
        return LodPyramid(self.store, self.features, areas=False)


def split_by_paint(store: FeatureStore) -> Iterator[VectorLayer]:
    """The parts of a file by rank, or by the classes of its own style; points of their own style are markers."""
    if store.layer.kind is GeometryKind.POINT:
        if store.layer.style.kind is StyleKind.BASE:
            yield VectorLayer(store=store, rank=0, features=np.ones(store.layer.feature_count, dtype=bool))
        return
    if store.layer.style.kind is not StyleKind.BASE:
        for colour, features in own_classes(store.layer):
            yield VectorLayer(store=store, rank=0, features=features, colour=colour)
        return
    ranks = store.layer.ranks
    for rank in np.unique(ranks).tolist():
        yield VectorLayer(store=store, rank=int(rank), features=ranks == rank)
