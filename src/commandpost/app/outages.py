"""Times without the server: each is one record and two lines of the log, and stands on the handover sheet."""

from __future__ import annotations

from datetime import datetime

from commandpost.app.desk import Desk
from commandpost.app.log_lines import LogMode
from commandpost.app.logbook import LogbookService
from commandpost.app.record_fields import iso, moment, whole
from commandpost.domain.papers import Outage
from commandpost.domain.report_text import link_lost_log, link_restored_log
from commandpost.journal.entry import Draft
from commandpost.journal.fold import Record

KIND = "outage"
LASTING, OVER = "lasting", "over"
MOST = 50  # outages of one shift on paper


class OutageService:
    """Keeps each outage once, however often it is noticed and however often the program starts meanwhile."""

    def __init__(self, desk: Desk, logbook: LogbookService) -> None:
        self._desk = desk
        self._logbook = logbook

    def lost(self, since: datetime) -> None:
        """The server has not answered since then; nothing happens while an outage is open."""
        if self._lasting() is not None:
            return
        self._desk.write(
            Draft(
                kind=KIND,
                record=self._desk.new_id(KIND),
                act="link.lost",
                set={"at": iso(since), "since": iso(since), "status": LASTING},
            ),
            self._logbook.line(link_lost_log(since), mode=LogMode.SYSTEM),
        )

    def restored(self) -> None:
        """The server answers again; what waits to be sent is counted. Nothing happens without an open outage."""
        outage = self._lasting()
        if outage is None:
            return
        now, waiting = self._desk.now(), self._desk.store.pending()
        since = moment(outage.fields, "since") or now
        self._desk.write(
            Draft(
                kind=KIND,
                record=outage.id,
                act="link.restored",
                set={"until": iso(now), "status": OVER, "resent": waiting},
            ),
            self._logbook.line(link_restored_log(since, now, waiting), mode=LogMode.SYSTEM),
        )

    def within(self, start: datetime, end: datetime) -> tuple[Outage, ...]:
        """Outages that touch a time, oldest first; the newest tells how much of it was receipted by now."""
        newest = self._desk.store.records(KIND, unit=self._desk.unit, limit=MOST, newest_first=True)
        waiting = self._desk.store.pending()
        shown = [_shown(record, waiting if at == 0 else 0) for at, record in enumerate(newest)]
        return tuple(sorted((one for one in shown if _touches(one, start, end)), key=lambda one: one.since))

    def _lasting(self) -> Record | None:
        found = self._desk.store.records(KIND, unit=self._desk.unit, status=LASTING, limit=1, newest_first=True)
        return found[0] if found else None


def _shown(record: Record, waiting: int) -> Outage:
    resent = whole(record.fields, "resent") or 0
    return Outage(
        since=moment(record.fields, "since") or record.created.at,
        until=moment(record.fields, "until"),
        resent=resent,
        receipted=max(0, resent - waiting),
    )


def _touches(outage: Outage, start: datetime, end: datetime) -> bool:
    return outage.since < end and (outage.until is None or outage.until >= start)
