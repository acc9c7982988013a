from __future__ import annotations

from dataclasses import replace

import pytest

from commandpost.domain.ids import DeviceId, UnitCode
from commandpost.journal.chain import DeviceCard, key_digest
from commandpost.journal.revocation import (
    Revocation,
    enrolled_since,
    revocation_from_json,
    revocation_json,
    revokes_anew,
)
from commandpost.security.signing import Ed25519Signing

SIGNING = Ed25519Signing()
SERVER = SIGNING.fresh()
KEY = SIGNING.fresh().public_key
NINE, TEN, ELEVEN = (f"2026-07-18T{hour}:00:00+00:00" for hour in ("09", "10", "11"))


def card(enrolled: str = NINE, revoked: str | None = TEN) -> DeviceCard:
    plain = DeviceCard(
        device=DeviceId(key_digest(KEY)),
        unit=UnitCode("110199001"),
        public_key=KEY,
        name="S1",
        enrolled_at=enrolled,
        revoked_at=revoked,
    )
    return replace(plain, certificate=SERVER.sign(plain.message))


def said(of: DeviceCard) -> Revocation:
    plain = Revocation(card=of)
    return replace(plain, signature=SERVER.sign(plain.message))


def test_a_servers_word_is_its_own_after_the_wire() -> None:
    came = revocation_from_json(revocation_json(said(card())))

    assert came == said(card())
    assert came.is_said_by(SERVER.public_key, SIGNING)


@pytest.mark.parametrize("changed", ["server", "moment", "name", "signature", "none"])
def test_what_the_server_did_not_say_is_not_its_word(changed: str) -> None:
    word, server = said(card()), SERVER.public_key
    match changed:
        case "server":
            server = SIGNING.fresh().public_key
        case "moment":
            word = replace(word, card=replace(word.card, revoked_at=ELEVEN))
        case "name":
            word = replace(word, card=replace(word.card, name="S2"))
        case "signature":
            word = replace(word, signature=bytes(64))
        case _:
            word = said(card(revoked=None))

    assert not word.is_said_by(server, SIGNING)


@pytest.mark.parametrize(
    ("enrolled", "revoked", "anew"),
    [
        (ELEVEN, None, True),
        (NINE, None, False),
        (TEN, None, False),
        (ELEVEN, ELEVEN, False),
        ("", None, False),
        ("2026-07-18T11:00:00", None, False),
    ],
)
def test_a_later_card_ends_a_revocation(enrolled: str, revoked: str | None, anew: bool) -> None:
    assert enrolled_since(card(enrolled, revoked), card()) is anew


def test_there_is_nothing_to_end_where_nothing_was_revoked() -> None:
    assert not enrolled_since(card(ELEVEN, None), card(NINE, None))


@pytest.mark.parametrize(
    ("held", "word", "news"),
    [
        ((NINE, None), (NINE, TEN), True),
        ((ELEVEN, None), (NINE, TEN), False),  # enrolled anew since
        ((NINE, TEN), (NINE, TEN), False),
        ((NINE, TEN), (NINE, ELEVEN), True),
        ((NINE, ELEVEN), (NINE, TEN), False),  # came late
        ((NINE, TEN), (TEN, TEN), True),
    ],
)
def test_a_word_on_a_revoked_card_counts_where_it_says_more(
    held: tuple[str, str | None], word: tuple[str, str | None], news: bool
) -> None:
    assert revokes_anew(card(*word), card(*held)) is news
