"""The words of the wire that both of its ends must spell alike: header names and JSON shapes. Bytes are hex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from commandpost.app.presence import Heard, Roll
from commandpost.domain.ids import StreamId, UnitCode
from commandpost.journal.bundle import card_from_json, card_json, entry_number, receipt_from_json, receipt_json
from commandpost.journal.encoding import plain
from commandpost.journal.exchange import Enrolment, StreamAnswer, Verdict

PROTOCOL_HEADER = "CP-Protocol"  # of both sides
EPOCH_HEADER = "CP-Epoch"
SERVER_TIME_HEADER = "CP-Server-Time"
DEVICE_HEADER = "CP-Device"
TIME_HEADER = "CP-Time"
NONCE_HEADER = "CP-Nonce"
SIGNATURE_HEADER = "CP-Signature"
DIGEST_HEADER = "CP-Digest"  # SHA-256 of the content, so that the signature can be checked before it is read
AFTER_HEADER = "CP-After"  # a feed page's next cursor
LARGE_HEADER = "CP-Large"  # wanted blobs that are there and travel alone, by their names
MORE_HEADER = "CP-More"  # "1": the feed goes on

YEARS = range(2000, 2200)  # a moment far outside is no clock's, and breaks the arithmetic of dates

TIME = "/v1/time"
ENROLL = "/v1/enroll"
HAVE = "/v1/have"
ENTRIES = "/v1/entries"
FEED = "/v1/feed"
BLOBS = "/v1/blobs"
WANTED = "/v1/blobs/wanted"
PRESENCE = "/v1/presence"
REVOKED = "/v1/revoked"
AUTHORITY = "/v1/authority"
ROOM = "/v1/room"  # of a desk that serves its room


def holdings_json(holdings: Mapping[StreamId, tuple[int, bytes]]) -> dict[str, Any]:
    """What ``have`` asks: stream → last seq and its hash."""
    return {stream: {"seq": seq, "hash": digest.hex()} for stream, (seq, digest) in holdings.items()}


def holdings_from_json(said: Mapping[str, Any]) -> dict[StreamId, tuple[int, bytes]]:
    """Raise KeyError, TypeError or ValueError where the form is wrong."""
    return {
        StreamId(plain(name)): (entry_number(held["seq"]), bytes.fromhex(held["hash"])) for name, held in said.items()
    }


def answers_json(answers: Sequence[StreamAnswer]) -> list[dict[str, Any]]:
    """What ``have`` and ``entries`` answer."""
    return [
        {
            "stream": answer.stream,
            "verdict": answer.verdict.value,
            "seq": answer.seq,
            "hash": answer.hash.hex(),
            "receipt": None if answer.receipt is None else receipt_json(answer.receipt),
        }
        for answer in answers
    ]


def answers_from_json(said: Sequence[Mapping[str, Any]]) -> tuple[StreamAnswer, ...]:
    """Raise KeyError, TypeError or ValueError where the form is wrong."""
    return tuple(
        StreamAnswer(
            stream=StreamId(plain(answer["stream"])),
            verdict=Verdict(answer["verdict"]),
            seq=entry_number(answer["seq"]),
            hash=bytes.fromhex(answer["hash"]),
            receipt=None if answer["receipt"] is None else receipt_from_json(answer["receipt"]),
        )
        for answer in said
    )


def enrolment_json(enrolment: Enrolment) -> dict[str, Any]:
    """What ``enroll`` answers."""
    return {
        "card": card_json(enrolment.card),
        "authority": enrolment.authority.hex(),
        "epoch": enrolment.epoch,
        "tier": enrolment.tier,
    }


def enrolment_from_json(said: Mapping[str, Any]) -> Enrolment:
    """Raise KeyError, TypeError or ValueError where the form is wrong."""
    return Enrolment(
        card=card_from_json(said["card"]),
        authority=bytes.fromhex(said["authority"]),
        epoch=str(said["epoch"]),
        tier=str(said["tier"]),
    )


def roll_json(roll: Roll) -> dict[str, Any]:
    """What ``presence`` answers."""
    heard = {one.unit: None if one.at is None else one.at.isoformat() for one in roll.heard}
    return {"now": roll.now.isoformat(), "since": roll.since.isoformat(), "heard": heard}


def moment_from(said: str) -> datetime:
    """A moment a server tells; ValueError for one without a zone or of no year that a desk may meet."""
    at = datetime.fromisoformat(said)
    if at.tzinfo is None or at.year not in YEARS:
        raise ValueError(said)
    return at


def roll_from_json(said: Mapping[str, Any]) -> Roll:
    """Raise KeyError, TypeError, ValueError or AttributeError where the form is wrong."""
    return Roll(
        now=moment_from(said["now"]),
        since=moment_from(said["since"]),
        heard=tuple(
            Heard(unit=UnitCode(str(unit)), at=None if at is None else moment_from(at))
            for unit, at in said["heard"].items()
        ),
    )
