"""The port of foreign map files: looked at, read and kept; ring 3 fills it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from commandpost.domain.layer_style import FieldValues, LayerStyle
from commandpost.domain.map_export import ExportLayer, MapForm
from commandpost.domain.map_import import FileSurvey, KeptLayer, LayerOrigin, MapReading, ReadChoice, ReadProgress
from commandpost.domain.map_layer import MapLayerData


class MapFiles(Protocol):
    """Foreign files and the layers kept of them, one job at a time.

    Everything blocks and belongs to no store, except ``layers`` and ``has_base``, which answer at once, and ``commit``,
    which belongs to the store's thread. Reading raises ``RuleBroken("map_…"|"table_…")``; whatever changes what is kept
    asks for the right to write, and raises as ``permissions.require``.
    """

    def warm(self) -> None:
        """Make ready for a file that will be chosen soon."""
        ...

    def survey(self, file: Path) -> FileSurvey: ...

    def read(self, file: Path, choice: ReadChoice) -> Iterator[ReadProgress | MapReading]: ...

    def has_base(self) -> bool:
        """A base map is there, over which a file may lie."""
        ...

    def keep(
        self, file: Path, choice: ReadChoice, title: str, origin: LayerOrigin, *, base: bool
    ) -> Iterator[ReadProgress | KeptLayer]:
        """Take the chosen layers in; they are kept when the layer arrives, and remembered after ``commit``.

        ``base``: as the base map, in place of the sample's drawing; else, and if there are only points, over the map.
        """
        ...

    def stop(self) -> None:
        """End the running job; from any thread."""
        ...

    def known(self) -> tuple[MapLayerData, ...]:
        """Lines and areas that may judge other files: of kept layers somebody vouched for."""
        ...

    def layers(self) -> tuple[KeptLayer, ...]: ...

    def remove(self, layer: str) -> None:
        """Forget a kept layer and delete its files; remembered after ``commit``."""
        ...

    def export(self, target: Path, form: MapForm, layers: Sequence[ExportLayer], kept: Sequence[str]) -> None:
        """Write layers and kept layers into one file; raises ``Unavailable("file_not_writable")``."""
        ...

    def values(self, layer: str) -> tuple[FieldValues, ...]:
        """The fields of a kept layer that have few different values; blocks."""
        ...

    def fields(self, source: str, layer: str, fid: int) -> tuple[tuple[str, str], ...]:
        """Field and value of one feature of a kept layer, filled ones only; none for any other source. Blocks."""
        ...

    def restyle(self, layer: str, style: LayerStyle) -> None:
        """Draw a kept layer so from now on; remembered after ``commit``."""
        ...

    def place(self, layer: str, *, base: bool) -> None:
        """Have a kept layer lie as base map or over it from now on; points stay over. Remembered after ``commit``."""
        ...

    def answer_for(self, layer: str, origin: LayerOrigin) -> None:
        """Who answers for a kept layer from now on; its source and datum stay. Remembered after ``commit``."""
        ...

    def commit(self) -> None:
        """Write down which layers are kept."""
        ...
