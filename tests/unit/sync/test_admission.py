from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from commandpost.app.admission import MAX_SEEN, Admission, Seal, seal_message
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal.chain import DeviceCard, key_digest
from commandpost.security.signing import Ed25519Signer, Ed25519Signing

NOON = datetime(2026, 7, 18, 4, 0, tzinfo=UTC)


class Moment:
    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        return self.at


class Register:
    """The one table of a relay's store that admission reads."""

    def __init__(self, *cards: DeviceCard) -> None:
        self.cards = {card.device: card for card in cards}

    def card(self, device: DeviceId) -> DeviceCard | None:
        return self.cards.get(device)


class Door:
    """An admission, its register and one device that knocks."""

    def __init__(self) -> None:
        self.signer: Ed25519Signer = Ed25519Signing().fresh()
        self.device = DeviceId(key_digest(self.signer.public_key))
        self.card = DeviceCard(
            device=self.device,
            unit=UnitCode("110199001"),
            public_key=self.signer.public_key,
            name="S1",
            enrolled_at=NOON.isoformat(),
        )
        self.register = Register(self.card)
        self.clock = Moment()
        self.admission = Admission(self.register, Ed25519Signing(), self.clock)  # type: ignore[arg-type]  # one table and one hand of the clock are enough

    def seal(self, content: bytes = b"x", nonce: str = "n1", at: datetime = NOON) -> Seal:
        message = seal_message("POST", "/v1/have", content, at.isoformat(), nonce)
        return Seal(device=self.device, at=at.isoformat(), nonce=nonce, signature=self.signer.sign(message))

    def refusal(self, seal: Seal, content: bytes = b"x", target: str = "/v1/have") -> str:
        with pytest.raises(RuleBroken) as refused:
            self.admission.admit("POST", target, content, seal)
        return refused.value.code


@pytest.fixture
def door() -> Door:
    return Door()


def test_an_enrolled_device_is_admitted(door: Door) -> None:
    assert door.admission.admit("POST", "/v1/have", b"x", door.seal()) == door.card


def test_a_stranger_is_not_admitted(door: Door) -> None:
    assert door.refusal(replace(door.seal(), device=DeviceId("0" * 32))) == "device_unknown"


def test_a_revoked_device_is_told_so(door: Door) -> None:
    door.register.cards[door.device] = replace(door.card, revoked_at=NOON.isoformat())

    assert door.refusal(door.seal()) == "device_revoked"


@pytest.mark.parametrize("changed", ["content", "target", "nonce", "at", "signature"])
def test_a_seal_fits_one_request_only(door: Door, changed: str) -> None:
    seal = door.seal()
    content, target = b"x", "/v1/have"
    match changed:
        case "content":
            content = b"y"
        case "target":
            target = "/v1/have?more"
        case "nonce":
            seal = replace(seal, nonce="n2")
        case "at":
            seal = replace(seal, at=(NOON + timedelta(seconds=1)).isoformat())
        case _:
            seal = replace(seal, signature=bytes(64))

    assert door.refusal(seal, content, target) == "request_unsigned"


def test_a_request_to_a_server_is_none_to_a_room_and_the_reverse() -> None:
    door = Door()
    rooms = {
        mark: Admission(door.register, Ed25519Signing(), door.clock, mark)  # type: ignore[arg-type]  # as above
        for mark in ("", "ab", "cd")
    }
    for sealed_to in rooms:
        message = seal_message("POST", "/v1/have", b"x", NOON.isoformat(), "n1", room=sealed_to)
        seal = Seal(device=door.device, at=NOON.isoformat(), nonce="n1", signature=door.signer.sign(message))
        for mark, admission in rooms.items():
            if mark == sealed_to:
                assert admission.admit("POST", "/v1/have", b"x", seal) == door.card
            else:
                with pytest.raises(RuleBroken, match="request_unsigned"):
                    admission.admit("POST", "/v1/have", b"x", seal)


