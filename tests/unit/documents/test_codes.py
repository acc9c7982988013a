from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from commandpost.documents.codes import LARGEST, codes_on, draw_code, read_codes
from commandpost.domain.errors import RuleBroken
from commandpost.journal import series

SERIES = series.split(random.Random(7).randbytes(2_100))


def picture(codes: list[bytes], *, across: int = 2, ground: int = 255) -> Image.Image:
    """Several codes on one sheet."""
    drawn = [Image.open(BytesIO(code)).convert("L") for code in codes]
    side = max(one.width for one in drawn) + 20
    sheet = Image.new("L", (side * across, side * -(-len(drawn) // across)), ground)
    for at, one in enumerate(drawn):
        sheet.paste(one, (10 + side * (at % across), 10 + side * (at // across)))
    return sheet


def saved(image: Image.Image, form: str = "PNG", **options: int) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


@settings(max_examples=10, deadline=None)
@given(st.binary(min_size=1, max_size=series.BYTES_IN_ONE))
def test_a_code_is_read_as_it_was_drawn(content: bytes) -> None:
    (text,) = series.split(content)

    assert codes_on(draw_code(text)) == (text,)


def test_a_sheet_of_codes_is_read_at_once_and_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "sheet.png"
    path.write_bytes(saved(picture([draw_code(text) for text in reversed(SERIES)])))

    assert set(read_codes(path)) == set(SERIES)
    assert len(SERIES) == 4


@pytest.mark.parametrize("turned", [0, 7, 90, 180])
def test_a_photograph_turned_grey_blurred_and_packed_is_read(turned: int) -> None:
    sheet = picture([draw_code(text) for text in SERIES[:2]], ground=200)
    seen = sheet.point(lambda light: 40 + light * 0.7).rotate(turned, expand=True, fillcolor=180)
    packed = saved(seen.filter(ImageFilter.GaussianBlur(1.1)), "JPEG", quality=60)

    assert set(codes_on(packed)) == set(SERIES[:2])


def test_a_picture_without_a_code_has_none() -> None:
    assert codes_on(saved(Image.new("L", (300, 300), 255))) == ()


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(40), draw_code("CPQ1")[:-30]])
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken, match="picture_unreadable"):
        codes_on(content)


def test_a_file_that_is_missing_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="picture_unreadable"):
        read_codes(tmp_path / "none.png")
    large = tmp_path / "large.png"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(RuleBroken, match="picture_too_large"):
        read_codes(large)


def test_a_small_file_that_unpacks_to_a_huge_picture_is_refused() -> None:
    bomb = saved(Image.new("1", (12_000, 12_000)))
    assert len(bomb) < 100_000

    with pytest.raises(RuleBroken, match="picture_too_large"):
        codes_on(bomb)
