"""QR codes as pictures, drawn and read; what is read is text and nothing else, never opened or followed."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image, UnidentifiedImageError

from commandpost.domain.errors import RuleBroken

MODULE = 5  # pixels of one square
LARGEST = 40_000_000  # bytes of a picture file
MOST_PIXELS = 80_000_000  # a sheet scanned at 600 dpi has 35 million
QR_ONLY = zxingcpp.barcode_formats_from_str("QRCode")
FORMATS = ("PNG", "JPEG", "BMP", "WEBP", "TIFF")


def draw_code(text: str) -> bytes:
    """One code as a PNG in black and white, with its quiet margin."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    grey = Image.fromarray(np.array(code.to_image(scale=MODULE)))
    out = BytesIO()
    grey.convert("1").save(out, "PNG", optimize=True)
    return out.getvalue()


def read_codes(picture: Path) -> tuple[str, ...]:
    """The texts of all QR codes on a picture, in no order; () where there are none.

    For a foreign file: run it in a child process. Raises RuleBroken("picture_unreadable"|"picture_too_large").
    """
    try:
        if picture.stat().st_size > LARGEST:
            raise RuleBroken("picture_too_large", limit=LARGEST // 1_000_000)
        content = picture.read_bytes()
    except OSError as wrong:
        raise RuleBroken("picture_unreadable", reason=wrong.strerror or "") from wrong
    return codes_on(content)


def codes_on(content: bytes) -> tuple[str, ...]:
    """The same for a picture in memory."""
    found = zxingcpp.read_barcodes(_grey(content), QR_ONLY)
    return tuple(dict.fromkeys(code.text for code in found if code.valid))


def _grey(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit below is ours
            picture = Image.open(BytesIO(content), formats=FORMATS)
            if picture.width * picture.height > MOST_PIXELS:
                raise RuleBroken("picture_too_large", limit=LARGEST // 1_000_000)
            return picture.convert("L")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as wrong:
        raise RuleBroken("picture_unreadable", reason=type(wrong).__name__) from wrong
