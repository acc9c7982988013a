"""What the OpenAPI document says of requests whose content is read as bytes: it is signed as it was sent."""

from __future__ import annotations

from typing import Any

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
