"""A workstation and its room: serving it, or connected to the desk that does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Protocol

from commandpost.app.room import RoomService, RoomState
from commandpost.app.room_side import SETTINGS, RoomSide
from commandpost.app.syncing import SyncService
from commandpost.bootstrap.clocks import SystemRawClock
from commandpost.bootstrap.lan_addresses import lan_addresses
from commandpost.bootstrap.server_link import chance, make_peer
from commandpost.bootstrap.server_trust import ROOM_AUTHORITY_FILE
from commandpost.bootstrap.whole_files import put_whole
from commandpost.bootstrap.workstation import Workstation
from commandpost.domain import report_text
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.room_code import read_room_address, room_code
from commandpost.gui.services import RoomLink
from commandpost.journal.chain import DeviceCard
from commandpost.journal.clock import TrustedClock
from commandpost.journal.entry import ChangeSet
from commandpost.journal.room_word import RoomWord, room_message
from commandpost.security.certificates import Issued, fingerprint, new_authority, pinned, server_certificate
from commandpost.security.signing import Ed25519Signing
from commandpost.transport.authority import fetch_authority, fetch_word
from commandpost.transport.http_peer import HttpPeer

URL, HOST = f"{SETTINGS}url", f"{SETTINGS}host"  # of the desk this one is connected to, and its name
SERVING, PORT = f"{SETTINGS}serving", f"{SETTINGS}port"
CERTIFICATE, KEY = f"{SETTINGS}certificate", f"{SETTINGS}key"  # of this desk's own authority; the journal is encrypted
EVERYWHERE = "0.0.0.0"  # noqa: S104  # which of its networks the room is on is not known beforehand


class Serving(Protocol):
    """What answers the room; its libraries of a server are read by the one desk that serves."""

    @property
    def room(self) -> RoomService: ...

    def start(self, host: str, port: int) -> int: ...

    def ring(self) -> None: ...

    def stop(self) -> None: ...


@dataclass(slots=True)
class RoomStation:
    """Both roles of one desk; ``serve``, ``join`` and ``resume`` wait for the network."""

    station: Workstation
    addresses: Callable[[], tuple[str, ...]] = lan_addresses
    listen_on: str = EVERYWHERE
    sync: SyncService = field(init=False)
    _server: Serving | None = None
    _codes: tuple[str, ...] = ()
    _addresses: tuple[str, ...] = ()
    _reached_by: frozenset[str] = frozenset()  # the addresses of this machine in the certificate that is shown
    _host: str = ""
    _turning: Lock = field(default_factory=Lock)  # one begins or ends serving at a time
    _closed: bool = False

    def __post_init__(self) -> None:
        station = self.station
        url = str(station.store.setting(URL) or "")
        self._host = str(station.store.setting(HOST) or "")
        trusted = station.folder / ROOM_AUTHORITY_FILE
        # A clock of its own: what a desk of the room says of the time proves nothing.
        self.sync = SyncService(
            RoomSide(station.store),
            self._peer(url, trusted) if url and trusted.exists() else None,
            TrustedClock(SystemRawClock()),
            chance=chance,
            announce=station.announcer,
        )
        station.announcer.to.append(self._ring)

    def link(self) -> RoomLink:
        """The room as the window sees it."""
        return RoomLink(
            sync=self.sync,
            state=self.state,
            serve=self.serve,
            join=self.join,
            leave=self.leave,
            resume=self.resume,
        )

    def state(self) -> RoomState:
        """How this desk stands to its room; quick, from any thread."""
        server = self._server
        return RoomState(
            codes=self._codes,
            addresses=self._addresses,
            guests=server.room.guests() if server is not None else (),
            serving=server is not None,
            host=self._host if self.sync.linked else "",
            online=self.sync.linked and self.sync.online,
            problem=self.sync.problem,
        )

    def serve(self, run: bool) -> None:  # noqa: FBT001  # the port's signature
        """Begin or end serving the room, now and at every later start: an administrator's, and the log keeps whose.

        Raises RuleBroken("room_not_enrolled"), as ``permissions.require`` does, and
        Unavailable("room_no_network"|"server_not_started").
        """
        name = self.station.local.administrator()
        with self._turning, ExitStack() as undoing:
            if run and self._server is None:
                self._start(self.addresses())
                undoing.callback(self._stop)
            elif not run:
                self._stop()
            self.station.store.set_setting(SERVING, run)
            undoing.pop_all()
        self.station.local.note(report_text.room_served_log(name, served=run))

    def join(self, said: str) -> Callable[[], None]:
        """Find the desk behind a code or an address and get to know each other; returns what connects, for the store.

        Raises RuleBroken("room_code_wrong"|"room_address_invalid"|"room_itself"|"room_not_enrolled") and
        Unavailable("room_untrusted"|"room_refused"|"server_unreachable"|…), and as ``permissions.require`` does.
        """
        name = self.station.local.administrator()
        url, card = read_room_address(said), self._own_card()
        word = fetch_word(url)
        host = self._believed(word, card)
        authority = pinned(fetch_authority(url), word.fingerprint)
        if authority is None:
            raise Unavailable("room_untrusted", url=url)
        self._introduce(url, authority, card)

        def connect() -> None:
            store = self.station.store
            store.open_room()
            store.set_setting(URL, "")  # a program that ends between the two lines is connected to nobody
            peer = self._believing(url, authority)
            store.set_setting(URL, url)
            self._host = host.name.removeprefix(self.station.profile.unit_name).strip() or host.name
            store.set_setting(HOST, self._host)
            self.sync.relink(peer)
            self.station.local.note(report_text.room_joined_log(name, self._host))

        return connect

    def leave(self) -> None:
        """Be connected to no desk any more [store]. Raises as ``permissions.require`` does."""
        name = self.station.local.administrator()
        self.station.store.set_setting(URL, "")
        self.sync.unlink()
        self.station.local.note(report_text.room_left_log(name))

    def resume(self) -> None:
        """Serve where that is switched on and not so: after a start, a late network, another address.

        Without any network what is served goes on, for the cable may come back. Raises as ``serve``.
        """
        with self._turning:
            if self._closed or not self.station.store.setting(SERVING):
                return
            addresses = self.addresses()
            if self._server is not None:
                if not addresses or self._reached_by == frozenset(addresses):
                    return
                self._stop()
            self._start(addresses)

    def close(self) -> None:
        """End both roles for this run of the program."""
        self.sync.close()
        with self._turning:
            self._closed = True
            self._stop()

    def _start(self, addresses: tuple[str, ...]) -> None:
        from commandpost.bootstrap.room_server import RoomServer

        store, card = self.station.store, self._own_card()
        if not addresses:
            raise Unavailable("room_no_network")
        authority = self._authority()
        mark = fingerprint(authority.certificate)
        word = RoomWord(card=card, fingerprint=mark, signature=store.sign_request(room_message(card, mark)))
        certificate = server_certificate(authority, addresses, self.station.clock.now())
        room = RoomService(store, Ed25519Signing(), self.station.clock, self.station.announcer, mark)
        store.open_room()
        try:
            server = RoomServer(room, word, authority.certificate, certificate)
        except OSError as refused:  # a full disk: the certificate's folder cannot be made
            raise Unavailable("server_not_started", reason=str(refused)) from refused
        kept = store.setting(PORT)
        with ExitStack() as undoing:
            port = server.start(self.listen_on, kept if isinstance(kept, int) else 0)
            undoing.callback(server.stop)
            store.set_setting(PORT, port)
            undoing.pop_all()
        self._codes = tuple(room_code(address, port) for address in addresses)
        self._addresses = tuple(f"{address}:{port}" for address in addresses)
        self._reached_by = frozenset(addresses)
        self._server = server

    def _stop(self) -> None:
        server, self._server = self._server, None
        self._codes, self._addresses = (), ()
        if server is not None:
            server.stop()

    def _ring(self, _changes: ChangeSet) -> None:
        server = self._server  # read once: another thread may end it meanwhile
        if server is not None:
            server.ring()

    def _own_card(self) -> DeviceCard:
        card = self.station.store.device()
        if not card.enrolled_at:
            raise RuleBroken("room_not_enrolled")
        return card

    def _believed(self, word: RoomWord, own: DeviceCard) -> DeviceCard:
        if word.card.device == own.device:
            raise RuleBroken("room_itself", field="address")
        known = self.station.store.believed(word.card)
        if known is None or known.revoked_at is not None or known.unit != own.unit:
            raise Unavailable("room_untrusted")
        if not word.is_said_by(known, Ed25519Signing()):
            raise Unavailable("room_untrusted")
        return known

    def _introduce(self, url: str, authority: bytes, card: DeviceCard) -> None:
        """Be let in by the other desk; the present connection and its certificate stay as they are."""
        with TemporaryDirectory() as folder:
            trusted = Path(folder) / ROOM_AUTHORITY_FILE
            trusted.write_bytes(authority)
            peer = self._peer(url, trusted)
            try:
                peer.introduce(card)
            except Unavailable as refused:
                if refused.code in {"device_unknown", "device_revoked"}:
                    raise Unavailable("room_refused") from refused
                raise
            finally:
                peer.abort()

    def _believing(self, url: str, authority: bytes) -> HttpPeer:
        """Trust this certificate from now on; the file is never half written."""
        file = self.station.folder / ROOM_AUTHORITY_FILE
        put_whole(file, authority)
        return self._peer(url, file)

    def _authority(self) -> Issued:
        store = self.station.store
        certificate, key = store.setting(CERTIFICATE), store.setting(KEY)
        if isinstance(certificate, str) and isinstance(key, str):
            return Issued(certificate=certificate.encode(), key=key.encode())
        made = new_authority(f"{self.station.profile.unit} {self.station.profile.station}", self.station.clock.now())
        store.set_setting(CERTIFICATE, made.certificate.decode())
        store.set_setting(KEY, made.key.decode())
        return made

    def _peer(self, url: str, trusted: Path) -> HttpPeer:
        return make_peer(self.station.store, self.station.clock, url, trusted, in_room=True)
