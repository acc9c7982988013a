from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.ids import EntryId, UnitCode
from commandpost.journal.encoding import (
    UNREADABLE,
    body_bytes,
    patient_body,
    plain,
    read_body,
    read_personal,
    sealed_personal,
)
from commandpost.journal.entry import Json
from tests.unit.journal.entries import body

TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=40)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(values=st.dictionaries(TEXTS, VALUES, max_size=5))
def test_what_is_written_is_read_back(values: dict[str, Json]) -> None:
    written = body(values=values, base={"level": (EntryId("a:1"),)}, to=(UnitCode("1101"),), personal="0" * 64)

    assert read_body(body_bytes(written)) == written


@pytest.mark.parametrize("text", ["𠮷野家", "a\0b", "\x07", "🔥", "\ud800", "王\u200b某", "\u202eabc"])
def test_odd_characters_come_back_as_they_were(text: str) -> None:
    written = body(values={"text": text})

    assert read_body(body_bytes(written)) == written


def test_readable_characters_are_written_as_themselves() -> None:
    assert "积水".encode() in body_bytes(body(values={"text": "积水"}))


def changed(**said: object) -> bytes:
    return json.dumps(json.loads(body_bytes(body())) | said).encode()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"null",
        b"[" * 100_000,
        changed(hlc=-1),
        changed(hlc=2**63),
        changed(hlc=1.5),
        changed(wall="yesterday"),
        changed(wall="9999-12-31T23:59:59+00:00", offset=1e9),
        changed(offset=float("nan")),
        changed(set={"lon": float("inf")}),
        changed(set=[1]),
        changed(record="a\0b"),
        changed(record="\ud800"),
        changed(kind=""),
        changed(unit="1" * 201),
        changed(personal="no digest"),
        changed(blobs=["no digest"]),
        changed(set={"a": json.loads("[" * 60 + "]" * 60)}),
        changed(set={"lon": 0}).replace(b'"lon": 0', b'"lon": 1e999'),
        changed(set={"lon": 0}).replace(b'"lon": 0', b'"lon": ' + b"9" * 5_000),
    ],
)
def test_what_cannot_be_folded_is_kept_as_unreadable(raw: bytes) -> None:
    assert read_body(raw).kind == UNREADABLE


@given(raw=st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(raw: bytes) -> None:
    assert read_body(raw).kind == UNREADABLE


def test_fields_of_a_later_version_are_ignored() -> None:
    assert read_body(changed(weather="rain")) == body()


def test_a_personal_blob_gives_its_fields() -> None:
    blob = sealed_personal({"caller": "王某", "phone": "13900000218"}, bytes(16))

    assert read_personal(blob) == {"caller": "王某", "phone": "13900000218"}


def test_equal_personal_fields_make_different_blobs() -> None:
    assert sealed_personal({"phone": "1"}, bytes(16)) != sealed_personal({"phone": "1"}, b"x" * 16)


@pytest.mark.parametrize("blob", [b"", b"[]", b'{"fields":[]}', b"%PDF-1.7\xff"])
def test_another_blob_has_no_personal_fields(blob: bytes) -> None:
    assert read_personal(blob) == {}


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_a_text_that_not_every_database_holds_is_no_plain_one(text: str) -> None:
    assert plain("永宁") == "永宁"
    with pytest.raises(ValueError, match="plain"):
        plain(text)


def test_an_offset_told_without_a_fraction_is_a_number_of_seconds() -> None:
    assert read_body(changed(offset=3)).timing.offset == 3.0
    assert patient_body(changed(offset=3)).timing.offset == 3.0
