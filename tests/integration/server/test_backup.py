"""A server's backup, put back into either engine; desks then bring what it lacks."""

from __future__ import annotations

import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from commandpost.bootstrap.server_backup import KEEP, back_up, last_backup, restore
from commandpost.bootstrap.verify import verify_database
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import UNSAID, RecordId
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.database import Place
from commandpost.storage.store import open_store
from tests.fakes import START, FakeClock
from tests.postgres import Cluster
from tests.server_process import DISTRICT, STREET, ServerProcess, open_desk


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        return cluster.database()
    return f"sqlite:///{tmp_path / 'restored.db'}"


def test_a_restored_server_gets_back_what_came_after_its_backup(
    server: ServerProcess, fresh_database: str, tmp_path: Path
) -> None:
    street, district = open_desk(tmp_path / "s", STREET, "S1"), open_desk(tmp_path / "d", DISTRICT, "D1")
    try:
        sync = street.enroll(server)
        district.enroll(server)
        street.write("备份之前", record="log-1")
        street.store.put_blob(b"x" * 5_000)
        sync.once()
        copy = Path(server.once("--backup", str(tmp_path / "backups")).strip())
        after = street.write("备份之后", record="log-1")
        sync.once()
        server.stop()

        (tmp_path / "again").mkdir()
        again = ServerProcess(tmp_path / "again", fresh_database)
        assert int(again.once("--restore", str(copy)).split()[0]) > 0
        again.start()
        try:
            street.link(again.url).once()
            found = district.link(again.url)
            found.once()
            assert district.store.entry(after) is not None
            assert len(district.store.history(RecordId("log-1"))) == 2
            assert street.store.pending() == 0
        finally:
            again.close()
    finally:
        street.close()
        district.close()


def test_a_backup_is_verified_and_a_damaged_one_is_not_restored(small_server: ServerProcess, tmp_path: Path) -> None:
    small_server.stop()
    copy = Path(small_server.once("--backup", str(tmp_path / "backups")).strip())
    assert verify_database(copy, None).exit_code == 0

    content = bytearray(copy.read_bytes())
    at = content.index("永宁街道".encode())
    content[at : at + 3] = "安".encode()
    copy.write_bytes(content)
    with pytest.raises(RuleBroken, match="copy_damaged"):
        restore(copy, f"sqlite:///{tmp_path / 'other.db'}", None)


def test_a_used_database_is_never_overwritten(small_server: ServerProcess, tmp_path: Path) -> None:
    small_server.stop()
    copy = small_server.once("--backup", str(tmp_path / "backups")).strip()
    refused = subprocess.run(small_server.command("--restore", copy), capture_output=True, text=True, check=False)

    assert (refused.returncode, "copy_target_in_use" in refused.stderr) == (2, True)


def test_a_backup_that_cannot_be_written_says_why(small_server: ServerProcess, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Unavailable, match="backup_failed"):
        back_up(f"sqlite:///{small_server.file}", tmp_path / "file" / "inside", None, START)


def test_a_backup_is_its_owners_alone_and_a_failed_one_leaves_nothing(
    small_server: ServerProcess, tmp_path: Path
) -> None:
    small_server.stop()
    folder, database = tmp_path / "backups", f"sqlite:///{small_server.file}"
    folder.mkdir()
    copy = back_up(database, folder, None, START)
    assert copy.stat().st_mode & 0o777 == 0o600
    small_server.file.write_bytes(b"rubbish" * 1_000)
    with pytest.raises(Unavailable):
        back_up(database, folder, None, START + timedelta(hours=1))

    assert [*folder.iterdir()] == [copy]


def test_a_backup_is_kept_beside_those_of_a_clock_that_was_years_ahead(
    small_server: ServerProcess, tmp_path: Path
) -> None:
    small_server.stop()
    folder = tmp_path / "backups"
    folder.mkdir()
    for number in range(KEEP):
        (folder / f"server-2036{number:04d}-000000.db").touch()
    copy = back_up(f"sqlite:///{small_server.file}", folder, None, START)

    assert copy == max(folder.iterdir())


def test_an_old_backup_that_cannot_be_removed_makes_no_failure_of_the_new_one(
    small_server: ServerProcess, tmp_path: Path
) -> None:
    small_server.stop()
    held = tmp_path / "backups" / "server-20260101-000000.db"
    held.mkdir(parents=True)  # as a file that another program holds, it is not removed
    for number in range(KEEP):
        (held.parent / f"server-20260102-{number:06d}.db").touch()

    copy = back_up(f"sqlite:///{small_server.file}", held.parent, None, START)

    assert copy.exists()
    assert held.exists()
    place = Place(unit=UNSAID, name="server", tier="district", serving=True)
    with closing(open_store(small_server.file, place, clock=FakeClock(), signing=Ed25519Signing())) as journal:
        assert last_backup(journal) == START, "the board tells it"


def test_an_encrypted_backup_opens_with_its_key_only(small_server: ServerProcess, tmp_path: Path) -> None:
    small_server.stop()
    plain = f"sqlite:///{small_server.file}"
    key = bytes(range(32))
    from commandpost.storage.copying import copy_journal

    sealed = tmp_path / "sealed.db"
    copy_journal(plain, sealed, from_key=None, to_key=key)

    assert verify_database(sealed, key).exit_code == 0
    assert verify_database(sealed, None).exit_code == 2
    assert back_up(f"sqlite:///{sealed}", tmp_path / "b", key, START).exists()
