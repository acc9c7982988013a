"""Reports past a cut line, between real journals: as codes, as texts, as a file; and what the server brings later."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace

import pytest

from commandpost.app.courier import Channel, CourierService, Standing
from commandpost.app.desk import Desk, PersonRole, Session, Tier
from commandpost.app.dispatch import DispatchService
from commandpost.app.flow_reading import FlowReading
from commandpost.app.inbox import InboxService
from commandpost.app.incidents import IncidentService, NewIncident
from commandpost.app.item_timeline import ItemTimeline
from commandpost.app.logbook import LogbookService
from commandpost.app.raising import RaisingService
from commandpost.app.reports import ReportService
from commandpost.app.rulebook import RuleService
from commandpost.bootstrap.shipped import code_book, rule_packs
from commandpost.bootstrap.workstation import new_id
from commandpost.domain.codes import Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.journal import bundle, series
from commandpost.journal.slip import SlipKind, decode, encode
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.store import JournalStore
from tests.factories import DISTRICT, OTHER_STREET, STREET, folder, journal, memory_desk, server_journal
from tests.fakes import FakeClock
from tests.integration.storage.test_exchange import enrol, pull, push
from tests.unit.app.rooms import QuietPress


@dataclass(frozen=True)
class Post:
    """One desk on its own journal, with a server that may be out of reach."""

    desk: Desk
    store: JournalStore
    server: JournalStore
    incidents: IncidentService
    reports: ReportService
    inbox: InboxService
    raising: RaisingService
    dispatch: DispatchService
    courier: CourierService

    def sync(self) -> None:
        push(self.store, self.server)
        pull(self.store, self.server)


def post(server: JournalStore, store: JournalStore, desk: Desk) -> Post:
    rules, logbook = RuleService(desk, rule_packs()), LogbookService(desk)
    incidents = IncidentService(desk, rules, code_book())
    return Post(
        desk=desk,
        store=store,
        server=server,
        incidents=incidents,
        reports=ReportService(desk, incidents, logbook, rules, QuietPress()),
        inbox=InboxService(desk),
        raising=RaisingService(desk, incidents),
        dispatch=DispatchService(desk, store),
        courier=CourierService(desk, store, Ed25519Signing()),
    )


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def server(clock: FakeClock) -> JournalStore:
    return server_journal(folder() / "server.db", clock=clock)


@pytest.fixture
def street(clock: FakeClock, server: JournalStore) -> Post:
    store = enrol(journal(clock=clock), server)
    return post(server, store, replace(memory_desk(store, clock=clock), new_id=new_id))


@pytest.fixture
def district(clock: FakeClock, server: JournalStore) -> Post:
    store = enrol(journal(unit=DISTRICT, tier="district", clock=clock), server, "BBBB")
    desk = memory_desk(store, clock=clock, unit=DISTRICT, unit_name="清平区（示例）", tier=Tier.DISTRICT, station="D1")
    roles = frozenset({PersonRole.DISTRICT_OFFICER})
    session = Session(person=PersonId("staff-zhaoqiang"), name="赵强", roles=roles)
    return post(server, store, replace(desk, new_id=new_id, session=session))


@pytest.fixture
def report(street: Post) -> RecordId:
    new = NewIncident(
        title="槐树里12号院自建房局部坍塌",
        code="12P13",
        level=Level.LARGER,
        place="槐树里12号院",
        received=street.desk.now(),
        source="居民来电",
        injured=2,
        trapped=1,
    )
    incident = street.incidents.open(new)
    return street.reports.send(street.reports.mark_unknown(street.reports.draft(incident)))


def items(post: Post) -> list[tuple[RecordId, bool, tuple[tuple[str, bool, bool | None], ...]]]:
    return [
        (one.id, one.receipted, tuple((mark.channel, mark.signed, mark.matches) for mark in one.copies))
        for one in post.inbox.incoming()
    ]


# ------------------------------------------------------------------------------------------------ QR


def test_a_report_travels_as_codes_and_is_the_same_when_the_server_brings_it(
    street: Post, district: Post, report: RecordId
) -> None:
    texts = street.dispatch.report_series(report)
    assert len(texts) <= 6

    arrival = district.courier.read_series(reversed(texts))
    assert (arrival.kind, arrival.channel, arrival.signed) == (SlipKind.REPORT, Channel.QR, True)
    assert (arrival.unit, arrival.device, arrival.standing, arrival.for_here) == (STREET, "S1", Standing.NEW, True)
    assert district.courier.take(arrival) == report
    assert items(district) == [(report, False, (("qr", True, None),))]
    district.inbox.receipt(report)

    street.sync()
    district.sync()

    assert items(district) == [(report, True, (("qr", True, True),))]
    assert district.inbox.unread() == 0
    assert district.courier.read_series(texts).standing is Standing.KNOWN
    street.sync()
    assert street.reports.rows()[0].receipted_by == "赵强"


def test_codes_bring_the_letters_typed_and_not_what_was_shown_of_them(street: Post, district: Post) -> None:
    title = "围墙\u200b倒塌"
    incident = street.incidents.open(NewIncident(title=title, code="12P13", received=street.desk.now()))
    report = street.reports.send(street.reports.draft(incident))

    district.courier.take(district.courier.read_series(street.dispatch.report_series(report)))

    (copy,) = district.store.records("copy")
    assert copy.fields["incident_title"] == title


def test_the_word_of_a_receipt_comes_back_as_a_code_and_is_one_receipt(
    street: Post, district: Post, report: RecordId
) -> None:
    district.courier.take(district.courier.read_series(street.dispatch.report_series(report)))
    district.inbox.receipt(report)

    back = street.courier.read_series(district.dispatch.receipt_series(report))
    assert (back.kind, back.subject, back.for_here) == (SlipKind.RECEIPT, report, True)
    street.courier.take(back)
    row = street.reports.rows()[0]
    assert row.receipted_by == "赵强"

    for _ in range(2):
        street.sync()
        district.sync()
    assert street.store.count("receipt") == district.store.count("receipt") == 1
    assert street.reports.rows()[0].receipted_at == row.receipted_at
    given = FlowReading(street.desk).receipt(report, own=False)
    assert given is not None
    assert given.unit == DISTRICT
    assert street.courier.read_series(district.dispatch.receipt_series(report)).standing is Standing.KNOWN


def test_the_head_of_a_journal_is_an_anchor_that_can_be_compared_later(street: Post, district: Post) -> None:
    LogbookService(street.desk).record("巡查正常")
    texts = street.dispatch.head_series()

    arrival = district.courier.read_series(texts)
    assert (arrival.kind, arrival.standing, len(texts)) == (SlipKind.HEAD, Standing.NEW, 1)
    anchor = district.courier.take(arrival)
    street.sync()
    district.sync()

    assert anchor.startswith("head-")
    assert district.courier.read_series(texts).standing is Standing.KNOWN
    assert [one.fields["hash"] for one in district.store.records("anchor")] == [street.store.head().hash.hex()]


def test_a_cut_off_district_raises_the_report_that_came_as_codes(
    street: Post, district: Post, report: RecordId
) -> None:
    district.courier.take(district.courier.read_series(street.dispatch.report_series(report)))

    raised = district.raising.raise_report(report)

    row = district.incidents.row(raised)
    assert (row.title, row.level, row.figures["injured"]) == ("槐树里12号院自建房局部坍塌", Level.LARGER, 2)
    street.sync()
    district.sync()
    assert district.inbox.incoming()[0].raised == raised
    assert "copy.take" in {event.act for event in ItemTimeline(district.desk).of(raised)}


def test_codes_are_taken_by_a_signed_in_person_of_a_room_above_only(
    street: Post, district: Post, report: RecordId, clock: FakeClock, server: JournalStore
) -> None:
    texts = street.dispatch.report_series(report)
    store = enrol(journal(unit=OTHER_STREET, clock=clock), server, "CCCC")
    neighbour = post(server, store, memory_desk(store, clock=clock, unit=OTHER_STREET))
    arrival = neighbour.courier.read_series(texts)
    assert not arrival.for_here
    with pytest.raises(RuleBroken, match="arrival_not_for_here"):
        neighbour.courier.take(arrival)
    district.desk.session.person = None
    with pytest.raises(RuleBroken, match="sign_in_first"):
        district.courier.take(district.courier.read_series(texts))


def test_codes_of_a_stranger_a_forger_and_a_cut_series_are_refused(
    street: Post, district: Post, report: RecordId, clock: FakeClock
) -> None:
    texts = street.dispatch.report_series(report)
    with pytest.raises(RuleBroken, match="series_incomplete"):
        district.courier.read_series(texts[:-1])
    other = server_journal(folder() / "other.db", clock=clock)
    stranger = enrol(journal(unit=DISTRICT, tier="district", clock=clock), other, "DDDD")
    far = post(other, stranger, memory_desk(stranger, clock=clock, unit=DISTRICT, tier=Tier.DISTRICT))
    with pytest.raises(RuleBroken, match="slip_stranger"):
        far.courier.read_series(texts)
    slip = decode(series.join(texts))
    forged = replace(slip, content=slip.content.replace("坍塌".encode(), "起火".encode()))
    with pytest.raises(RuleBroken, match="slip_forged"):
        district.courier.read_series(series.split(encode(forged)))


def test_a_workstation_signs_only_for_its_own_unit(street: Post, district: Post, report: RecordId) -> None:
    slip = decode(series.join(street.dispatch.report_series(report)))
    claims = {
        SlipKind.REPORT: slip.content.replace(STREET.encode(), OTHER_STREET.encode()),
        SlipKind.RECEIPT: b'{"unit":"110190","subject":"report-1"}',
    }
    for kind, content in claims.items():
        message = replace(slip, kind=kind, content=content)
        signed = replace(message, signature=street.store.sign_request(message.message))
        with pytest.raises(RuleBroken, match="slip_forged"):
            district.courier.read_series(series.split(encode(signed)))


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"a":NaN}', b"\xff"])
def test_a_signed_word_without_sense_is_refused(street: Post, district: Post, report: RecordId, content: bytes) -> None:
    slip = replace(decode(series.join(street.dispatch.report_series(report))), content=content)
    signed = replace(slip, signature=street.store.sign_request(slip.message))

    with pytest.raises(RuleBroken, match="slip_unreadable"):
        district.courier.read_series(series.split(encode(signed)))


def test_what_never_left_or_was_never_receipted_has_no_codes(street: Post, district: Post, report: RecordId) -> None:
    incident = street.incidents.open(NewIncident(title="未发", code="", received=street.desk.now()))
    draft = street.reports.save(street.reports.draft(incident))
    assert draft.id is not None
    for send in (street.dispatch.report_series, street.dispatch.messages, street.dispatch.bundle):
        with pytest.raises(RuleBroken, match="report_not_sent"):
            send(draft.id)
    with pytest.raises(RuleBroken, match="not_receipted"):
        district.dispatch.receipt_series(report)


def test_a_workstation_no_server_knows_cannot_sign_for_others(clock: FakeClock, server: JournalStore) -> None:
    lone = journal(clock=clock)
    desk = post(server, lone, replace(memory_desk(lone, clock=clock), new_id=new_id))
    incident = desk.incidents.open(NewIncident(title="坍塌", code="", received=desk.desk.now()))
    sent = desk.reports.send(desk.reports.mark_unknown(desk.reports.draft(incident)))
    for send in (desk.dispatch.report_series, desk.dispatch.bundle):
        with pytest.raises(RuleBroken, match="not_enrolled"):
            send(sent)
    assert len(desk.dispatch.messages(sent)) >= 2


# ------------------------------------------------------------------------------------------------ SMS


def test_typed_in_texts_are_the_same_report_and_said_to_prove_nothing(
    street: Post, district: Post, report: RecordId
) -> None:
    texts = street.dispatch.messages(report)

    arrival = district.courier.read_messages(texts)
    assert (arrival.signed, arrival.device, arrival.unit) == (False, "", STREET)
    district.courier.take(arrival)
    district.courier.take(arrival)
    assert items(district) == [(report, False, (("sms", False, None),))]
    assert district.inbox.incoming()[0].title == "槐树里12号院自建房局部坍塌"
    district.courier.take(district.courier.read_series(street.dispatch.report_series(report)))

    street.sync()
    district.sync()

    ((found, _receipted, marks),) = items(district)
    assert found == report
    assert set(marks) == {("qr", True, True), ("sms", False, True)}


def test_texts_that_tell_another_number_than_the_report_here_are_shown_as_another(
    street: Post, district: Post, report: RecordId
) -> None:
    arrival = district.courier.read_messages(street.dispatch.messages(report))
    street.sync()
    district.sync()
    assert district.courier.read_messages(street.dispatch.messages(report)).standing is Standing.KNOWN

    district.courier.take(replace(arrival, fields={**arrival.fields, "number": "〔2026〕S1第99期"}))

    assert items(district) == [(report, False, (("sms", False, False),))]
    assert district.courier.read_messages(street.dispatch.messages(report)).standing is Standing.OTHER


def test_a_drill_stays_a_drill_on_every_channel(street: Post, district: Post) -> None:
    drill = post(street.server, street.store, replace(street.desk, drill=True))
    incident = drill.incidents.open(NewIncident(title="演练坍塌", code="", received=drill.desk.now()))
    sent = drill.reports.send(drill.reports.mark_unknown(drill.reports.draft(incident)))

    assert all(text.startswith("演练") for text in drill.dispatch.messages(sent))
    for arrival in (
        district.courier.read_series(drill.dispatch.report_series(sent)),
        district.courier.read_messages(drill.dispatch.messages(sent)),
    ):
        assert arrival.drill
    district.courier.take(arrival)
    assert district.inbox.incoming()[0].drill


# ------------------------------------------------------------------------------------------------ USB


def test_a_file_brings_the_report_itself_and_the_server_adds_nothing_twice(
    street: Post, district: Post, report: RecordId
) -> None:
    for number in range(30):
        LogbookService(street.desk).record(f"巡查{number}")
    file = street.dispatch.bundle(report)

    preview = district.courier.preview_bundle(file)
    assert (preview.units, preview.devices) == ((STREET,), ("S1",))
    assert {one.kind for one in preview.records} == {"report", "incident", "log"}
    assert preview.entries < 12
    assert not any(one.known for one in preview.records)
    district.courier.take_bundle(file)
    assert items(district) == [(report, False, ())]
    district.inbox.receipt(report)
    assert district.store.count("log") < 30

    street.sync()
    district.sync()

    assert items(district) == [(report, True, ())]
    assert district.store.count("log") == street.store.count("log")
    assert not district.courier.take_bundle(file).entries
    assert all(one.known for one in district.courier.preview_bundle(file).records)


def test_a_cut_foreign_or_changed_file_is_refused_and_nothing_is_kept(
    street: Post, district: Post, report: RecordId, clock: FakeClock
) -> None:
    file = street.dispatch.bundle(report)
    for wrong in (file[:-5], b"", b"hello", base64.b64encode(file), bundle.encode([])):
        with pytest.raises(RuleBroken, match="bundle_invalid"):
            district.courier.preview_bundle(wrong)
    other = server_journal(folder() / "other.db", clock=clock)
    store = enrol(journal(unit=DISTRICT, tier="district", clock=clock), other, "EEEE")
    far = post(other, store, memory_desk(store, clock=clock, unit=DISTRICT, tier=Tier.DISTRICT))
    with pytest.raises(RuleBroken, match="bundle_stranger"):
        far.courier.take_bundle(file)
    (run,) = bundle.decode(file)
    changed = replace(run, links=run.links[:-1])
    with pytest.raises(RuleBroken, match="bundle_refused"):
        district.courier.take_bundle(bundle.encode([changed]))
    with pytest.raises(RuleBroken, match="bundle_too_large"):
        district.courier.preview_bundle(bytes(16_000_001))
    assert items(district) == []
