"""The OpenAPI document compared with what a server really answers: status, kind, headers and every field."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pytest
import requests
from jsonschema import ValidationError
from jsonschema.validators import Draft202012Validator

from commandpost.journal.blob_frame import encode_blobs
from commandpost.journal.bundle import encode
from tests.server_process import DISTRICT, STREET, ServerProcess, TestDesk, open_desk

ATTACHMENT = b"%PDF-1.7" * 100
NAME = hashlib.sha256(ATTACHMENT).hexdigest()
NONE: Mapping[str, str] = MappingProxyType({})
Way = tuple[str, str, bytes]


@dataclass
class Asker:
    """An enrolled desk, and the document of its server."""

    server: ServerProcess
    desk: TestDesk
    document: dict[str, Any]

    def ask(self, way: Way, headers: Mapping[str, str] = NONE, *, sealed: bool = True) -> requests.Response:
        method, target, content = way
        assert self.desk.peer is not None
        seal = self.desk.peer._seal(method, target, content) if sealed else {}
        told = {"CP-Protocol": "1", **seal, **headers}
        return requests.request(method, self.server.url + target, data=content, headers=told, timeout=10)

    def check(self, method: str, path: str, answer: requests.Response) -> None:
        """Raise AssertionError or ValidationError where an answer is not as the document says, or says more."""
        told = self.document["paths"][path][method.lower()]["responses"].get(str(answer.status_code))
        assert told is not None, f"{answer.status_code} is not told of"
        assert [name for name in told.get("headers", {}) if name not in answer.headers] == []
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if "content" in told:
            assert kind in told["content"]
        if kind == "application/json" and "content" in told:
            said = {**strict(told["content"][kind]["schema"]), "components": self.document["components"]}
            Draft202012Validator(said).validate(answer.json())


def strict(schema: Any) -> Any:  # JSON
    """The same schema, which lets nothing through that it does not name."""
    if isinstance(schema, list):
        return [strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    made = {name: strict(value) for name, value in schema.items()}
    return {**made, "additionalProperties": False} if "properties" in made else made


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    server = ServerProcess(tmp_path_factory.mktemp("server")).start()
    desk, lost = (open_desk(tmp_path_factory.mktemp(name), STREET, name) for name in ("S1", "S2"))
    desk.enroll(server)
    lost.link(server.url).enroll(server.once("--enrol-code", STREET).split()[-1], "永宁街道 S2")
    server.once("--revoke", "S2")
    desk.store.put_blob(ATTACHMENT)
    desk.write("附件", record="log-1", pdf=NAME)
    document = requests.get(server.url + "/openapi.json", timeout=10).json()
    yield Asker(server, desk, document)
    for one in (desk, lost):
        one.close()
    server.close()


def ways(asker: Asker) -> list[tuple[str, Way, int]]:
    """Path of the document, what is asked, and the status that comes; in an order in which each finds what it needs."""
    store, code = asker.desk.store, asker.server.once("--enrol-code", DISTRICT).split()[-1]
    runs = store.offers()
    enrolment = json.dumps({"code": code, "public_key": "ab" * 32, "name": "区 D1"}).encode()
    named = {run.stream: {"seq": run.last, "hash": run.hashes()[-1].hex()} for run in runs}
    wanted = json.dumps({"names": [NAME], "room": 1000}).encode()
    blob = "/v1/blobs/{sha256}"
    return [
        ("/v1/time", ("GET", "/v1/time", b""), 200),
        ("/v1/enroll", ("POST", "/v1/enroll", enrolment), 200),
        ("/v1/enroll", ("POST", "/v1/enroll", b"{}"), 422),
        ("/v1/have", ("POST", "/v1/have", json.dumps(named).encode()), 200),
        ("/v1/entries", ("POST", "/v1/entries", encode(runs)), 200),
        ("/v1/have", ("POST", "/v1/have", json.dumps(named).encode()), 200),
        ("/v1/entries", ("POST", "/v1/entries", b"rubbish"), 422),
        (blob, ("PUT", f"/v1/blobs/{NAME}", ATTACHMENT), 200),
        ("/v1/blobs", ("POST", "/v1/blobs", encode_blobs([ATTACHMENT])), 200),
        ("/v1/blobs/wanted", ("POST", "/v1/blobs/wanted", wanted), 200),
        (blob, ("GET", f"/v1/blobs/{NAME}", b""), 200),
        (blob, ("GET", f"/v1/blobs/{'0' * 64}", b""), 404),
        ("/v1/feed", ("GET", f"/v1/feed?unit={STREET}&after=0&whole=1", b""), 200),
        ("/v1/feed", ("GET", f"/v1/feed?unit={DISTRICT}", b""), 403),
        ("/v1/feed", ("GET", "/v1/feed?unit=1&after=-1", b""), 422),
        ("/v1/presence", ("GET", "/v1/presence", b""), 200),
        ("/v1/revoked", ("GET", "/v1/revoked", b""), 200),
        ("/v1/authority", ("GET", "/v1/authority", b""), 404),
        ("/healthz", ("GET", "/healthz", b""), 200),
        ("/metrics", ("GET", "/metrics", b""), 200),
    ]


def test_every_answer_is_as_the_document_says(asker: Asker) -> None:
    seen = set[str]()
    for path, way, status in ways(asker):
        answer = asker.ask(way)
        assert (way, answer.status_code) == (way, status)
        asker.check(way[0], path, answer)
        seen.add(f"{way[0].lower()} {path}")

    told = {f"{method} {path}" for path, methods in asker.document["paths"].items() for method in methods}
    assert seen == told


def test_ranges_and_refusals_are_as_the_document_says(asker: Asker) -> None:
    blob: Way = ("GET", f"/v1/blobs/{NAME}", b"")
    asker.ask(("PUT", f"/v1/blobs/{NAME}", ATTACHMENT))
    answers = [
        (asker.ask(blob, {"Range": "bytes=0-9"}), 206),
        (asker.ask(blob, {"Range": "bytes=9999-"}), 416),
        (asker.ask(blob, sealed=False), 401),
        (asker.ask(blob, {"CP-Protocol": "2"}), 426),
    ]
    for answer, status in answers:
        assert answer.status_code == status
        asker.check("GET", "/v1/blobs/{sha256}", answer)


def test_every_way_names_its_seal_and_only_three_have_none(asker: Asker) -> None:
    headers = {
        path: {one["name"] for one in told.get("parameters", ()) if one["in"] == "header"}
        for path, methods in asker.document["paths"].items()
        for told in methods.values()
    }
    seal = {"CP-Protocol", "CP-Device", "CP-Time", "CP-Nonce", "CP-Signature", "CP-Digest"}

    wire = {path: names for path, names in headers.items() if path.startswith("/v1/")}
    unsealed = {path for path, names in wire.items() if not seal <= names}
    assert unsealed == {"/v1/time", "/v1/enroll", "/v1/authority"}
    assert all("CP-Protocol" in names for names in wire.values())


@pytest.mark.parametrize("planted", ["revoked", "card"])
def test_this_comparison_finds_a_field_nobody_told_of(asker: Asker, planted: str) -> None:
    document = deepcopy(asker.document)
    schema = document["paths"]["/v1/revoked"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    held = schema if planted == "revoked" else schema["properties"]["revoked"]["items"]
    del held["properties"][planted]
    answer = asker.ask(("GET", "/v1/revoked", b""))

    with pytest.raises(ValidationError):
        Asker(asker.server, asker.desk, document).check("GET", "/v1/revoked", answer)
