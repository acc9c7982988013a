"""What lies in deploy/ works as it stands: nginx really started, units read by systemd, certificates believed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
import requests

from commandpost.app.guesses import OF_ONE
from commandpost.bootstrap.server_trust import AUTHORITY_FILE, believed, read_address
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.journal.clock import TrustedClock
from commandpost.security.certificates import fingerprint
from commandpost.transport.http_peer import HttpPeer
from tests.integration.server.private import certificates
from tests.nursery import ForkedServer, Nursery
from tests.server_process import STREET, ServerProcess, open_desk

DEPLOY = Path(__file__).resolve().parents[3] / "deploy"
NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
PATIENCE = 20.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def front(request: pytest.FixtureRequest, small_server: ServerProcess, tmp_path: Path) -> Iterator[str]:
    """Nginx before a server, from the sample with nothing changed but names and paths, and a planted bug's line."""
    if NGINX is None:
        pytest.skip("nginx is not installed (apt install nginx-light)")
    certificates(tmp_path / "tls", "127.0.0.1")
    port = free_port()
    site = (DEPLOY / "nginx" / "commandpost.conf").read_text("utf-8")
    site = site.replace("127.0.0.1:8710", f"127.0.0.1:{small_server.port}").replace("443 ssl", f"127.0.0.1:{port} ssl")
    site = site.replace("/etc/commandpost/tls", str(tmp_path / "tls"))
    as_it_is, planted = getattr(request, "param", ("", ""))
    assert as_it_is in site
    site = site.replace(as_it_is, planted) if as_it_is else site
    paths = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"worker_processes 1; daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log;"
        f"events {{}} http {{ access_log off; {paths}\n{site}\n}}",
        "utf-8",
    )
    running = subprocess.Popen([NGINX, "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path)])
    url = f"https://127.0.0.1:{port}"
    until = monotonic() + PATIENCE
    while monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        sleep(0.05)
    yield url
    running.terminate()
    running.wait(PATIENCE)


def test_a_desk_works_through_nginx_with_the_private_authority(
    front: str, small_server: ServerProcess, tmp_path: Path
) -> None:
    desk = open_desk(tmp_path / "desk", STREET, "S1")
    authority = tmp_path / "tls" / "authority.pem"
    try:
        sync = desk.link(front)
        with pytest.raises(Unavailable, match="server_untrusted"):
            sync.once()
        device, sign = desk.store.device().device, desk.store.sign_request
        trusting = HttpPeer(front, device=device, sign=sign, clock=TrustedClock(desk.raw), authority_file=authority)
        card = trusting.enroll(small_server.said["codes"][STREET], desk.store.device().public_key, "S1").card
        trusting.abort()
    finally:
        desk.close()

    assert card.unit == STREET
    hidden = requests.get(front + "/metrics", verify=str(authority), timeout=5)
    shown = requests.get(front + "/healthz", verify=str(authority), timeout=5)
    assert (hidden.status_code, shown.status_code) == (404, 200)


def guessed(front: str, tmp_path: Path) -> list[int]:
    """What a server answers to one who guesses a code too often, each time from another address by his own word."""
    said = {"code": "AAAA-BBBB-CCCC", "public_key": "00" * 32, "name": "S1"}
    told = []
    for number in range(OF_ONE.burst + 1):
        headers = {"CP-Protocol": "1", "X-Forwarded-For": f"10.0.0.{number}"}
        authority = str(tmp_path / "tls" / "authority.pem")
        told.append(requests.post(front + "/v1/enroll", json=said, headers=headers, verify=authority, timeout=20))

    return [answer.status_code for answer in told]


def test_whoever_guesses_codes_through_nginx_cannot_say_he_comes_from_elsewhere(front: str, tmp_path: Path) -> None:
    assert guessed(front, tmp_path) == [422] * OF_ONE.burst + [429]


@pytest.mark.parametrize("front", [("$remote_addr;  #", "$http_x_forwarded_for;  #")], indirect=True)
def test_this_trial_finds_an_nginx_that_passes_on_what_a_caller_says_of_himself(front: str, tmp_path: Path) -> None:
    assert 429 not in guessed(front, tmp_path)


def test_the_boards_cookie_travels_over_tls_alone_behind_nginx(
    front: str, small_server: ServerProcess, tmp_path: Path
) -> None:
    said = {"name": "区", "password": small_server.once("--board-user", "区", STREET).split()[-1]}
    authority = str(tmp_path / "tls" / "authority.pem")
    answer = requests.post(front + "/board/sign-in", said, verify=authority, timeout=20, allow_redirects=False)
    cookie = answer.headers["set-cookie"]

    assert "secure" in {part.strip().lower() for part in cookie.split(";")}


def test_a_desk_that_was_told_the_fingerprint_believes_that_server_and_no_other(
    private_server: ServerProcess, tmp_path: Path
) -> None:
    told = fingerprint((tmp_path / "tls" / "authority.pem").read_bytes())
    certificates(tmp_path / "impostor", "127.0.0.1")
    other = fingerprint((tmp_path / "impostor" / "authority.pem").read_bytes())
    folder = tmp_path / "profile"
    folder.mkdir()

    with pytest.raises(Unavailable, match="server_untrusted"):
        believed(read_address(f"{private_server.url}#sha256:{other}"), folder)
    assert not (folder / AUTHORITY_FILE).exists()
    file = believed(read_address(f"{private_server.url}#sha256:{told.upper()}"), folder)
    assert file == folder / AUTHORITY_FILE
    desk = open_desk(tmp_path / "desk", STREET, "S1")
    try:
        device, sign = desk.store.device().device, desk.store.sign_request
        peer = HttpPeer(private_server.url, device=device, sign=sign, clock=desk.clock, authority_file=file)
        assert peer.greet().version
        peer.abort()
    finally:
        desk.close()


@pytest.mark.parametrize(
    "said", ["", "duty.example", "ftp://x", "https://x#sha256:12", "http://x#sha256:" + "0" * 64, "http://[x"]
)
def test_what_is_no_address_is_refused(said: str) -> None:
    with pytest.raises(RuleBroken, match="server_address_invalid"):
        read_address(said)


@pytest.mark.parametrize(
    "said", ["http://duty.example", "http://10.0.0.2:8710", "http://127.0.0.1.example", "http://[fe80::1]"]
)
def test_nothing_goes_unencrypted_over_a_line(said: str) -> None:
    with pytest.raises(RuleBroken, match="server_address_plain"):
        read_address(said)


@pytest.mark.parametrize("said", ["http://127.0.0.1:8710", "http://localhost:1", "http://[::1]:8710"])
def test_the_machine_itself_needs_no_encryption(said: str) -> None:
    assert read_address(said).url == said


def test_a_server_that_listens_on_a_line_without_a_certificate_says_so(tmp_path: Path, nursery: Nursery) -> None:
    open_to_all = ForkedServer(nursery, tmp_path, arguments=["--host", "0.0.0.0"])  # noqa: S104  # what it warns of
    open_to_all.start()
    open_to_all.stop()

    assert "在 0.0.0.0 上接听而不加密" in open_to_all.log.read_text("utf-8")


def test_an_address_may_come_with_and_without_a_fingerprint() -> None:
    assert read_address(" https://duty.example:8710/ ").url == "https://duty.example:8710"
    assert read_address("https://duty.example#sha256:" + "AB" * 32).fingerprint == "ab" * 32


def test_a_second_certificate_comes_from_the_same_authority(tmp_path: Path) -> None:
    first = certificates(tmp_path, "one.example")
    authority, server = ((tmp_path / name).read_bytes() for name in ("authority.pem", "server.pem"))
    second = certificates(tmp_path, "two.example", "10.0.0.2")

    assert first == second
    assert re.fullmatch(".+[：:] ?[0-9a-f]{64}", first)
    assert (tmp_path / "authority.pem").read_bytes() == authority
    assert (tmp_path / "server.pem").read_bytes() != server
    assert (tmp_path / "server.key").stat().st_mode & 0o777 == 0o600


def test_a_unit_may_write_where_it_keeps_its_copies_and_systemd_makes_that_folder() -> None:
    unit = (DEPLOY / "systemd" / "commandpost-backup.service").read_text("utf-8")
    found = re.search(r"^StateDirectory=(\S+)$", unit, re.MULTILINE)

    assert found is not None
    assert f"--backup /var/lib/{found[1]}\n" in unit


@pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed (apt install systemd)"
)
@pytest.mark.parametrize("unit", sorted(path.name for path in (DEPLOY / "systemd").glob("commandpost-*")))
def test_systemd_finds_no_fault_in_a_unit(unit: str, tmp_path: Path) -> None:
    for file in (DEPLOY / "systemd").glob("commandpost-*"):
        text = file.read_text("utf-8").replace("/opt/commandpost/.venv/bin/commandpost-server", "/bin/true")
        (tmp_path / file.name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit)], capture_output=True, text=True, check=False
    )
    complaints = [line for line in done.stderr.splitlines() if "commandpost" in line]

    assert complaints == []


def test_the_service_starts_the_server_with_options_it_knows(small_server: ServerProcess) -> None:
    from commandpost.bootstrap.server_options import parser

    settings = dict(
        line.split("=", 1)
        for line in (DEPLOY / "systemd" / "server.env").read_text("utf-8").splitlines()
        if "=" in line and not line.startswith("#")
    )
    for name in ("commandpost-server.service", "commandpost-backup.service"):
        unit = (DEPLOY / "systemd" / name).read_text("utf-8")
        found = re.search(r"^ExecStart=\S+ (.*)$", unit, re.MULTILINE)
        assert found is not None
        words = re.sub(r"\$\{(\w+)\}", lambda named: settings[named[1]], found[1]).split()
        assert parser().parse_args(words).database == settings["DATABASE"]
    assert small_server.port > 0
