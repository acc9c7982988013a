"""Archives from anywhere: unpacked under caps of size, ratio and number, by what they hold and not what they claim."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from commandpost.domain.errors import RuleBroken

MOST_BYTES = 1 << 30  # of one archive, unpacked
MOST_MEMBERS = 500
MOST_RATIO = 200  # text shrinks twentyfold, a bomb a thousandfold
_RATIO_FROM = 1 << 20  # small members may shrink as they like
_PIECE = 1 << 18
_WANTED = frozenset(
    {
        ".kml", ".gpkg", ".geojson", ".json", ".fgb", ".gpx", ".dxf", ".osm",
        ".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx",
    }
)  # fmt: skip


def unpack(archive: Path, folder: Path) -> tuple[Path, ...]:
    """Write the map files of an archive, those of each folder together.

    Raises ``map_archive_bomb`` or ``map_file_unreadable``.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = [one for one in opened.infolist() if _suffix(one) in _WANTED]
            if len(opened.infolist()) > MOST_MEMBERS:
                raise RuleBroken("map_archive_bomb", file=archive.name)
            room = MOST_BYTES
            written = []
            folders = list(dict.fromkeys(_folder_of(member) for member in members))
            for member in members:
                target = folder / str(folders.index(_folder_of(member))) / _plain_name(member)
                target.parent.mkdir(exist_ok=True)
                room -= _write(opened, member, target, room, archive.name)
                written.append(target)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise RuleBroken("map_file_unreadable", file=archive.name, reason=str(error)) from error
    return tuple(written)


def _write(opened: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, room: int, archive: str) -> int:
    """Unpack one member piece by piece; the sizes in its header are not believed."""
    size = 0
    with opened.open(member) as source, target.open("wb") as out:
        while piece := source.read(_PIECE):
            size += len(piece)
            packed = max(1, member.compress_size)
            if size > room or (size > _RATIO_FROM and size > MOST_RATIO * packed):
                raise RuleBroken("map_archive_bomb", file=archive)
            out.write(piece)
    return size


def _folder_of(member: zipfile.ZipInfo) -> str:
    """Parts of a Shapefile belong together only where they lie together."""
    return str(PurePosixPath(member.filename.replace("\\", "/")).parent)


def _suffix(member: zipfile.ZipInfo) -> str:
    return "" if member.is_dir() else PurePosixPath(member.filename).suffix.lower()


def _plain_name(member: zipfile.ZipInfo) -> str:
    """The last part of the name; Chinese Windows writes it in GBK and does not say so."""
    name = member.filename
    if not member.flag_bits & 0x800:
        name = _as_gbk(name)
    return PurePosixPath(name.replace("\\", "/")).name


def _as_gbk(name: str) -> str:
    try:
        return name.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
