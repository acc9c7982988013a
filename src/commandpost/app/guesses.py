"""Whoever guesses one-time codes is slowed, from one address and in sum; a right code counts for nothing, but waits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from commandpost.app.throttle import Allowance, Throttle
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.domain.ids import DeviceId

OF_ONE = Allowance(requests_a_second=0.1, burst=10)  # wrong codes of one address
OF_ALL = Allowance(requests_a_second=1.0, burst=200)  # wrong codes of all
ALL = DeviceId("")
WRONG = frozenset({"enrolment_code_wrong", "enrolment_code_used", "enrolment_code_expired"})


class Guesses:
    """Counts in memory, as ``Throttle`` does; any thread may ask. ``now`` is the server's clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._of_one, self._of_all = Throttle(OF_ONE, now), Throttle(OF_ALL, now)

    @contextmanager
    def one(self, address: str) -> Iterator[None]:
        """Around one try: counted before, so that tries at once all count, and given back unless the code was wrong.

        Raises Unavailable("too_many_requests", retry_after=seconds).
        """
        caller = DeviceId(address)
        self._of_one.request(caller)
        try:
            self._of_all.request(ALL)
        except Unavailable:
            self._of_one.give_back(caller)
            raise
        wrong = False
        try:
            yield
        except RuleBroken as refused:
            wrong = refused.code in WRONG
            raise
        finally:
            if not wrong:
                self._of_one.give_back(caller)
                self._of_all.give_back(ALL)
