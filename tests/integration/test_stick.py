"""Two rooms without a line, brought together by a stick: real journals, real keys, real files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from commandpost.app.desk import Desk, Tier
from commandpost.app.stick import HELD, StickService
from commandpost.bootstrap.workstation import new_id
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import DeviceId, RecordId, StreamId, UnitCode
from commandpost.journal import sealed
from commandpost.journal.entry import Draft, Json
from commandpost.journal.sealed import Envelope
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.store import JournalStore
from tests.factories import DISTRICT, OTHER_STREET, STREET, folder, journal, memory_desk, note, server_journal
from tests.fakes import FakeClock
from tests.integration.storage.test_exchange import enrol, pull, push


@dataclass(frozen=True)
class Room:
    desk: Desk
    store: JournalStore
    stick: StickService

    @property
    def device(self) -> DeviceId:
        return self.store.device().device

    def write(self, text: str, *, to: tuple[UnitCode, ...] = (), record: str = "") -> None:
        draft = replace(note(text, record=record or f"log-{text}"), to=to)
        self.store.append([draft], None)

    def texts(self) -> set[str]:
        return {str(one.fields["text"]) for one in self.store.records("log")}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> JournalStore:
    return server_journal(folder() / "server.db", clock=clock)


def room(server: JournalStore, clock: FakeClock, unit: UnitCode, code: str, tier: Tier = Tier.STREET) -> Room:
    store = enrol(journal(unit=unit, tier=tier.value, clock=clock, name=f"S{code}"), server, code)
    desk = replace(memory_desk(store, clock=clock, unit=unit, tier=tier), new_id=new_id)
    return Room(desk, store, StickService(desk, store, Ed25519Signing()))


@pytest.fixture
def street(server: JournalStore, clock: FakeClock) -> Room:
    return room(server, clock, STREET, "AAAA")


@pytest.fixture
def district(server: JournalStore, clock: FakeClock) -> Room:
    return room(server, clock, DISTRICT, "BBBB", Tier.DISTRICT)


@pytest.fixture
def other(server: JournalStore, clock: FakeClock) -> Room:
    return room(server, clock, OTHER_STREET, "CCCC")


def carry(sender: Room, receiver: Room) -> bytes:
    sender.stick.meet(receiver.stick.own_card())
    content = sender.stick.write(receiver.device).content
    receiver.stick.take(content)
    return content


def refusal(reader: Room, content: bytes) -> str:
    with pytest.raises(RuleBroken) as refused:
        reader.stick.preview(content)
    return refused.value.code


def test_two_rooms_come_together_by_carrying_a_stick_there_and_back(street: Room, district: Room) -> None:
    for number in range(5):
        street.write(f"街道 {number}")
    district.write("区内部")
    district.write("请核实", to=(STREET,))

    carry(street, district)
    back = district.stick.write(street.device)
    street.stick.take(back.content)

    assert district.texts() == {*(f"街道 {number}" for number in range(5)), "区内部", "请核实"}
    assert street.texts() == {*(f"街道 {number}" for number in range(5)), "请核实"}
    assert back.entries == 1
    assert street.stick.lacking(district.device) == 0


def test_only_what_is_lacking_over_there_goes_the_second_time(street: Room, district: Room) -> None:
    street.write("一")
    carry(street, district)
    carry(district, street)
    street.write("二")

    again = street.stick.write(district.device)

    assert again.entries == 1
    district.stick.take(again.content)
    assert district.texts() == {"一", "二"}


def test_a_preview_tells_all_and_takes_nothing(street: Room, district: Room, clock: FakeClock) -> None:
    street.write("永定门桥下积水")
    district.write("已派单", to=(STREET,))
    street.stick.meet(district.stick.own_card())
    content = street.stick.write(district.device).content
    clock.advance(hours=1)

    seen = district.stick.preview(content)

    assert (seen.entries, seen.new, seen.owed, seen.taken_before) == (1, 1, 1, False)
    assert [one.title for one in seen.records] == ["永定门桥下积水"]
    assert seen.at == street.desk.now() - timedelta(hours=1)
    assert district.texts() == {"已派单"}


def test_a_bundle_brought_twice_changes_nothing_and_is_said_to_be_known(street: Room, district: Room) -> None:
    street.write("一")
    content = carry(street, district)
    held = district.store.head().entries

    again = district.stick.take(content)

    assert again.entries == ()
    assert district.store.head().entries == held
    seen = district.stick.preview(content)
    assert (seen.taken_before, seen.new) == (True, 0)


def lacking_after_an_old_file(street: Room, district: Room, clock: FakeClock) -> int:
    """What the next file would bring once more, after the sender's first one came behind its later ones."""
    street.stick.meet(district.stick.own_card())
    old = street.stick.write(district.device).content
    clock.advance(minutes=5)
    district.write("请核实", to=(STREET,))
    street.write("一")
    carry(street, district)
    carry(district, street)
    clock.advance(minutes=5)
    carry(street, district)

    district.stick.take(old)
    return district.stick.lacking(street.device)


def test_an_old_bundle_brought_late_does_not_make_the_sender_look_older(
    street: Room, district: Room, clock: FakeClock
) -> None:
    assert lacking_after_an_old_file(street, district, clock) == 0


