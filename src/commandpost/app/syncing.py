"""A workstation and its server bring their journals together, in steps that a window can put on its two workers.

Pushing is ``gather`` [store] → ``exchange`` [net] → ``settle`` [store]; pulling is ``position`` [store] → ``listen``
[net] → ``take`` [store]. After ``Unavailable`` of a net step call ``failed`` and wait ``pause`` seconds. Nothing is
lost wherever it is cut off: every step may be repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from commandpost.app.link import BackOff, LinkStatus
from commandpost.app.link_standing import LinkLog, LinkStanding
from commandpost.app.peer import Fetched, Greeting, Peer, Told
from commandpost.app.ports import SyncStore
from commandpost.app.presence import Roll
from commandpost.app.sync_steps import Answered, News, Outgoing, Question
from commandpost.domain.errors import Unavailable
from commandpost.journal.clock import TrustedClock
from commandpost.journal.entry import ChangeSet

SAMPLES = 4  # exchanges of the clock at a greeting; the one with the smallest round trip counts
GREET_AGAIN = timedelta(minutes=5)  # a later greeting takes a single sample
BLOB_BATCH_BYTES = 4_000_000  # of one exchange; a single larger blob travels alone
ANCHOR_SETTING = "clock.anchor"  # the last trusted time, kept over restarts


class SyncService:
    """The link of one workstation (or relay) to its server; ``chance`` gives jitter, uniform in [0, 1).

    Without a ``peer`` no server was named yet: every step raises Unavailable("not_linked") until ``relink``.
    """

    def __init__(
        self,
        store: SyncStore,
        peer: Peer | None,
        clock: TrustedClock,
        *,
        chance: Callable[[], float],
        announce: Callable[[ChangeSet], None] = lambda _changes: None,
        outages: LinkLog | None = None,
    ) -> None:
        self._store = store
        self._peer = peer
        self._clock = clock
        self._announce = announce
        self._back_off = BackOff(chance)
        self._standing = LinkStanding(store, clock, self._back_off, outages, linked=peer is not None)
        self._greeted: datetime | None = None
        self._begun: tuple[str, bytes] | None = None  # a large blob on its way
        self._asked: int | None = None  # repairs of the journal when the server told last what it holds; None: not yet
        clock.restore(store.setting(ANCHOR_SETTING))

    # ------------------------------------------------------------------------------------ enrolment

    def enroll(self, code: str, name: str) -> None:
        """Make this workstation known to the server by a one-time code; for the first start, waits for the network.

        Raises RuleBroken("enrolment_code_…") or Unavailable.
        """
        card = self._store.device()
        self._store.enrolled(self._server().enroll(code, card.public_key, name, card.unit))

    def relink(self, peer: Peer) -> None:
        """Go on with another server, or with the same one after an enrolment [store]; what is under way ends."""
        before, self._peer = self._peer, peer
        if before is not None:
            before.abort()
        self._asked = None
        self._greeted = None
        self._standing.relinked()

    def unlink(self) -> None:
        """Be linked to nothing any more [store]; what is under way ends."""
        before, self._peer = self._peer, None
        if before is not None:
            before.abort()
        self._asked = None
        self._standing.unlinked()

    @property
    def linked(self) -> bool:
        """Whether a server was named; from any thread."""
        return self._peer is not None

    @property
    def online(self) -> bool:
        """Whether it answered last; from any thread."""
        return self._standing.status.online

    @property
    def problem(self) -> str:
        """Why the last attempt failed, "" where it did not; from any thread."""
        return self._standing.status.problem or ""

    def _server(self) -> Peer:
        if self._peer is None:
            raise Unavailable("not_linked")
        return self._peer

    @property
    def enrolled(self) -> bool:
        return bool(self._store.device().enrolled_at)

    # ------------------------------------------------------------------------------------ push

    def gather(self) -> Outgoing:
        """Collect what to ask and to send next [store]; ``idle`` when there is nothing."""
        self._server()
        greet, epoch, repairs = self._samples_due(), self._store.position().epoch, self._store.repairs
        if self._asked != repairs:
            held, delivered = self._store.holdings(), self._store.delivered()
            return Outgoing(greet=greet, epoch=epoch, holdings=held, delivered=delivered, repairs=repairs)
        return Outgoing(greet=greet, epoch=epoch, blobs=self._outgoing_blobs(), runs=self._store.offers())

    def exchange(self, outgoing: Outgoing) -> Answered:
        """Talk to the server [net]. Raises Unavailable."""
        peer = self._server()
        greetings = tuple(peer.greet() for _ in range(outgoing.greet))
        revoked = peer.revoked() if outgoing.greet else ()
        told: list[Told] = []
        if outgoing.holdings is not None:
            told.append(peer.have(outgoing.holdings))
        kept = peer.store(outgoing.blobs) if outgoing.blobs else ()
        if outgoing.runs:
            told.append(peer.send(outgoing.runs))
        return Answered(sent=outgoing, greetings=greetings, revoked=revoked, told=tuple(told), blobs_kept=kept)

    def settle(self, answered: Answered) -> ChangeSet:
        """Keep what the server said [store]; returns and announces what changed.

        It may have been overtaken by what was read or came by the room meanwhile: that undoes nothing.
        """
        self._keep_time(answered.greetings)
        if answered.revoked:
            self._store.heed(answered.revoked)
        changes = ChangeSet()
        for told in answered.told:
            if self._overtaken(told.epoch, answered.sent.epoch):
                continue
            changed = self._meet(told.epoch)
            if answered.sent.holdings is not None and not changed:
                self._asked = answered.sent.repairs
            changes |= self._store.settle(told.answers, answered.sent.before)
        if answered.blobs_kept:
            self._store.blobs_sent(answered.blobs_kept)
        self._standing.succeeded()
        return self._announced(changes)

    # ------------------------------------------------------------------------------------ pull

    def position(self) -> Question:
        """Say where this journal's reading stands and which blobs it misses [store]."""
        return Question(position=self._store.position(), wanted=self._store.blobs_wanted())

    def listen(self, question: Question, wait: float = 0) -> News:
        """Ask for what is new [net]; waits up to ``wait`` seconds on the server. Raises Unavailable."""
        peer = self._server()
        found = peer.fetch_some(question.wanted, self._begun) if question.wanted else Fetched()
        self._begun = found.begun
        page = peer.feed(question.position, wait=0 if found.whole or found.begun else wait)
        return News(page=page, asked=question.position, blobs=found.whole, more=found.begun is not None)

    def ahead(self, question: Question, news: News) -> Question | None:
        """What may be asked while this is kept: where the reading goes on, if that is already known."""
        known = news.page.more and not question.wanted and news.page.epoch == question.position.epoch
        return Question(position=replace(question.position, lsn=news.page.after)) if known else None

    def take(self, news: News) -> ChangeSet:
        """Keep what came [store]; returns and announces what changed.

        A page of a new epoch is left: it is read again from the beginning. So is one of the epoch before.
        """
        for content in news.blobs:
            self._store.put_blob(content)
        changes = ChangeSet(kinds=frozenset({"blob"})) if news.blobs else ChangeSet()
        epoch = news.page.epoch
        if not self._overtaken(epoch, news.asked.epoch) and not self._meet(epoch):
            changes |= self._store.take(news.page, news.asked).changes
        self._standing.succeeded()
        return self._announced(changes)

    def roll(self) -> Roll:
        """When the units this room may see were last heard by the server [net]. Raises Unavailable."""
        return self._server().presence()

    # ------------------------------------------------------------------------------------ state

    def status(self) -> LinkStatus:
        """How the link stands [store]."""
        return replace(self._standing.status, pending=self._store.pending())

    def failed(self, problem: Unavailable) -> None:
        """Note that a net step failed [store]; the next push asks first what the server holds.

        A server that only asks for patience has answered: the line stands.
        """
        if self._standing.failed(problem, linked=self._peer is not None):
            self._asked = None
            self._greeted = None

    def pause(self) -> float:
        """Seconds to wait before the next attempt; 0 after a success."""
        return self._back_off.pause()

    def close(self) -> None:
        """End what is under way on the network, from any thread, at once."""
        if self._peer is not None:
            self._peer.abort()

    # ------------------------------------------------------------------------------------ all at once

    def once(self, wait: float = 0) -> ChangeSet:
        """Push until nothing is left, then pull until nothing comes; for tests, tours and a last exchange at the end.

        Raises Unavailable after noting it.
        """
        try:
            return self._push_all() | self._pull_all(wait)
        except Unavailable as problem:
            self.failed(problem)
            raise

    def _push_all(self) -> ChangeSet:
        changes, before = ChangeSet(), None
        while True:
            outgoing = self.gather()
            if outgoing.idle or outgoing == before:  # the server took nothing of it: a person is told by an alarm
                return changes
            changes |= self.settle(self.exchange(outgoing))
            before = outgoing

    def _pull_all(self, wait: float) -> ChangeSet:
        changes = ChangeSet()
        while True:
            news = self.listen(self.position(), wait)
            changes |= self.take(news)
            if not (news.page.more or news.page.runs or news.blobs):
                return changes
            wait = 0

    # ------------------------------------------------------------------------------------ inside

    def _samples_due(self) -> int:
        if self._greeted is None:
            return SAMPLES
        return 1 if abs(self._clock.now() - self._greeted) >= GREET_AGAIN else 0

    def _outgoing_blobs(self) -> tuple[tuple[str, bytes], ...]:
        names = self._store.blobs_to_send()
        return self._store.first_blobs(names, BLOB_BATCH_BYTES) if names else ()

    def _keep_time(self, greetings: tuple[Greeting, ...]) -> None:
        if not greetings:
            return
        self._clock.anchor(min((greeting.sample for greeting in greetings), key=lambda sample: sample.error))
        self._store.set_setting(ANCHOR_SETTING, self._clock.dump())
        self._greeted = self._clock.now()
        self._standing.greeted(greetings[-1].version)

    def _overtaken(self, said: str, asked: str) -> bool:
        """Whether an answer is of the epoch it was asked in, and the other direction met a newer one meanwhile."""
        return said == asked != self._store.position().epoch

    def _meet(self, epoch: str) -> bool:
        """Return whether the server's line of truth is another one than last time; then everything is offered again."""
        changed = self._store.met_epoch(epoch)
        if changed:
            self._asked = None
        self._standing.met(epoch)
        return changed

    def _announced(self, changes: ChangeSet) -> ChangeSet:
        if changes != ChangeSet():
            self._announce(changes)
        return changes
