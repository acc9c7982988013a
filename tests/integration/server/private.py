"""A private authority and a server's certificate, made as an administrator makes them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def certificates(folder: Path, *hosts: str) -> str:
    """What the command prints: the authority's fingerprint at its end."""
    command = [sys.executable, "-m", "commandpost.bootstrap.cli", "certificates", "--out", str(folder)]
    command += [word for host in hosts for word in ("--host", host)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