def test_the_planted_bug_of_whatever_came_last_being_the_newest_is_caught(
    street: Room, district: Room, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def last_counts(self: StickService, envelope: Envelope, held: Mapping[StreamId, int]) -> None:
        ends: dict[str, Json] = {str(stream): seq for stream, seq in held.items()}
        told: Json = {"at": envelope.at, "held": ends}
        self._store.set_setting(HELD + envelope.sender.device, told)

    monkeypatch.setattr(StickService, "_remember", last_counts)

    assert lacking_after_an_old_file(street, district, clock) > 0


def test_personal_fields_and_attachments_go_along(street: Room, district: Room) -> None:
    picture, large = street.store.put_blob(b"picture"), street.store.put_blob(bytes(300_000))
    call = Draft(
        kind="log",
        record=RecordId("log-call"),
        act="log.record",
        set={"text": "来电", "picture": picture, "film": large},
        personal={"phone": "13900000218"},
    )
    street.store.append([call], None)

    carry(street, district)

    assert district.store.personal(RecordId("log-call")) == {"phone": "13900000218"}
    assert district.store.blob(picture) == b"picture"
    assert district.store.blob(large) == bytes(300_000)


def test_hundreds_of_entries_travel_in_several_frames(street: Room, district: Room) -> None:
    street.store.append([note(f"第 {number} 条", record=f"log-{number}") for number in range(1_200)], None)
    for number in range(300):
        street.write(f"后 {number}")

    carry(street, district)

    assert len(district.texts()) == 1_500


def test_no_other_room_reads_it_and_it_hides_what_is_not_the_receivers(
    street: Room, district: Room, other: Room
) -> None:
    district.write("区内部机密")
    district.write("给本街道", to=(STREET,))
    district.stick.meet(street.stick.own_card())
    content = district.stick.write(street.device).content

    assert "给本街道".encode() not in content
    assert refusal(other, content) == "sealed_for_another"
    street.stick.take(content)
    assert street.texts() == {"给本街道"}


def test_what_came_by_stick_and_then_by_the_server_stands_once(
    street: Room, district: Room, server: JournalStore
) -> None:
    street.write("一")
    carry(street, district)

    push(street.store, server)
    pull(district.store, server)

    assert district.texts() == {"一"}
    assert district.store.quarantined() == 0
    assert len(district.store.history(RecordId("log-一"))) == 1


Spoil = Callable[[bytes], bytes]
SPOILS: tuple[tuple[Spoil, str], ...] = (
    (lambda content: content[: len(content) // 2], "sealed_cut"),
    (lambda content: content[:100], "sealed_cut"),
    (lambda content: content[:-1], "sealed_cut"),
    (lambda content: content + b"x", "sealed_damaged"),
    (lambda content: content[:-5] + b"xxxxx", "sealed_damaged"),
    (lambda content: b"%PDF-1.7" + content, "sealed_foreign"),
    (lambda _content: b"", "sealed_foreign"),
    (lambda content: content.replace(b'"v":1', b'"v":9', 1), "sealed_newer"),
    (lambda content: content.replace(b'"at":"2026', b'"at":"2027', 1), "sealed_forged"),
)


def told(reader: Room, content: bytes) -> str:
    """Why a file is not taken; "" where it is."""
    try:
        reader.stick.take(content)
    except RuleBroken as refused:
        return refused.code
    return ""


def let_through(street: Room, district: Room) -> list[tuple[str, str]]:
    """What each spoilt file should be refused as, and what it was, where these differ."""
    street.write("一")
    street.stick.meet(district.stick.own_card())
    content = street.stick.write(district.device).content
    heard = [(code, told(district, spoil(content))) for spoil, code in SPOILS]
    return [(code, said) for code, said in heard if code != said]


def test_spoilt_and_foreign_files_are_refused_with_their_reason(street: Room, district: Room) -> None:
    assert let_through(street, district) == []
    assert district.texts() == set()


class Credulous(Ed25519Signing):
    """Takes every signature for true."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        del public_key, message, signature
        return True


def test_the_planted_bug_of_a_signature_that_nobody_checks_is_caught(street: Room, district: Room) -> None:
    careless = replace(district, stick=StickService(district.desk, district.store, Credulous()))

    assert let_through(street, careless) == [("sealed_forged", "")]


def test_a_strangers_bundle_is_refused(street: Room, clock: FakeClock) -> None:
    elsewhere = server_journal(folder() / "elsewhere.db", clock=clock)
    stranger = room(elsewhere, clock, DISTRICT, "DDDD", Tier.DISTRICT)
    with pytest.raises(RuleBroken, match="bundle_stranger"):
        stranger.stick.meet(street.stick.own_card())
    with pytest.raises(RuleBroken, match="card_unreadable"):
        street.stick.meet(b"CPK1{}")


def test_a_forged_cargo_in_a_true_envelope_is_found(street: Room, district: Room) -> None:
    street.write("一")
    street.stick.meet(district.stick.own_card())
    read = sealed.read(street.stick.write(district.device).content)
    other_cargo = Ed25519Signing().seal(district.store.device().public_key, b"forged", b"")
    forged = replace(read.envelope, size=len(other_cargo), digest=hashlib.sha256(other_cargo).digest())
    written = forged.written()
    own = street.store.sign_request(sealed.signed_words(written))

    assert refusal(district, sealed.write(written, read.signature, other_cargo)) == "sealed_forged"
    assert refusal(district, sealed.write(written, own, other_cargo)) == "sealed_damaged"


def test_one_does_not_seal_for_oneself_or_for_nobody(street: Room) -> None:
    with pytest.raises(RuleBroken, match="card_own"):
        street.stick.meet(street.stick.own_card())
    with pytest.raises(RuleBroken, match="receiver_unknown"):
        street.stick.write(DeviceId("nobody"))
