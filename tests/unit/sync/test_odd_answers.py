"""Whatever a server says, the desk gets an answer it can use or one of its own errors: the line is tried again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commandpost.app import wire
from commandpost.app.link import BackOff
from commandpost.app.peer import Greeting
from commandpost.app.record_fields import parse_moment
from commandpost.domain.errors import CommandPostError, Unavailable
from commandpost.journal.clock import TrustedClock
from commandpost.transport.answers import Answer
from commandpost.transport.http_peer import HttpPeer
from tests.unit.sync.test_http_peer import OURS, POSITION, Noon, Said, Stranger, answering, peer_at

TIME = wire.SERVER_TIME_HEADER
FIRST, LAST = "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"
QUESTIONS: tuple[Callable[[HttpPeer], object], ...] = (
    lambda peer: peer.greet(),
    lambda peer: peer.have({}),
    lambda peer: peer.send(()),
    lambda peer: peer.revoked(),
    lambda peer: peer.presence(),
    lambda peer: peer.feed(POSITION),
    lambda peer: peer.fetch("a" * 64),
    lambda peer: peer.fetch_some(("a" * 64,), None),
    lambda peer: peer.store((("a" * 64, b"x"),)),
    lambda peer: peer.enroll("CODE", b"key", "desk"),
)
DEEP = b"[" * 200_000


def broken(params: object) -> bytes:
    return json.dumps({"code": "x", "params": params}).encode()


def told(moment: str) -> bytes:
    return json.dumps({"time": moment, "version": "1", "now": moment, "since": moment, "heard": {}}).encode()


@pytest.fixture(scope="module")
def odd() -> Iterator[Stranger]:
    with answering() as server:
        yield server


def test_a_server_that_cannot_answer_now_says_when_to_ask_again_and_its_line_is_down(odd: Stranger) -> None:
    odd.say = lambda _count: (503, {**OURS, "Retry-After": "7"}, b'{"code": "database_unreachable"}')
    peer = peer_at(odd.url)
    with closing(peer._session), pytest.raises(Unavailable, match="server_busy") as refused:
        peer.revoked()

    assert (refused.value.params["pause"], "retry_after" in refused.value.params) == (7.0, False)


def survive(odd: Stranger, said: Said) -> None:
    """Ask everything there is to ask; twice, for the second is sealed with the time the first one told."""
    odd.say = lambda _count: said
    for ask in QUESTIONS:
        peer = peer_at(odd.url)
        with closing(peer._session):
            for _ in range(2):
                try:
                    answer = ask(peer)
                except CommandPostError as refused:
                    BackOff(lambda: 0.5).failed(refused.params.get("retry_after"))
                else:
                    if isinstance(answer, Greeting):
                        clock = TrustedClock(Noon())
                        clock.anchor(answer.sample)
                        clock.trust()


@pytest.mark.parametrize(
    "said",
    [
        (200, OURS, DEEP),
        (500, OURS, DEEP),
        (422, OURS, broken({"code": "y"})),
        (422, OURS, broken({"self": 1})),
        (422, OURS, broken({"retry_after": "abc"})),
        (429, {**OURS, "Retry-After": "9" * 5_000}, b"{}"),
        (200, {**OURS, TIME: FIRST}, told(FIRST)),
        (200, {**OURS, TIME: LAST}, told(LAST)),
        (200, OURS, told("2026-07-18T12:00:00")),
        (206, {**OURS, "Content-Range": f"bytes 0-1/{'9' * 5_000}"}, b"x"),
        (200, {**OURS, "CP-After": "-5"}, b""),
    ],
)
def test_an_answer_without_sense_is_one_of_the_desks_own_errors(odd: Stranger, said: Said) -> None:
    survive(odd, said)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from([FIRST, LAST]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["code", "self", "params", "retry_after", "time", "version", "answers", "revoked", "heard", "kept"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
HEADERS = st.dictionaries(
    st.sampled_from([TIME, "Retry-After", "CP-After", "CP-More", "CP-Large", "Content-Range", "CP-Epoch"]),
    st.sampled_from(["", "-1", "9" * 400, FIRST, LAST, "bytes 0-1/0", "abc", "\u00b2"]),
    max_size=3,
)


@settings(max_examples=25, deadline=None)
@given(
    status=st.sampled_from([200, 206, 400, 401, 404, 422, 426, 429, 500]),
    headers=HEADERS,
    said=JSON.map(json.dumps).map(str.encode) | st.binary(max_size=40),
)
def test_no_answer_of_any_form_ends_the_line(odd: Stranger, status: int, headers: dict[str, str], said: bytes) -> None:
    survive(odd, (status, {**OURS, **headers}, said))


def test_a_rule_that_nobody_made_is_a_foreign_server() -> None:
    answer = Answer(status=422, headers={}, content=broken({"code": "y"}))

    with pytest.raises(Unavailable, match="server_foreign"):
        answer.raise_refusal("http://x")


@pytest.mark.parametrize("moment", [FIRST, LAST])
def test_a_moment_no_zone_can_turn_is_no_moment(moment: str) -> None:
    assert parse_moment(moment) is None
