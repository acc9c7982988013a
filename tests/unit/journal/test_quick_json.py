from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commandpost.domain.ids import EntryId, UnitCode
from commandpost.journal.encoding import body_bytes, document_text, patient_body, read_body, read_document
from commandpost.journal.quick_json import quick_body
from tests.unit.journal.entries import body

SHA = "0123456789abcdef" * 4
WHOLE = body(
    values={"text": "积水", "lon": 116.4, "injured": 2, "tags": ["a", {"b": None}], "urgent": True},
    base={"level": (EntryId("a:1"), EntryId("b:2"))},
    to=(UnitCode("1101"), UnitCode("110105")),
    personal=SHA,
)
TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=20)
NUMBERS = st.integers() | st.floats() | st.sampled_from((2**63 - 1, 2**63, 2**64, -(2**63) - 1, 10**40, 1e308, -0.0))
PIECES = (b"", b"0", b'"', b"9" * 25, b"}", b"\\ud800", b"1e400", b"\xff", b",", b"-", b"1.5", b"null")
ODD = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS | st.sampled_from(("", SHA, "1e5", "2026-07-19T02:24:08+00:00")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def agree(raw: bytes) -> None:
    """Whatever the quick reader takes for a body is the very one the patient reader makes of it."""
    quick = quick_body(raw)
    assert quick is None or repr(quick) == repr(patient_body(raw))


def said() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(body_bytes(WHOLE))
    return told


@given(name=st.sampled_from(sorted(said())), value=ODD, other=ODD)
def test_both_readers_agree_on_bodies_with_an_odd_value(name: str, value: object, other: object) -> None:
    agree(json.dumps(said() | {name: value, "weather": other}).encode())
    agree(json.dumps(said() | {"set": {name: value, "x": other}}, ensure_ascii=False).encode("utf-8", "surrogatepass"))


@given(data=st.data())
def test_both_readers_agree_on_damaged_bytes(data: st.DataObject) -> None:
    raw = bytearray(body_bytes(WHOLE))
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(raw) - 1))
        piece = data.draw(
            st.sampled_from((b"", b"0", b'"', b"9" * 25, b"}", b"\\ud800", b"1e400", b"\xff", b",", b"-"))
        )
        raw[at : at + data.draw(st.integers(0, 4))] = piece

    agree(bytes(raw))


def test_a_body_as_desks_write_it_is_read_quickly() -> None:
    assert quick_body(body_bytes(WHOLE)) == WHOLE
    assert quick_body(body_bytes(body())) == body()


@pytest.mark.parametrize(
    "changes",
    [
        {"hlc": -1},
        {"hlc": 2**63},
        {"unit": ""},
        {"kind": "a" * 201},
        {"record": "a\u2028b"},
        {"by": "a\x00b"},
        {"to": ["1101", ""]},
        {"personal": "x" * 64},
        {"blobs": [SHA, "0"]},
        {"wall": "yesterday"},
        {"wall": "9999-12-31T23:59:59+00:00"},
        {"offset": 1e12},
        {"error": -1e12},
        {"note": "\ud800"},
        {"set": {"deep": [[[[]]]] * 20}},
        {"act": 7},
    ],
)
def test_what_is_not_beyond_doubt_is_left_to_the_patient_reader(changes: dict[str, object]) -> None:
    raw = json.dumps(said() | changes).encode()

    assert quick_body(raw) is None
    assert read_body(raw) == patient_body(raw)


@pytest.mark.parametrize(
    "value", [{"text": "积水", "n": [1, 2.5, None, True]}, {"text": "\ud800"}, {"n": 10**30}, {"n": "\0"}, {"a": 1e300}]
)
def test_a_document_comes_back_as_it_was(value: object) -> None:
    assert read_document(document_text(value)) == value


@pytest.mark.parametrize("text", ["积水", "\ud800"])
def test_moments_of_a_document_are_iso_8601(text: str) -> None:
    at = datetime(2026, 7, 19, 2, 24, 8, 517, UTC)

    told = read_document(document_text({"at": at, "text": text}))

    assert (datetime.fromisoformat(told["at"]), told["text"]) == (at, text)


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(ValueError, match="Expecting"):
        read_document("{")
