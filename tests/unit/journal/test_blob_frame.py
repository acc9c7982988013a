from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.errors import RuleBroken
from commandpost.journal.blob_frame import (
    MAX_BLOB,
    MAX_BLOBS,
    MAX_FRAME,
    decode_blobs,
    encode_blobs,
    frames,
)


@given(contents=st.lists(st.binary(max_size=60), max_size=20))
def test_what_is_packed_is_unpacked(contents: list[bytes]) -> None:
    assert decode_blobs(encode_blobs(contents)) == tuple(contents)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"", "bundle_invalid"),
        (b"no gzip", "bundle_invalid"),
        (gzip.compress(b"CPR1", mtime=0), "bundle_invalid"),
        (encode_blobs([b"abc"])[:-9], "bundle_invalid"),
        (encode_blobs([b"abc"]) + b"x", "bundle_invalid"),
        (gzip.compress(b"CPB1\x00\x00\x00\x09abc", mtime=0), "bundle_invalid"),
        (gzip.compress(b"CPB1\x00\x00", mtime=0), "bundle_invalid"),
        (encode_blobs([b""] * (MAX_BLOBS + 1)), "bundle_too_large"),
        (encode_blobs([bytes(MAX_BLOB + 1)]), "bundle_too_large"),
        (encode_blobs([bytes(MAX_BLOB)] * 20), "bundle_too_large"),
    ],
)
def test_a_frame_of_another_form_is_refused(frame: bytes, code: str) -> None:
    with pytest.raises(RuleBroken, match=code):
        decode_blobs(frame)


@given(data=st.binary(max_size=300))
def test_no_bytes_make_the_reader_fail_otherwise(data: bytes) -> None:
    with pytest.raises(RuleBroken, match="bundle_invalid"):
        decode_blobs(data)


def test_many_blobs_are_cut_into_frames_that_are_taken() -> None:
    contents = [bytes([number % 251]) * 200_000 for number in range(40)] + [b"x"] * (MAX_BLOBS + 3)

    cut = list(frames(contents))

    assert [content for frame in cut for content in frame] == contents
    assert all(sum(map(len, frame)) <= MAX_FRAME for frame in cut)
    assert [decode_blobs(encode_blobs(frame)) for frame in cut] == cut
