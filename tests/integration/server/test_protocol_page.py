"""The example of docs/protocol.md, computed anew by the project and by the stranger."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from commandpost.domain.ids import DeviceId, StreamId, UnitCode
from commandpost.journal.bundle import decode
from commandpost.journal.chain import ZERO, Opening, entry_hash, key_digest, opening_is_sound
from commandpost.journal.encoding import read_body
from commandpost.security.signing import Ed25519Signing
from tests.stranger import Stranger

PAGE = Path(__file__).resolve().parents[3] / "docs" / "protocol.md"


@pytest.fixture(scope="module")
def example() -> dict[str, Any]:
    found = re.search(r"```json example\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    said: dict[str, Any] = json.loads(found[1])
    return said


def test_the_project_computes_what_the_page_says(example: dict[str, Any]) -> None:
    signing, body = Ed25519Signing(), example["body"].encode()
    device, session = (signing.restore(bytes.fromhex(example[name])) for name in ("device_secret", "session_secret"))
    stream = StreamId(key_digest(session.public_key))
    opening = Opening(
        stream=stream,
        device=DeviceId(key_digest(device.public_key)),
        unit=UnitCode(example["unit"]),
        public_key=session.public_key,
        parent=None,
        parent_seq=0,
        parent_hash=ZERO,
        certificate=bytes.fromhex(example["opening_certificate"]),
    )
    digest = entry_hash(stream, 1, ZERO, hashlib.sha256(body).digest())

    assert (opening.device, stream) == (example["device"], example["stream"])
    assert opening_is_sound(opening, device.public_key, signing)
    assert digest.hex() == example["hash"]
    assert session.sign(digest).hex() == example["signature"]
    assert read_body(body).record == "log-1"


def test_the_stranger_computes_it_too_and_the_project_reads_its_frame(example: dict[str, Any]) -> None:
    device, session = (
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(example[name]))
        for name in ("device_secret", "session_secret")
    )
    stranger = Stranger("", example["unit"], device, session)
    stranger.card = {
        "device": example["device"],
        "unit": example["unit"],
        "public_key": device.public_key().public_bytes_raw().hex(),
        "name": "stranger",
        "enrolled_at": "",
        "certificate": "",
        "revoked_at": None,
    }
    stranger.bodies.append(example["body"].encode())
    frame = stranger.frame()
    (run,) = decode(frame)

    assert gzip.decompress(frame).startswith(b"CPR1")
    assert (run.stream, run.signature.hex()) == (example["stream"], example["signature"])
    assert run.opening.certificate.hex() == example["opening_certificate"]
    assert run.hashes()[-1].hex() == example["hash"]


REFUSING = (
    *("server/frontier.py", "server/exchange.py", "server/bodies.py", "server/slots.py"),
    *("app/relay.py", "app/admission.py", "app/throttle.py", "app/guesses.py", "journal/bundle.py"),
    *("journal/blob_frame.py", "journal/encoding.py", "storage/relay_side.py", "storage/blob_rows.py"),
)


def test_every_code_a_server_refuses_with_stands_on_the_page() -> None:
    from tests.architecture.source import modules

    said = {module.name: module.text for module in modules()}
    codes = {code for name in REFUSING for code in re.findall(r'(?:RuleBroken|Unavailable)\("([a-z_]+)"', said[name])}
    named = set(re.findall(r"`([a-z_]+)`", PAGE.read_text("utf-8")))

    assert len(codes) > 15
    assert codes - named == set()


def test_sizes_and_rates_of_the_page_are_the_servers() -> None:
    from commandpost.app.guesses import OF_ALL
    from commandpost.app.peer import MAX_BLOB_BYTES
    from commandpost.app.throttle import Allowance
    from commandpost.server import exchange

    shipped = Allowance()
    told = (
        f"an enrolment {exchange.MAX_ENROLMENT_BYTES // 1000} kB",
        f"`wanted` {exchange.MAX_QUESTION_BYTES // 10**6} MB",
        f"entries and blobs {exchange.MAX_FRAME_BYTES // 10**6} MB",
        f"a single blob {MAX_BLOB_BYTES // 10**6} MB",
        f"asks {shipped.requests_a_second:g} times",
        f"({shipped.burst} at once",
        f"{shipped.entries_a_day:,} entries and {shipped.blob_bytes_a_day // 10**9} GB",
        f"together {OF_ALL.burst} and then",
    )
    page = " ".join(PAGE.read_text("utf-8").split())

    assert [words for words in told if words not in page] == []


def test_every_request_of_the_page_is_one_of_the_server(example: dict[str, Any]) -> None:
    from commandpost.app import wire

    named = set(re.findall(r"^\| `(?:GET|POST) (/[a-z0-9/]+)", PAGE.read_text("utf-8"), re.MULTILINE))
    words = {value for name, value in vars(wire).items() if name.isupper() and str(value).startswith("/v1/")}
    served = {*words - {wire.ROOM}, "/healthz", "/metrics"}

    assert example["unit"].isdigit()
    assert served <= named