@pytest.mark.parametrize("off", [timedelta(days=-1), timedelta(minutes=6)])
def test_a_caller_with_a_wrong_clock_is_asked_again(door: Door, off: timedelta) -> None:
    assert door.refusal(door.seal(at=NOON + off)) == "request_stale"


def test_a_request_counts_once(door: Door) -> None:
    door.admission.admit("POST", "/v1/have", b"x", door.seal())

    assert door.refusal(door.seal()) == "request_replayed"


@pytest.mark.parametrize("text", ["yesterday", "2026-07-18T04:00:00"])
def test_a_time_that_is_none_is_refused(door: Door, text: str) -> None:
    message = seal_message("POST", "/v1/have", b"x", text, "n")
    seal = Seal(device=door.device, at=text, nonce="n", signature=door.signer.sign(message))

    assert door.refusal(seal) == "request_unsigned"


def test_the_memory_of_nonces_stays_bounded(door: Door) -> None:
    door.admission._seen = {("other", str(number)): NOON for number in range(MAX_SEEN)}

    door.admission.admit("POST", "/v1/have", b"x", door.seal())

    assert len(door.admission._seen) < MAX_SEEN


def test_a_card_is_read_once_in_each_state_of_all_cards() -> None:
    door = Door()
    assert not door.admission.knows(door.device, "state 1")
    door.admission.admit("POST", "/v1/have", b"x", door.seal(), "state 1")
    assert door.admission.knows(door.device, "state 1")
    assert not door.admission.knows(door.device, "state 2")
    door.register.cards.clear()  # a second reading would find nobody
    assert door.admission.admit("POST", "/v1/have", b"x", door.seal(nonce="n2"), "state 1") == door.card


def test_a_device_that_was_met_before_its_content_came_is_not_read_again_in_the_same_state() -> None:
    door = Door()
    assert door.admission.meets(door.device, "state 1")
    assert not door.admission.meets(DeviceId("0" * 32), "state 1")
    assert door.admission.remembers(door.device)
    door.register.cards.clear()  # a second reading would find nobody
    assert door.admission.admit("POST", "/v1/have", b"x", door.seal(), "state 1") == door.card
    assert door.refusal(door.seal(nonce="n2")) == "device_unknown", "in a state that nobody names it is read"


def test_a_revoked_device_is_not_let_in_by_an_older_reading() -> None:
    door = Door()
    door.admission.admit("POST", "/v1/have", b"x", door.seal(), "state 1")
    door.register.cards[door.device] = replace(door.card, revoked_at=NOON.isoformat())
    with pytest.raises(RuleBroken, match="device_revoked"):
        door.admission.admit("POST", "/v1/have", b"x", door.seal(nonce="n2"), "state 2")


def test_the_memory_of_cards_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commandpost.app.admission.MAX_CARDS", 1)
    door, other = Door(), Door()
    door.register.cards |= other.register.cards
    door.admission.admit("POST", "/v1/have", b"x", door.seal(), "state 1")
    door.admission.admit("POST", "/v1/have", b"x", other.seal(), "state 1")
    assert not door.admission.knows(door.device, "state 1")
    assert door.admission.knows(other.device, "state 1")


def test_a_signature_is_known_before_the_content_is_here_and_lets_nobody_in(door: Door) -> None:
    digest, seal = hashlib.sha256(b"x").digest(), door.seal()

    assert door.admission.vouches("POST", "/v1/have", digest, seal)
    assert not door.admission.vouches("POST", "/v1/have", bytes(32), seal)
    assert not door.admission.vouches("POST", "/v1/have", digest, replace(seal, device=DeviceId("0" * 32)))
    assert not door.admission.vouches("POST", "/v1/have", digest, door.seal(at=NOON - timedelta(minutes=6)))
    assert door.refusal(seal, b"y") == "request_unsigned"
    assert door.admission.admit("POST", "/v1/have", b"x", seal) == door.card
    assert not door.admission.vouches("POST", "/v1/have", digest, seal), "it was used"

    door.register.cards[door.device] = replace(door.card, revoked_at=NOON.isoformat())
    assert not door.admission.vouches("POST", "/v1/have", digest, door.seal(nonce="n2"))
