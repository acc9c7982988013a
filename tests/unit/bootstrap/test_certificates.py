"""What an administrator makes as root is read by the server's own user, and the keys by nobody else."""

from __future__ import annotations

import os
from pathlib import Path

from commandpost.bootstrap.cli import main


def test_certificates_can_be_read_by_the_servers_user_and_keys_by_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "etc" / "tls"
    before = os.umask(0o077)
    try:
        assert main(["certificates", "--out", str(folder), "--host", "duty.example"]) == 0
    finally:
        os.umask(before)

    modes = {file.name: file.stat().st_mode & 0o777 for file in (folder, *folder.iterdir())}
    assert modes == {
        "tls": 0o755,
        "authority.pem": 0o644,
        "server.pem": 0o644,
        "authority.key": 0o600,
        "server.key": 0o600,
    }
