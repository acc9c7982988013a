"""What the OpenAPI document says of the wire: seals, contents that are read as bytes, and every answer.

Contents are signed as they were sent, and therefore read as bytes; nothing here checks a request. A test compares the
real answers with it.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from commandpost.app import wire
from commandpost.app.peer import PROTOCOL

SEALS = (
    "Every request under /v1 carries CP-Protocol: 1. All but time, enrolment and authority are sealed by an enrolled "
    "device with CP-Device, CP-Time, CP-Nonce and CP-Signature; CP-Digest may stand beside them. docs/protocol.md "
    "tells how, and every code."
)


class Refusal(BaseModel):
    """Whatever is refused: why, and what about it."""

    code: str
    params: dict[str, str | int]


Said = dict[str, Any]  # a piece of the document, or what a route is told

JSON, FRAMES, PEM = "application/json", "application/octet-stream", "application/x-pem-file"
TEXT: Said = {"type": "string"}
NUMBER: Said = {"type": "integer", "minimum": 0}
HEX: Said = {"type": "string", "pattern": "^([0-9a-f]{2})*$"}
NAME: Said = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
SHA256: Said = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
SIGNATURE: Said = {"type": "string", "pattern": "^[0-9a-f]{128}$"}
MOMENT: Said = {"type": "string", "format": "date-time"}
BYTES: Said = {"type": "string", "format": "binary"}


def _object(**properties: Said) -> Said:
    return {"type": "object", "properties": properties, "required": [*properties]}


def _list(items: Said) -> Said:
    return {"type": "array", "items": items}


def _or_null(schema: Said) -> Said:
    return {"anyOf": [schema, {"type": "null"}]}


CARD = _object(
    device=NAME,
    unit=TEXT,
    public_key=HEX,
    name=TEXT,
    enrolled_at=TEXT,
    certificate=HEX,
    revoked_at=_or_null(TEXT),
)
RECEIPT = _object(stream=TEXT, low=NUMBER, high=NUMBER, tier=TEXT, hash=SHA256, at=MOMENT, signature=SIGNATURE)
VERDICT: Said = {"enum": ["taken", "gap", "fork", "signature", "unknown_device", "revoked", "too_big"]}
ANSWER = _object(stream=TEXT, verdict=VERDICT, seq=NUMBER, hash=HEX, receipt=_or_null(RECEIPT))

ENVELOPE: Said = {  # on every answer under /v1
    wire.PROTOCOL_HEADER: {"schema": {"type": "string", "enum": [str(PROTOCOL)]}},
    wire.SERVER_TIME_HEADER: {"schema": MOMENT},
    wire.EPOCH_HEADER: {"schema": TEXT},
}
AGAIN: Said = {"Retry-After": {"schema": {"type": "string", "pattern": "^[0-9]+$"}, "description": "seconds"}}
REFUSALS: dict[int | str, Said] = {
    status: {"model": Refusal, "description": words, "headers": {**ENVELOPE, **(AGAIN if status in {429, 503} else {})}}
    for status, words in (
        (401, "not let in: who asks is not known, is revoked, or the seal is not good"),
        (403, "not the caller's"),
        (422, "the form is wrong, or a rule says no"),
        (426, "another version of the protocol"),
        (429, "come again after Retry-After seconds"),
        (503, "the server cannot now; Retry-After seconds"),
    )
}


def _header(name: str, schema: Said, words: str, *, required: bool = True) -> Said:
    return {"name": name, "in": "header", "required": required, "schema": schema, "description": words}


SPOKEN = _header(wire.PROTOCOL_HEADER, {"type": "string", "enum": [str(PROTOCOL)]}, "the protocol that is spoken")
SEAL = (
    _header(wire.DEVICE_HEADER, NAME, "who asks"),
    _header(wire.TIME_HEADER, MOMENT, "within five minutes of the server's clock"),
    _header(wire.NONCE_HEADER, {"type": "string", "minLength": 1}, "never used before"),
    _header(wire.SIGNATURE_HEADER, SIGNATURE, "of the device, over the request"),
    _header(wire.DIGEST_HEADER, SHA256, "SHA-256 of the content", required=False),
)


def _answers(content: Said, words: str, **headers: Said) -> Said:
    return {"description": words, "content": content, "headers": {**ENVELOPE, **headers}}


def _json(schema: Said, words: str) -> Said:
    return _answers({JSON: {"schema": schema}}, words)


def _bytes(words: str, **headers: Said) -> Said:
    return _answers({FRAMES: {"schema": BYTES}}, words, **{name.replace("_", "-"): of for name, of in headers.items()})


def _way(answer: Said, content: Said | None = None, *more: Said, sealed: bool = True, **others: Said) -> Said:
    """What one route is told: its good answer, what it is asked with, further headers, answers of other statuses."""
    extra: Said = {"parameters": [SPOKEN, *(SEAL if sealed else ()), *more]}
    if content is not None:
        extra["requestBody"] = {"required": True, "content": content}
    statuses = {int(name.removeprefix("on_")): said for name, said in others.items()}
    return {"openapi_extra": extra, "responses": {200: answer, **statuses}}


_HEADER = {"schema": TEXT}
_FRAME: Said = {FRAMES: {"schema": BYTES}}
_ENROLMENT = _object(code=TEXT, public_key=HEX, name=TEXT)
_ENROLMENT["properties"]["unit"] = TEXT  # may be left out
_HELD = {"type": "object", "additionalProperties": _object(seq=NUMBER, hash=HEX)}
_WANTED = _object(names=_list(TEXT), room=NUMBER)
_NO_BLOB: Said = {"description": "no such blob, or not for the caller", "headers": ENVELOPE}
_RANGE = _header("Range", TEXT, "bytes=FIRST-LAST or bytes=FIRST-", required=False)

TIME = _way(_json(_object(time=MOMENT, version=TEXT), "the server's time"), sealed=False)
ENROLL = _way(
    _json(_object(card=CARD, authority=HEX, epoch=TEXT, tier=TEXT), "the device's card and the server's key"),
    {JSON: {"schema": _ENROLMENT}},
    sealed=False,
)
HAVE = _way(_json(_object(answers=_list(ANSWER)), "one answer for each stream"), {JSON: {"schema": _HELD}})
ENTRIES = _way(_json(_object(answers=_list(ANSWER)), "one answer for each run"), _FRAME)
FEED = _way(_bytes("run frames", CP_After=_HEADER, CP_More=_HEADER))
PRESENCE = _way(
    _json(
        _object(now=MOMENT, since=MOMENT, heard={"type": "object", "additionalProperties": _or_null(MOMENT)}),
        "when each unit was last heard",
    )
)
REVOKED = _way(
    _json(_object(revoked=_list(_object(card=CARD, signature=SIGNATURE))), "who is let in no more, the newest first")
)
BLOB = _way(
    _bytes("all of it"),
    None,
    _RANGE,
    on_206=_bytes("a range of it", Content_Range=_HEADER),
    on_404=_NO_BLOB,
    on_416={"description": "a range beyond it", "headers": {**ENVELOPE, "Content-Range": _HEADER}},
)
PUT_BLOB = _way(_json(_object(kept=SHA256), "it is kept"), _FRAME)
WANTED = _way(_bytes("a blob frame", CP_Large=_HEADER), {JSON: {"schema": _WANTED}})
PUT_BLOBS = _way(_json(_object(kept=_list(SHA256)), "all of them are kept"), _FRAME)
AUTHORITY = _way(
    _answers({PEM: {"schema": TEXT}}, "the certificate of the server's private authority"),
    sealed=False,
    on_404={"description": "the server has none", "headers": ENVELOPE},
)
HEALTH: Said = {
    "responses": {
        200: _json(_object(status=TEXT, epoch=TEXT, version=TEXT), "the journal answers"),
        503: {**REFUSALS[503], "description": "it does not, and why"},
    }
}
_COUNTS: Said = {"description": "counts and durations", "content": {"text/plain": {"schema": TEXT}}}
METRICS: Said = {"responses": {200: _COUNTS}}
