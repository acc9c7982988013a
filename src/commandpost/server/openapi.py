"""What the OpenAPI document says of requests whose content is read as bytes: it is signed as it was sent."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

SEALS = (
    "Every request under /v1 carries CP-Protocol: 1. All but time, enrolment and authority are sealed by an enrolled "
    "device with CP-Device, CP-Time, CP-Nonce and CP-Signature; CP-Digest may stand beside them. docs/protocol.md "
    "tells how, and every code."
)


class Refusal(BaseModel):
    """Whatever is refused: why, and what about it."""

    code: str
    params: dict[str, str | int]


REFUSALS: dict[int | str, dict[str, Any]] = {
    status: {"model": Refusal, "description": words}
    for status, words in (
        (401, "not let in: who asks is not known, is revoked, or the seal is not good"),
        (403, "not the caller's"),
        (422, "the form is wrong, or a rule says no"),
        (426, "another version of the protocol"),
        (429, "come again after Retry-After seconds"),
        (503, "the server cannot now; Retry-After seconds"),
    )
}

_TEXT = {"type": "string"}
_HEX = {"type": "string", "pattern": "^([0-9a-f]{2})*$"}
_HELD = {
    "type": "object",
    "properties": {"seq": {"type": "integer", "minimum": 0}, "hash": _HEX},
    "required": ["seq", "hash"],
}


def _body(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {kind: {"schema": schema}}}}


def _fields(**properties: dict[str, Any]) -> dict[str, Any]:
    return _body("application/json", {"type": "object", "properties": properties, "required": [*properties]})


FRAMES = _body("application/octet-stream", {"type": "string", "format": "binary"})
ENROLL = _fields(code=_TEXT, public_key=_HEX, name=_TEXT)
ENROLL["requestBody"]["content"]["application/json"]["schema"]["properties"]["unit"] = _TEXT  # may be left out
HAVE = _body("application/json", {"type": "object", "additionalProperties": _HELD})
WANTED = _fields(names={"type": "array", "items": _TEXT}, room={"type": "integer", "minimum": 0})
