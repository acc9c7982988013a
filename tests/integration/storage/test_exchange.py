"""Two journals and a server in one process: what one acknowledges, all hold, once and in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.journal.bundle import Run, decode, encode
from commandpost.journal.chain import Link
from commandpost.journal.clock import Grade
from commandpost.journal.entry import Draft
from commandpost.journal.exchange import ALL, Verdict, Without
from commandpost.journal.fold import Delivery
from commandpost.storage.store import JournalStore
from tests.factories import DISTRICT, KEY, OFFICER, OTHER_STREET, STREET, folder, journal, note, server_journal
from tests.fakes import FakeClock


def enrol(desk: JournalStore, server: JournalStore, code: str = "AAAA") -> JournalStore:
    unit = desk.position().unit
    server.add_enrolment(code, unit)
    desk.enrolled(server.enroll(code, desk.device().public_key, "S1"))
    return desk


def push(desk: JournalStore, server: JournalStore) -> None:
    while runs := desk.offers():
        desk.settle(server.ingest(decode(encode(runs))).answers)


def pull(desk: JournalStore, server: JournalStore) -> None:
    while True:
        at = desk.position()
        page = server.feed(at.unit, at.lsn, without=ALL if at.whole else Without(device=desk.device().device))
        page = replace(page, runs=decode(encode(page.runs)) if page.runs else ())
        desk.take(page)
        if not page.runs and not page.more:
            return


def cloned(server: JournalStore, clock: FakeClock) -> tuple[JournalStore, JournalStore]:
    """A desk that wrote one line, and the copy of its disk, both running."""
    path, twin = folder() / "journal.db", folder() / "journal.db"
    desk = enrol(journal(path, clock=clock), server)
    desk.append([note(record="log-1")], OFFICER)
    desk.close()
    twin.write_bytes(path.read_bytes())
    return journal(path, clock=clock), journal(twin, clock=clock)


@pytest.fixture
def street(clock: FakeClock, server: JournalStore) -> JournalStore:
    return enrol(journal(clock=clock), server)


@pytest.fixture
def district(clock: FakeClock, server: JournalStore) -> JournalStore:
    return enrol(journal(unit=DISTRICT, tier="district", clock=clock), server, "BBBB")


def test_what_the_street_wrote_is_delivered_and_read_by_the_district(
    street: JournalStore, district: JournalStore, server: JournalStore
) -> None:
    for number in range(45):
        street.append([note(f"第{number}条", f"log-{number}")], OFFICER)

    push(street, server)
    pull(district, server)

    assert street.pending() == 0
    assert [record.fields["text"] for record in district.records("log")] == [f"第{number}条" for number in range(45)]
    assert district.history(RecordId("log-7"))[0].raw == street.history(RecordId("log-7"))[0].raw


def test_a_record_is_pending_until_a_verified_receipt(street: JournalStore, server: JournalStore) -> None:
    street.append([note()], OFFICER)
    before = street.record(RecordId("log-1"))

    push(street, server)

    after = street.record(RecordId("log-1"))
    assert before is not None
    assert (before.delivery, before.created.grade) == (Delivery.PENDING, Grade.B)
    assert after is not None
    assert (after.delivery, after.created.grade) == (Delivery.DELIVERED, Grade.A)


def test_a_receipt_that_the_server_did_not_sign_delivers_nothing(street: JournalStore, server: JournalStore) -> None:
    street.append([note()], OFFICER)
    (answer,) = server.ingest(street.offers()).answers
    assert answer.receipt is not None

    street.settle([replace(answer, receipt=replace(answer.receipt, signature=bytes(64)))])
    street.settle([replace(answer, receipt=None)])

    assert street.pending() == 1


def test_a_receipt_over_another_hash_delivers_nothing_and_raises_an_alarm(
    street: JournalStore, server: JournalStore
) -> None:
    street.append([note()], OFFICER)
    (answer,) = server.ingest(street.offers()).answers
    assert answer.receipt is not None
    forged = replace(answer.receipt, hash=b"x" * 32, signature=b"")
    signed = replace(forged, signature=server._authority_key.sign(forged.message))

    street.settle([replace(answer, receipt=signed)])

    assert street.pending() == 1
    assert [alarm.code for alarm in street.alarms()] == ["branch"]


def test_who_wrote_a_session_is_asked_for_it_though_somebody_else_brought_its_hashes(
    street: JournalStore, server: JournalStore
) -> None:
    for number in range(4):
        street.append([note(f"第{number}条", f"log-{number}")], OFFICER)
    (whole,) = street.offers()
    server.ingest([replace(whole, links=tuple(Link(body_hash=link.body_hash) for link in whole.links))])
    street.append([note("第4条", "log-4")], OFFICER)
    before = server.have({whole.stream: (whole.last, whole.hashes()[-1])}, street.device().device)
    foreign = server.have({whole.stream: (whole.last, whole.hashes()[-1])})
    street.settle(before)

    (first,) = server.ingest(street.offers(max_entries=1)).answers
    street.settle([first])
    left = street.pending()
    push(street, server)

    assert ([one.seq for one in before], [one.seq for one in foreign]) == ([0], [4])
    assert (first.seq, left) == (1, 4)
    assert (street.pending(), len(server.records("log"))) == (0, 5)


def test_a_run_that_goes_on_beyond_mere_hashes_brings_their_bodies_too(
    street: JournalStore, server: JournalStore
) -> None:
    street.append([note("第0条", "log-0")], OFFICER)
    (short,) = street.offers()
    server.ingest([replace(short, links=tuple(Link(body_hash=link.body_hash) for link in short.links))])
    street.append([note("第1条", "log-1")], OFFICER)

    push(street, server)

    assert (street.pending(), len(server.records("log"))) == (0, 2)


def test_sending_twice_changes_nothing(street: JournalStore, server: JournalStore) -> None:
    street.append([note()], OFFICER)
    runs = street.offers()

    first, second = server.ingest(runs), server.ingest(runs)

    assert first.changes.records == ("log-1",)
    assert second.changes.records == ()
    assert second.answers[0].receipt is not None
    assert server.head().entries == 1


def test_a_run_after_a_gap_is_not_taken(street: JournalStore, server: JournalStore) -> None:
    street.append([note(record="log-1")], OFFICER)
    (first,) = street.offers()
    street.append([note(record="log-2")], OFFICER)
    (both,) = street.offers()
    second = replace(both, first=2, prev=first.hashes()[0], links=both.links[1:])

    answer = server.ingest([second]).answers[0]

    assert (answer.verdict, answer.seq) == (Verdict.GAP, 0)
    assert server.ingest([first, second]).answers[1].seq == 2


def test_a_changed_body_does_not_verify(street: JournalStore, server: JournalStore) -> None:
    street.append([note("三人被困")], OFFICER)
    (run,) = street.offers()
    raw = (run.links[0].raw or b"").replace("三".encode(), "零".encode())

    changed = decode(encode([replace(run, links=(Link(body_hash=b"", raw=raw),))]))

    answer = server.ingest(changed)

    assert answer.answers[0].verdict is Verdict.SIGNATURE
    assert server.quarantined() == 1
    assert server.head().entries == 0


def test_a_bad_run_does_not_block_the_good_ones(street: JournalStore, server: JournalStore, clock: FakeClock) -> None:
    other = enrol(journal(unit=OTHER_STREET, clock=clock), server, "CCCC")
    street.append([note()], OFFICER)
    other.append([note(record="log-9")], OFFICER)
    bad = replace(street.offers()[0], signature=bytes(64))

    outcome = server.ingest([bad, *other.offers()])

    assert [answer.verdict for answer in outcome.answers] == [Verdict.SIGNATURE, Verdict.TAKEN]
    assert outcome.changes.records == ("log-9",)


def test_a_refused_stream_is_not_offered_for_ever(street: JournalStore, server: JournalStore) -> None:
    street.append([note()], OFFICER)
    bad = replace(street.offers()[0], signature=bytes(64))

    street.settle(server.ingest([bad]).answers)

    assert street.offers() == ()
    assert street.pending() == 1
    assert [alarm.code for alarm in street.alarms()] == ["refused"]


def test_an_unknown_device_is_refused(server: JournalStore, clock: FakeClock) -> None:
    stranger = enrol(journal(clock=clock), server_journal(clock=clock))
    stranger.append([note()], OFFICER)

    assert server.ingest(stranger.offers()).answers[0].verdict is Verdict.UNKNOWN_DEVICE


def test_a_revoked_device_is_refused(street: JournalStore, server: JournalStore) -> None:
    street.append([note()], OFFICER)
    server.revoke(street.device().device)

    assert server.ingest(street.offers()).answers[0].verdict is Verdict.REVOKED


def test_what_a_revoked_device_brought_before_may_be_brought_again_by_others(
    street: JournalStore, server: JournalStore, clock: FakeClock
) -> None:
    street.append([note()], OFFICER)
    before = street.offers()
    server.ingest(before)
    server.revoke(street.device().device)
    desk = enrol(journal(clock=clock, name="S2"), server, "BBBB")
    pull(desk, server)
    desk.heed(server.revoked(STREET))

    assert [one.verdict for store in (server, desk) for one in store.import_runs(before).answers] == [Verdict.TAKEN] * 2
    assert desk.alarms() == ()


def test_a_device_cannot_write_in_another_units_name(server: JournalStore, clock: FakeClock) -> None:
    path = folder() / "journal.db"
    desk = enrol(journal(path, clock=clock), server)
    desk.close()
    liar = journal(path, unit=OTHER_STREET, clock=clock)
    liar.append([note()], OFFICER)

    assert server.ingest(liar.offers()).answers[0].verdict is Verdict.UNKNOWN_DEVICE


def test_a_street_sees_of_the_district_only_what_is_addressed_to_it_and_the_chain_still_verifies(
    street: JournalStore, district: JournalStore, server: JournalStore
) -> None:
    for number in range(60):
        to = (STREET,) if number % 17 == 3 else ()
        draft = Draft(kind="directive", record=RecordId(f"directive-{number}"), act="directive.issue", set={}, to=to)
        district.append([draft], OFFICER)
        if number % 20 == 0:
            push(district, server)
            pull(street, server)
    push(district, server)
    pull(street, server)

    assert {record.id for record in street.records("directive")} == {f"directive-{n}" for n in (3, 20, 37, 54)}
    assert street.alarms() == ()


def test_a_feed_shows_everyone_what_is_addressed_to_everyone(
    street: JournalStore, district: JournalStore, server: JournalStore
) -> None:
    everyone = (UnitCode("*"),)
    district.append(
        [Draft(kind="rule_pack", record=RecordId("rule_pack-1"), act="adopt", set={}, to=everyone)], OFFICER
    )

    push(district, server)
    pull(street, server)

    assert street.record(RecordId("rule_pack-1")) is not None


def test_small_pages_bring_the_same_as_large_ones(
    street: JournalStore, district: JournalStore, server: JournalStore
) -> None:
    for number in range(30):
        street.append([note(record=f"log-{number}"), note(record=f"log-{number}-b")], OFFICER)
    push(street, server)

    while True:
        at = district.position()
        page = server.feed(DISTRICT, at.lsn, limit=7)
        district.take(page)
        if not page.more:
            break

    assert district.count("log") == 60
    assert district.alarms() == ()


def test_another_epoch_offers_everything_again(street: JournalStore, server: JournalStore, clock: FakeClock) -> None:
    street.append([note()], OFFICER)
    push(street, server)
    epoch = server.new_epoch()

    changed = street.met_epoch(epoch)

    assert changed
    assert street.pending() == 1
    assert not street.met_epoch(epoch)
    push(street, server)
    assert (street.pending(), server.head().entries) == (0, 1)


def test_a_server_that_lost_its_tail_gets_it_again(
    street: JournalStore, server: JournalStore, clock: FakeClock
) -> None:
    street.append([note(record="log-1")], OFFICER)
    push(street, server)
    fresh = server_journal(clock=clock)
    fresh._authority_key = server._authority_key  # an old copy of the same server
    fresh.add_enrolment("AAAA", STREET)
    fresh.enroll("AAAA", street.device().public_key, "S1")

    street.settle(fresh.have(street.holdings()))

    assert street.pending() == 1


def test_what_the_server_has_is_receipted_without_sending_it_again(street: JournalStore, server: JournalStore) -> None:
    street.append([note()], OFFICER)
    server.ingest(street.offers())  # the answer got lost

    street.settle(server.have(street.holdings()))

    assert street.pending() == 0


def test_a_restored_backup_raises_an_alarm_and_gets_its_lost_entries_back(
    server: JournalStore, clock: FakeClock
) -> None:
    path = folder() / "journal.db"
    desk = enrol(journal(path, clock=clock), server)
    desk.append([note(record="log-1")], OFFICER)
    push(desk, server)
    desk.close()
    copy = path.read_bytes()
    desk = journal(path, clock=clock)
    desk.append([note(record="log-2")], OFFICER)
    push(desk, server)
    desk.close()
    path.write_bytes(copy)  # the backup comes back

    desk = journal(path, clock=clock)
    desk.append([note(record="log-3")], OFFICER)
    push(desk, server)
    pull(desk, server)

    assert [alarm.code for alarm in server.alarms()] == ["branch"]
    assert desk.pending() == 0
    assert server.count("log") == 3


def test_an_hourly_copy_put_back_reads_everything_however_often_it_is_told_that_it_is_old(
    server: JournalStore, clock: FakeClock
) -> None:
    path, copy = folder() / "journal.db", folder() / "copy.db"
    other = enrol(journal(clock=clock), server, "BBBB")
    other.append([note(record="log-5")], OFFICER)
    push(other, server)  # read before what the copy lacks
    desk = enrol(journal(path, clock=clock), server)
    desk.append([note(record="log-1")], OFFICER)
    desk.append([note(record="log-2")], OFFICER)
    desk.backup_into(copy, KEY)  # in the middle of a session
    desk.append([note(record="log-3")], OFFICER)
    desk.append([note(record="log-4")], OFFICER)
    push(desk, server)
    desk.close()
    path.write_bytes(copy.read_bytes())
    desk = journal(path, clock=clock)
    held = desk.count("log")

    for _ in range(8):
        if runs := desk.offers():
            desk.settle(server.ingest(decode(encode(runs))).answers)
        at = desk.position()
        desk.take(server.feed(at.unit, at.lsn, limit=1, without=ALL))

    assert (held, desk.count("log"), desk.pending()) == (2, 5, 0)


def test_two_clones_of_a_profile_raise_a_branch_alarm_and_lose_nothing(server: JournalStore, clock: FakeClock) -> None:
    one, two = cloned(server, clock)
    one.append([note(record="log-2")], OFFICER)
    two.append([note(record="log-3")], OFFICER)
    push(one, server)
    push(two, server)

    assert {alarm.code for alarm in server.alarms()} == {"branch"}
    assert {record.id for record in server.records("log")} == {"log-1", "log-2", "log-3"}


def test_a_machine_that_gets_what_its_clone_wrote_before_it_wrote_itself_is_told(
    server: JournalStore, clock: FakeClock
) -> None:
    one, two = cloned(server, clock)
    two.append([note(record="log-2")], OFFICER)
    two.append([note(record="log-3")], OFFICER)
    carried = decode(encode(two.offers()))

    one.import_runs(carried)  # as from a stick
    one.append([note(record="log-4")], OFFICER)  # goes on from the clone's session: no branch will ever show

    assert [(alarm.code, alarm.stream) for alarm in one.alarms()] == [("restored_backup", carried[-1].stream)]
    one.import_runs(carried)
    assert len(one.alarms()) == 1
    assert not two.alarms()


def test_an_old_copy_that_gets_the_sessions_of_weeks_is_told_once_and_again_after_it_was_dismissed(
    server: JournalStore, clock: FakeClock
) -> None:
    path, sessions = folder() / "journal.db", []
    enrol(journal(path, clock=clock), server).close()
    copy = path.read_bytes()
    for number in range(4):
        desk = journal(path, clock=clock)
        desk.append([note(record=f"log-{number}")], OFFICER)
        sessions += decode(encode(desk.offers()))[-1:]
        desk.close()
    path.write_bytes(copy)
    desk = journal(path, clock=clock)

    desk.import_runs(sessions[:3])
    told = desk.alarms()
    desk.dismiss(told[0].id)
    desk.import_runs(sessions)

    assert [(alarm.code, alarm.stream) for alarm in told] == [("restored_backup", sessions[0].stream)]
    assert [(alarm.code, alarm.stream) for alarm in desk.alarms()] == [("restored_backup", sessions[3].stream)]


def test_personal_fields_travel_as_blobs_and_are_erased_everywhere(
    street: JournalStore, district: JournalStore, server: JournalStore
) -> None:
    caller = {"caller": "王某", "phone": "13900000218"}
    street.append([replace(note(), personal=caller)], OFFICER)
    for name in street.blobs_to_send():
        server.put_blob(street.blob(name) or b"")
        street.blobs_sent([name])
    push(street, server)
    pull(district, server)
    (name,) = district.blobs_wanted()
    assert server.blob_audience(name) == {STREET, DISTRICT, UnitCode("1101")}
    district.put_blob(server.blob(name) or b"")
    assert district.personal(RecordId("log-1")) == caller

    street.erase(RecordId("log-1"), OFFICER)
    push(street, server)
    pull(district, server)

    assert [journal.personal(RecordId("log-1")) for journal in (street, district)] == [{}, {}]
    assert server.blob(name) is None
    assert district.blobs_wanted() == ()
    assert district.blob(name) is None


def test_an_enrolment_code_works_once(server: JournalStore, clock: FakeClock) -> None:
    enrol(journal(clock=clock), server)

    with pytest.raises(RuleBroken, match="enrolment_code_used"):
        server.enroll("AAAA", b"k" * 32, "S2")
    with pytest.raises(RuleBroken, match="enrolment_code_wrong"):
        server.enroll("ZZZZ", b"k" * 32, "S2")


def test_the_same_device_may_repeat_its_code(server: JournalStore, street: JournalStore) -> None:
    again = server.enroll("AAAA", street.device().public_key, "S1")

    assert again.card == street.device()


def test_an_enrolment_code_expires(server: JournalStore, clock: FakeClock) -> None:
    server.add_enrolment("DDDD", STREET, clock.now().isoformat())
    clock.advance(minutes=1)

    with pytest.raises(RuleBroken, match="enrolment_code_expired"):
        server.enroll("DDDD", b"k" * 32, "S2")


def test_a_desk_takes_no_foreign_card(server: JournalStore, clock: FakeClock) -> None:
    desk, other = journal(clock=clock), journal(unit=OTHER_STREET, clock=clock)
    server.add_enrolment("EEEE", STREET)

    with pytest.raises(RuleBroken, match="enrolment_foreign"):
        other.enrolled(server.enroll("EEEE", desk.device().public_key, "S1"))


def test_a_conflict_of_two_desks_is_the_same_on_both(
    street: JournalStore, district: JournalStore, server: JournalStore
) -> None:
    incident = RecordId("incident-1")
    street.append([Draft(kind="incident", record=incident, act="incident.open", set={"level": "general"})], OFFICER)
    push(street, server)
    pull(district, server)
    for desk, level in ((street, "larger"), (district, "general")):
        change = Draft(kind="incident", record=incident, act="incident.revise", set={"level": level}, to=(STREET,))
        desk.append([change], OFFICER)
    for desk in (street, district, street):
        push(desk, server)
        pull(desk, server)

    ours, theirs = street.record(incident), district.record(incident)

    assert ours is not None
    assert theirs is not None
    assert ours.fields == theirs.fields == {"level": "larger"}
    assert ours.conflicts == theirs.conflicts
    assert len(ours.conflicts["level"]) == 2


def test_a_bundle_file_brings_entries_without_a_server(street: JournalStore, server: JournalStore) -> None:
    street.append([note()], OFFICER)
    runs: tuple[Run, ...] = street.offers()

    taken = server.import_runs(decode(encode(runs)))

    assert taken.changes.records == ("log-1",)


def test_the_status_page_sees_units_with_devices(street: JournalStore, server: JournalStore) -> None:
    street.append([note()], OFFICER)
    push(street, server)

    (activity,) = server.activity()

    assert (activity.unit, activity.devices, activity.entries) == (STREET, 1, 1)
