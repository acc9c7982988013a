"""Before GDAL sees a foreign file: archives are unpacked, XML is checked for bombs, the encoding is found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException, sax

from commandpost.domain.errors import RuleBroken
from commandpost.geodata.unpacking import unpack

_ARCHIVES = frozenset({".zip", ".kmz"})
_XML = frozenset({".kml", ".gpx", ".osm"})
_READ_FIRST = (".gpkg", ".shp", ".kml", ".geojson", ".json", ".fgb", ".gpx", ".osm", ".dxf")
_DEEPEST = 200
_SAMPLE = 1 << 20
_PAGES = {
    "936": "gb18030", "cp936": "gb18030", "gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030",
    "ansi 936": "gb18030", "oem 936": "gb18030", "utf-8": "utf-8", "utf8": "utf-8", "65001": "utf-8",
    "950": "big5", "big5": "big5", "cp950": "big5",
}  # fmt: skip
_LANGUAGE_DRIVERS = {0x4D: "gb18030", 0x7A: "gb18030", 0x4F: "big5", 0x78: "big5"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """A file GDAL may read; ``encoding`` is "" where its format fixes the encoding."""

    path: Path
    encoding: str = ""
    notes: frozenset[str] = frozenset()  # archive_more: its archive holds other maps too


def open_file(file: Path, scratch: Path) -> OpenedFile:
    """Make a file safe to read; what is unpacked goes to ``scratch``.

    Raises ``map_file_unreadable``, ``map_file_gone``, ``map_file_not_plain``, ``map_archive_bomb``,
    ``map_xml_bomb`` or ``map_archive_empty``.
    """
    _refuse_no_file(file)
    path, notes = file, frozenset[str]()
    if file.suffix.lower() in _ARCHIVES:
        unpacked = unpack(file, scratch)
        path = _first_map(unpacked, file)
        notes = frozenset({"archive_more"} if sum(_rank(one) < len(_READ_FIRST) for one in unpacked) > 1 else ())
    if path.suffix.lower() == ".shp":
        path = _with_index(path, scratch)
    if path.suffix.lower() in _XML:
        _check_xml(path, file.name)
    return OpenedFile(path=path, encoding=_encoding(path), notes=notes)


def _with_index(shape: Path, scratch: Path) -> Path:
    """A Shapefile whose .shx was left behind is copied, and the index made anew beside the copy."""
    if any(shape.with_suffix(suffix).is_file() for suffix in (".shx", ".SHX")):
        return shape
    folder = scratch / "index"
    folder.mkdir()
    for suffix in (".shp", ".dbf", ".prj", ".cpg"):
        for part in (shape.with_suffix(suffix), shape.with_suffix(suffix.upper())):
            if part.is_file():
                copyfile(part, folder / f"{shape.stem}{suffix}")
    return folder / f"{shape.stem}.shp"


def _refuse_no_file(file: Path) -> None:
    """A pipe or a device would be read for ever, and GDAL takes some names for places on the network."""
    if not file.exists():
        raise RuleBroken("map_file_gone", file=file.name)
    if not file.is_file():
        raise RuleBroken("map_file_not_plain", file=file.name)


def _first_map(files: tuple[Path, ...], archive: Path) -> Path:
    ranked = sorted(files, key=lambda one: (_rank(one), one.name != "doc.kml", one.name))
    if not ranked or _rank(ranked[0]) == len(_READ_FIRST):
        raise RuleBroken("map_archive_empty", file=archive.name)
    return ranked[0]


def _rank(path: Path) -> int:
    suffix = path.suffix.lower()
    return _READ_FIRST.index(suffix) if suffix in _READ_FIRST else len(_READ_FIRST)


# ---------------------------------------------------------------------------------------------------- XML


class _Depth(ContentHandler):
    """Counts how deep elements stand in one another."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._depth = 0

    def startElement(self, _name: str, _attrs: AttributesImpl) -> None:  # noqa: N802 - the parser's name for it
        self._depth += 1
        if self._depth > _DEEPEST:
            raise RuleBroken("map_xml_bomb", file=self._name)

    def endElement(self, _name: str) -> None:  # noqa: N802 - the parser's name for it
        self._depth -= 1


def _check_xml(path: Path, name: str) -> None:
    try:
        sax.parse(str(path), _Depth(name), forbid_dtd=True)
    except DefusedXmlException as error:
        raise RuleBroken("map_xml_bomb", file=name) from error
    except (SAXException, OSError, ValueError) as error:
        raise RuleBroken("map_file_unreadable", file=name, reason=str(error)) from error


# ----------------------------------------------------------------------------------------------- encoding


def _encoding(path: Path) -> str:
    """How a Shapefile's or a drawing's texts are written; the other formats are UTF-8 by rule."""
    suffix = path.suffix.lower()
    if suffix == ".shp":
        said, found = _said_by_cpg(path), _said_by_dbf(path.with_suffix(".dbf"))
        return found if said in {"", "utf-8"} else said  # what claims to be UTF-8 can be tried
    if suffix == ".dxf":
        return _told_by_bytes(path)
    return ""


def _said_by_cpg(path: Path) -> str:
    for name in (path.with_suffix(".cpg"), path.with_suffix(".CPG")):
        if name.is_file():
            return _PAGES.get(name.read_bytes()[:64].decode("ascii", errors="ignore").strip().lower(), "")
    return ""


def _said_by_dbf(path: Path) -> str:
    """The mark in the table's head, else what its bytes look like."""
    if not path.is_file():
        return "utf-8"
    with path.open("rb") as file:
        head = file.read(32)
    mark = head[29] if len(head) == 32 else 0
    return _LANGUAGE_DRIVERS.get(mark) or _told_by_bytes(path, skip=32)


def _told_by_bytes(path: Path, *, skip: int = 0) -> str:
    """UTF-8 if all of it is, else GB18030: what Chinese offices write when they do not say."""
    with path.open("rb") as file:
        file.seek(skip)
        sample = file.read(_SAMPLE)
    whole = len(sample) < _SAMPLE
    try:
        sample[: len(sample) if whole else sample.rfind(b"\n") + 1 or len(sample) - 8].decode("utf-8")
    except UnicodeDecodeError as error:
        return "utf-8" if not whole and error.start > len(sample) - 8 else "gb18030"
    return "utf-8"
