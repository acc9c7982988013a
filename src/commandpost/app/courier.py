"""What comes in past a cut line: looked at first, then kept under the id of the report itself, never doubled."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence

from commandpost.app.carried import carried_records
from commandpost.app.courier_values import (
    Arrival,
    BundlePreview,
    CarriedRecord,
    Channel,
    Standing,
    fields_of,
    fields_of_texts,
    readable,
)
from commandpost.app.desk import Desk
from commandpost.app.names import Names
from commandpost.app.permissions import Action, require
from commandpost.app.ports import CarryStore
from commandpost.app.receipting import receipt_id
from commandpost.app.record_fields import Fields, flag, iso, raw, record_id, text, unit_code, whole
from commandpost.app.units import parent_of
from commandpost.domain import short_message
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, StreamId, UnitCode
from commandpost.journal import bundle, series
from commandpost.journal.bundle import Run
from commandpost.journal.chain import Verifier
from commandpost.journal.entry import ChangeSet, Draft, Json
from commandpost.journal.exchange import Verdict
from commandpost.journal.slip import SlipKind, decode, encode, refuse_forged

__all__ = ["Arrival", "BundlePreview", "CarriedRecord", "Channel", "CourierService", "Standing"]

MAX_FILE = 16_000_000  # bytes of a bundle file


class CourierService:
    """Use cases of what comes in beside the server; nothing is taken before somebody looked at it."""

    def __init__(self, desk: Desk, store: CarryStore, verifier: Verifier) -> None:
        self._desk = desk
        self._store = store
        self._verifier = verifier

    # ------------------------------------------------------------------------------------------ in: look first

    def read_series(self, texts: Iterable[str]) -> Arrival:
        """What the codes of a picture say, checked; nothing is kept yet.

        Raises RuleBroken of ``series.join``, ``slip.decode`` and ``slip.refuse_forged``.
        """
        slip = decode(series.join(texts))
        card = refuse_forged(slip, self._store.believed(slip.card), self._verifier)
        fields = fields_of(slip.content)
        if slip.kind is SlipKind.REPORT and raw(fields, "from_unit") != card.unit:
            raise RuleBroken("slip_forged", name=card.name)
        if slip.kind is not SlipKind.REPORT and raw(fields, "unit") != card.unit:
            raise RuleBroken("slip_forged", name=card.name)
        told = {**fields, "slip": base64.b64encode(encode(slip)).decode()}
        return self._arrival(slip.kind, Channel.QR, told, unit=card.unit, device=card.name)

    def read_messages(self, texts: Iterable[str]) -> Arrival:
        """What typed-in messages say; their check finds typing errors and proves no origin.

        Raises RuleBroken of ``short_message.read``.
        """
        told = short_message.read(texts)
        return self._arrival(SlipKind.REPORT, Channel.SMS, fields_of_texts(told), unit=told.unit, device="")

    def preview_bundle(self, content: bytes) -> BundlePreview:
        """What a bundle file would bring. Raises RuleBroken("bundle_invalid"|"bundle_too_large"|"bundle_stranger")."""
        runs = self._runs(content)
        names = Names(self._desk.store)
        return BundlePreview(
            entries=sum(link.raw is not None for run in runs for link in run.links),
            units=tuple(dict.fromkeys(names.unit(run.card.unit) for run in runs)),
            devices=tuple(dict.fromkeys(run.card.name for run in runs)),
            records=carried_records(self._desk.store, runs),
        )

    # ------------------------------------------------------------------------------------------ in: take

    def take(self, arrival: Arrival) -> RecordId:
        """Keep what came in under the id of the report itself; a second time changes nothing.

        Raises RuleBroken("arrival_not_for_here"|"receipt_unknown") and what ``permissions.require`` raises.
        """
        require(self._desk.session, Action.RECEIPT)
        if not arrival.for_here:
            raise RuleBroken("arrival_not_for_here", unit=arrival.unit_name)
        draft = self._kept(arrival)
        if self._desk.store.record(draft.record) is None:
            self._desk.write(draft)
        return arrival.subject

    def take_bundle(self, content: bytes) -> ChangeSet:
        """Take the runs of a file through the same door as the server's; what is here already changes nothing.

        Raises as ``preview_bundle`` does, and RuleBroken("bundle_refused", reason=…) when a part does not verify; the
        sound parts are kept.
        """
        require(self._desk.session, Action.RECEIPT)
        taken = self._store.import_runs(self._runs(content))
        self._desk.announce(taken.changes)
        bad = [answer.verdict for answer in taken.answers if answer.verdict is not Verdict.TAKEN]
        if bad:
            raise RuleBroken("bundle_refused", reason=str(bad[0]), taken=len(taken.changes.entries))
        return taken.changes

    # ------------------------------------------------------------------------------------------ inside

    def _arrival(
        self, kind: SlipKind, channel: Channel, told: Mapping[str, Json], *, unit: UnitCode, device: str
    ) -> Arrival:
        subject = record_id(told, "subject") or record_id(told, "report") or RecordId(f"head-{raw(told, 'stream')}")
        return Arrival(
            kind=kind,
            channel=channel,
            signed=channel is not Channel.SMS,
            unit=unit,
            unit_name=Names(self._desk.store).unit(unit),
            device=device,
            subject=subject,
            fields=told,
            standing=self._standing(kind, told, subject),
            for_here=self._is_for_here(kind, unit, subject),
            drill=flag(told, "drill"),
        )

    def _is_for_here(self, kind: SlipKind, unit: UnitCode, subject: RecordId) -> bool:
        """A report of a unit below, a receipt for a report of this room, anybody's head but the own one."""
        if kind is SlipKind.HEAD:
            return unit != self._desk.unit
        if kind is SlipKind.RECEIPT:
            known = self._desk.store.record(subject)
            return known is not None and known.unit == self._desk.unit and unit != self._desk.unit
        return unit != self._desk.unit and self._is_above(unit)

    def _is_above(self, unit: UnitCode) -> bool:
        """Whether this room stands above a unit: a level may be left out when lines are cut."""
        seen: list[UnitCode] = []
        at: UnitCode | None = unit
        while at is not None and at not in seen:
            seen.append(at)
            at = parent_of(self._desk.store, at)
        return self._desk.unit in seen

    def _standing(self, kind: SlipKind, told: Fields, subject: RecordId) -> Standing:
        if kind is SlipKind.HEAD:
            known = self._store.hash_of(StreamId(text(told, "stream")), whole(told, "seq") or 0)
            if known is None:
                return Standing.NEW
            return Standing.KNOWN if known.hex() == text(told, "hash") else Standing.OTHER
        if kind is SlipKind.RECEIPT:
            given = self._desk.store.record(receipt_id(unit_code(told, "unit"), subject))
            return Standing.NEW if given is None else Standing.KNOWN
        return self._report_standing(told, subject)

    def _report_standing(self, told: Fields, report: RecordId) -> Standing:
        known = self._desk.store.record(report)
        copies = [
            one for one in self._desk.store.records("copy", unit=self._desk.unit) if raw(one.fields, "report") == report
        ]
        here: Sequence[Fields] = [one.fields for one in (known, *copies) if one is not None]
        if not here:
            return Standing.NEW
        same = all(text(one, "number") == text(told, "number") for one in here)
        return Standing.KNOWN if same else Standing.OTHER

    def _kept(self, arrival: Arrival) -> Draft:
        told = arrival.fields
        mark: dict[str, Json] = {
            "channel": str(arrival.channel),
            "signed": arrival.signed,
            "device": arrival.device,
            "slip": raw(told, "slip"),
            "taken_by": self._desk.session.name,
        }
        if arrival.kind is SlipKind.RECEIPT:
            keys = ("subject", "incident", "name", "unit", "unit_name", "at")
            given: dict[str, Json] = {key: raw(told, key) for key in keys}
            record = receipt_id(unit_code(told, "unit"), arrival.subject)
            return Draft(kind="receipt", record=record, act="receipt.take", set=given | mark)
        if arrival.kind is SlipKind.HEAD:
            anchor: dict[str, Json] = {key: told.get(key) for key in ("stream", "seq", "hash", "unit", "at")}
            record = RecordId(f"anchor-{self._desk.unit}-{text(told, 'stream')}-{whole(told, 'seq') or 0}")
            return Draft(kind="anchor", record=record, act="anchor.take", set=anchor | mark)
        record = RecordId(f"copy-{self._desk.unit}-{arrival.channel}-{arrival.subject}")
        at = iso(self._desk.now())
        return Draft(kind="copy", record=record, act="copy.take", set={**readable(told), **mark, "at": at})

    def _runs(self, content: bytes) -> tuple[Run, ...]:
        if len(content) > MAX_FILE:
            raise RuleBroken("bundle_too_large", limit=MAX_FILE)
        runs = bundle.decode(content)
        if not runs:
            raise RuleBroken("bundle_invalid", reason="empty")
        strangers = [run.card.name for run in runs if self._store.believed(run.card) is None]
        if strangers:
            raise RuleBroken("bundle_stranger", name=strangers[0])
        return runs
