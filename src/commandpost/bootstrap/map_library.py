"""The map layers a workstation keeps: foreign files taken in, where they came from, and the base map made of them."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from commandpost.app.permissions import Action, require
from commandpost.app.session import Session
from commandpost.bootstrap import map_seldom
from commandpost.domain.errors import Unavailable
from commandpost.domain.layer_style import FieldValues, LayerStyle, StyleKind
from commandpost.domain.map_export import ExportLayer, MapForm
from commandpost.domain.map_import import (
    FileSurvey,
    KeptLayer,
    LayerOrigin,
    MapReading,
    ReadChoice,
    ReadProgress,
    kept_from_plain,
    placed,
)
from commandpost.domain.map_layer import GeometryKind, KeptAs, MapLayerData
from commandpost.geodata.archive import KEPT, load_layers
from commandpost.geodata.bounded import MapReader
from commandpost.gui.services import BaseSheet
from commandpost.journal.entry import Json

SETTING = "map.layers"
ARRAYS = "layers.npz"
TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".et"})
MAPS = "maps"  # the folder within a profile


class Settings(Protocol):
    """Where the list of layers is remembered."""

    def setting(self, key: str) -> Json: ...

    def set_setting(self, key: str, value: Json) -> None: ...


class MapLibrary:
    """Fills the port :class:`~commandpost.app.map_files.MapFiles`; ``drawn`` is the sample's own invented map.

    Built on the store's thread. The list of layers lives in memory, so that reading files never touches the store.
    """

    def __init__(
        self,
        store: Settings,
        folder: Path,
        drawn: Path | None = None,
        *,
        reader: MapReader | None = None,
        session: Session | None = None,
    ) -> None:
        """Without ``session`` nobody is asked who he is."""
        self._store, self._session = store, session
        self._folder = folder
        self._drawn = drawn
        self._owns = reader is None
        self._reader = reader or MapReader(seconds=120)
        said = store.setting(SETTING)
        rows = [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []
        kept = (kept_from_plain(row) for row in rows)
        self._kept = tuple(layer for layer in kept if (folder / layer.id / ARRAYS).is_file())

    # -------------------------------------------------------------------------------------------- the base map

    def sheet(self) -> BaseSheet:
        """The kept base maps, else the sample's drawing, and what lies over them; blocks.

        A number that one map lacks is missing on the whole.
        """
        numbers = dict.fromkeys(layer.origin.approval_number for layer in self._kept if layer.drawn)
        bare = not any(layer.base for layer in self._kept)
        sample = map_seldom.drawn_layers(self._drawn) if self._drawn is not None and bare else ()
        lowest_first = sorted(self._kept, key=lambda layer: not layer.base)
        return BaseSheet(
            layers=(*sample, *(one for layer in lowest_first for one in self._arrays(layer))),
            invented=bool(sample),
            overlaid=bool(sample) and bool(numbers),
            provider="、".join(dict.fromkeys(one.origin.provider for one in self._kept if one.origin.provider)),
            approval_number="" if "" in numbers else "、".join(numbers),
        )

    def take(self, file: Path, provider: str = "", approval_number: str = "") -> KeptLayer:
        """Keep a file as it describes itself as base map, in place of what was kept of it; for the command line.

        Nobody has signed in yet: whoever starts the desk owns the machine. Belongs to the store's thread.
        """
        before = [layer.id for layer in self._kept if (layer.title, layer.origin.source) == (file.stem, file.name)]
        origin = LayerOrigin(source=file.name, provider=provider, approval_number=approval_number)
        steps = self._taken_in(file, ReadChoice(as_told=True), file.stem, origin, base=True)
        kept = next(step for step in steps if isinstance(step, KeptLayer))
        for layer in before:
            self._forget(layer)
        self.commit()
        return kept

    # -------------------------------------------------------------------------------------------- foreign files

    def warm(self) -> None:
        self._reader.warm()

    def survey(self, file: Path) -> FileSurvey:
        return map_seldom.survey_table(file) if file.suffix.lower() in TABLES else self._reader.survey(file)

    def read(self, file: Path, choice: ReadChoice) -> Iterator[ReadProgress | MapReading]:
        if file.suffix.lower() in TABLES:
            yield map_seldom.read_table(file, choice)
        else:
            yield from self._reader.read(file, choice)

    def has_base(self) -> bool:
        return self._drawn is not None or any(layer.base for layer in self._kept)

    def keep(
        self, file: Path, choice: ReadChoice, title: str, origin: LayerOrigin, *, base: bool
    ) -> Iterator[ReadProgress | KeptLayer]:
        self._refuse_others()
        yield from self._taken_in(file, choice, title, origin, base=base)

    def stop(self) -> None:
        self._reader.stop()

    # ------------------------------------------------------------------------------------------------ the list

    def known(self) -> tuple[MapLayerData, ...]:
        trusted = [layer for layer in self._kept if layer.origin.trusted]
        arrays = [one for layer in trusted for one in self._arrays(layer)]
        return tuple(one for one in arrays if one.kind is not GeometryKind.POINT)

    def layers(self) -> tuple[KeptLayer, ...]:
        return self._kept

    def remove(self, layer: str) -> None:
        self._refuse_others()
        self._forget(layer)

    def export(self, target: Path, form: MapForm, layers: Sequence[ExportLayer], kept: Sequence[str]) -> None:
        files = {self._folder / one.id / KEPT: one for one in self._kept if one.id in kept}
        map_seldom.write_map(target, form, layers, files)

    def values(self, layer: str) -> tuple[FieldValues, ...]:
        return map_seldom.values_in(self._folder / Path(layer).name / KEPT)

    def fields(self, source: str, layer: str, fid: int) -> tuple[tuple[str, str], ...]:
        kept = Path(source).parent.name  # the folder's name outlives a profile that was moved
        return (
            map_seldom.fields_of(self._folder / kept / KEPT, layer, fid)
            if kept in {one.id for one in self._kept}
            else ()
        )

    def restyle(self, layer: str, style: LayerStyle) -> None:
        self._refuse_others()
        self._kept = tuple(replace(one, style=style) if one.id == layer else one for one in self._kept)

    def place(self, layer: str, *, base: bool) -> None:
        self._refuse_others()
        others = [one for one in self._kept if one.id != layer]
        self._kept = tuple(placed(one, others, base=base) if one.id == layer else one for one in self._kept)

    def answer_for(self, layer: str, origin: LayerOrigin) -> None:
        self._refuse_others()
        self._kept = tuple(
            replace(one, origin=replace(origin, source=one.origin.source, datum=one.origin.datum))
            if one.id == layer
            else one
            for one in self._kept
        )

    def commit(self) -> None:
        self._store.set_setting(SETTING, [layer.to_plain() for layer in self._kept])

    def close(self) -> None:
        """End the reading process, unless it was given."""
        if self._owns:
            self._reader.close()

    # -------------------------------------------------------------------------------------------------- inside

    def _refuse_others(self) -> None:
        """The map is what everybody in the room goes by: whoever changes it has signed in."""
        if self._session is not None:
            require(self._session, Action.WRITE)

    def _forget(self, layer: str) -> None:
        self._kept = tuple(one for one in self._kept if one.id != layer)
        shutil.rmtree(self._folder / Path(layer).name, ignore_errors=True)

    def _taken_in(
        self, file: Path, choice: ReadChoice, title: str, origin: LayerOrigin, *, base: bool
    ) -> Iterator[ReadProgress | KeptLayer]:
        folder = self._folder / secrets.token_hex(6)
        done = False
        try:
            folder.mkdir(parents=True, mode=0o700)
            for step in self._kept_in(file, choice, folder):
                if isinstance(step, MapReading):
                    done = True
                    yield self._remember(folder.name, title, origin, step, base=base)
                else:
                    yield step
        except OSError as error:
            raise Unavailable("file_not_writable", file=title, reason=str(error)) from error
        finally:
            if not done:
                shutil.rmtree(folder, ignore_errors=True)

    def _kept_in(self, file: Path, choice: ReadChoice, folder: Path) -> Iterator[ReadProgress | MapReading]:
        if file.suffix.lower() not in TABLES:
            yield from self._reader.keep(file, choice, folder)
            return
        yield from map_seldom.kept_table(file, choice, folder, ARRAYS)

    def _remember(self, name: str, title: str, origin: LayerOrigin, reading: MapReading, *, base: bool) -> KeptLayer:
        drawn = any(one.kind is not GeometryKind.POINT for one in reading.layers)
        taken = KeptLayer(
            id=name,
            title=title,
            features=sum(one.feature_count for one in reading.layers),
            origin=origin,
            drawn=drawn,
        )
        layer = placed(taken, self._kept, base=base)
        self._kept = (*self._kept, layer)
        return layer

    def _arrays(self, layer: KeptLayer) -> tuple[MapLayerData, ...]:
        arrays = load_layers(self._folder / layer.id / ARRAYS)
        several = len({one.name for one in arrays}) > 1
        named = tuple(replace(one, kept=_kept_as(layer, one.name if several else "")) for one in arrays)
        if layer.style.kind is StyleKind.CATEGORIES:
            return map_seldom.styled(named, layer.style, self._folder / layer.id / KEPT)
        return tuple(replace(one, style=layer.style) for one in named)


def _kept_as(layer: KeptLayer, part: str) -> KeptAs:
    part = "" if part == layer.title else part
    return KeptAs(id=layer.id, title=layer.title, base=layer.base, moves=layer.drawn, part=part)
