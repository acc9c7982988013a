"""What is asked about a foreign map file, what it answers, and what is remembered of a layer taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from commandpost.domain.coordinates import Datum
from commandpost.domain.layer_style import LayerStyle, StyleKind, overlay_style, style_from_plain
from commandpost.domain.local_plane import LocalPlane
from commandpost.domain.map_layer import MapLayerData

Box = tuple[float, float, float, float]  # west, south, east, north in degrees as the file writes them
ENCODINGS = ("utf-8", "gb18030", "big5")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadChoice:
    """How a file is to be read; the empty choice takes every layer as the file describes itself.

    ``encoding`` "" means as found. ``plane`` makes plane metres of a city's own system into degrees; then ``datum``
    is not used. ``first_look`` asks for what lies in this box before everything else.
    """

    layers: tuple[str, ...] = ()
    encoding: str = ""
    datum: Datum = Datum.CGCS2000
    as_told: bool = False  # nobody chose: of a sheet whose headings name a datum, that one
    plane: LocalPlane | None = None
    first_look: Box | None = None

    def takes(self, layer: str) -> bool:
        return not self.layers or layer in self.layers


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSurvey:
    """One layer of a file before it is read; ``features`` is -1 where counting would mean reading it all."""

    name: str
    geometry: str
    features: int
    label: str  # the coordinate system the file claims, "" for none
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSurvey:
    """What a file says about itself; ``encoding`` is how its texts were found to be written."""

    form: str
    layers: tuple[LayerSurvey, ...]
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class MapReading:
    """Layers in degrees with what was noticed: ``axes_swapped``, ``label_wrong``, ``label_missing``, ``archive_more``.

    ``archive_more``: the archive holds other maps too. Of a table in plane metres also which way its X was read:
    ``x_north``, ``x_east``.
    """

    layers: tuple[MapLayerData, ...]
    notes: tuple[str, ...] = ()
    without_place: tuple[int, ...] = ()  # rows of a table, from 1 as a spreadsheet counts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadProgress:
    """Features read so far; ``total`` is 0 where it is not known. ``first_look`` is an early picture of a part."""

    done: int
    total: int
    first_look: MapReading | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerOrigin:
    """Where a layer came from and how far it can be trusted; it stands with the layer for as long as it is kept.

    ``datum`` is what was chosen on import ("plane" for the city's own), ``accuracy_m`` is None where nobody said.
    """

    source: str
    datum: str = Datum.CGCS2000.value
    accuracy_m: float | None = None
    provider: str = ""
    approval_number: str = ""  # 审图号
    trusted: bool = False  # its boundaries are known to be right and may judge other files

    def to_plain(self) -> dict[str, Any]:
        return asdict(self)


def origin_from_plain(plain: Mapping[str, Any]) -> LayerOrigin:
    """Read what :meth:`LayerOrigin.to_plain` wrote; what is missing or of another kind is left at its default."""
    accuracy = plain.get("accuracy_m")
    return LayerOrigin(
        source=str(plain.get("source", "")),
        datum=str(plain.get("datum") or Datum.CGCS2000.value),
        accuracy_m=float(accuracy) if isinstance(accuracy, int | float) else None,
        provider=str(plain.get("provider", "")),
        approval_number=str(plain.get("approval_number", "")),
        trusted=plain.get("trusted") is True,
    )


def choice_to_plain(choice: ReadChoice) -> dict[str, Any]:
    """A choice as plain values, for the reading process."""
    return asdict(choice)


def choice_from_plain(plain: Mapping[str, Any]) -> ReadChoice:
    """Read what :func:`choice_to_plain` wrote."""
    plane, box = plain["plane"], plain["first_look"]
    return ReadChoice(
        layers=tuple(plain["layers"]),
        encoding=plain["encoding"],
        datum=Datum(plain["datum"]),
        plane=LocalPlane(**plane) if plane else None,
        first_look=tuple(box) if box else None,
    )


def survey_to_plain(survey: FileSurvey) -> dict[str, Any]:
    """A survey as plain values, on its way from the reading process."""
    return asdict(survey)


def survey_from_plain(plain: Mapping[str, Any]) -> FileSurvey:
    """Read what :func:`survey_to_plain` wrote."""
    layers = tuple(LayerSurvey(**layer | {"fields": tuple(layer["fields"])}) for layer in plain["layers"])
    return FileSurvey(form=plain["form"], layers=layers, encoding=plain["encoding"])


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptLayer:
    """A file's layers as this workstation keeps them; ``id`` names their folder."""

    id: str
    title: str
    features: int
    origin: LayerOrigin
    drawn: bool = True  # False: only points, which need no map approval
    base: bool = True  # False: it lies over the base map and replaces nothing
    style: LayerStyle = field(default_factory=LayerStyle)

    def to_plain(self) -> dict[str, Any]:
        return asdict(self)


def placed(layer: KeptLayer, others: Sequence[KeptLayer], *, base: bool) -> KeptLayer:
    """The layer as base map, or over it; a style somebody chose stays. Points alone always lie over."""
    below = base and layer.drawn
    style = layer.style
    if below and style.kind is StyleKind.OUTLINE:
        style = LayerStyle()
    elif not below and style.kind is StyleKind.BASE:
        style = overlay_style([one.style for one in others])
    return replace(layer, base=below, style=style)


def kept_from_plain(plain: Mapping[str, Any]) -> KeptLayer:
    """Read what :meth:`KeptLayer.to_plain` wrote."""
    return KeptLayer(
        id=str(plain["id"]),
        title=str(plain["title"]),
        features=int(plain["features"]),
        origin=origin_from_plain(plain["origin"]),
        drawn=plain.get("drawn") is not False,
        base=plain.get("base", plain.get("drawn")) is not False,
        style=style_from_plain(plain.get("style")),
    )
