"""The base map's files of a workstation: which ones, who answers for them, and their layers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from commandpost.domain.map_layer import MapLayerData
from commandpost.geodata.bounded import read_layers_bounded
from commandpost.geodata.readers import read_layers
from commandpost.gui.services import BaseSheet, MapSource
from commandpost.journal.entry import Json
from commandpost.storage.store import JournalStore

SETTING = "map.files"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFile:
    """One file with its owner line; ``invented`` is the sample's own drawing."""

    path: Path
    provider: str = ""
    approval_number: str = ""
    invented: bool = False

    def to_plain(self) -> dict[str, Json]:
        return {
            "path": str(self.path),
            "provider": self.provider,
            "approval_number": self.approval_number,
            "invented": self.invented,
        }


class BaseMap:
    """Reads the map's files in a bounded child process; every method waits, none belongs to the window's thread."""

    def __init__(self, store: JournalStore, first: tuple[MapFile, ...] = ()) -> None:
        self._store = store
        self._first = first

    def sheet(self) -> BaseSheet:
        """All layers of all files under the last one's approval number. Raises what the reader raises."""
        files = self._files()
        layers: list[MapLayerData] = []
        for file in files:
            layers.extend(read_layers(file.path) if file.invented else read_layers_bounded(file.path))
        if not files:
            return BaseSheet()
        last = files[-1]
        return BaseSheet(
            layers=tuple(layers),
            provider="、".join(dict.fromkeys(file.provider for file in files if file.provider)),
            approval_number=last.approval_number,
            invented=all(file.invented for file in files),
        )

    def add(self, path: Path, provider: str, approval_number: str) -> str:
        """Read a file first, then keep it in place of the sample's drawing; returns its name."""
        read_layers_bounded(path)
        added = MapFile(path=path.resolve(), provider=provider, approval_number=approval_number)
        kept = [file for file in self._files() if not file.invented and file.path != added.path]
        self._store.set_setting(SETTING, [file.to_plain() for file in (*kept, added)])
        return path.name

    def named(self) -> tuple[str, ...]:
        """The files in use with provider and approval number."""
        return tuple(_line(file) for file in self._files())

    def source(self) -> MapSource:
        return MapSource(add=self.add, named=self.named)

    def _files(self) -> tuple[MapFile, ...]:
        said = self._store.setting(SETTING)
        own = tuple(_file(row) for row in said if isinstance(row, dict)) if isinstance(said, list) else ()
        return tuple(file for file in own if file.path.exists()) or self._first


def _file(row: dict[str, Json]) -> MapFile:
    return MapFile(
        path=Path(str(row["path"])),
        provider=str(row.get("provider", "")),
        approval_number=str(row.get("approval_number", "")),
        invented=bool(row.get("invented", False)),
    )


def _line(file: MapFile) -> str:
    return " · ".join(part for part in (file.path.name, file.provider, file.approval_number) if part)
