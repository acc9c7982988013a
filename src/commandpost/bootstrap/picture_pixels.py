"""Pictures nobody vouches for made into plain pixels, in the bounded child; the window's process decodes none."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from commandpost.domain.tile_source import MOST_PICTURE_PX, TilePicture

_FORMS = frozenset({"png", "jpeg", "jpg", "webp", "gif", "bmp"})  # what tiles come in; SVG would reach for other files


def pixels_of(content: bytes) -> TilePicture | None:
    """The pixels of a picture of a usual form and size; anything else is none."""
    held = QByteArray(content)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    usual = bytes(reader.format().data()).decode("ascii") in _FORMS and size.isValid()
    if not usual or max(size.width(), size.height()) > MOST_PICTURE_PX:
        return None
    image = reader.read().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        return None
    return TilePicture(width=image.width(), height=image.height(), pixels=bytes(image.constBits()))
