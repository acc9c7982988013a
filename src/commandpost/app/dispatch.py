"""Reports out past a cut line: as a QR series, short messages or a bundle file."""

from __future__ import annotations

from collections.abc import Mapping

from commandpost.app.courier_values import content_of, readable
from commandpost.app.desk import Desk
from commandpost.app.forwarding import report_words, short_words
from commandpost.app.incident_records import level_of, sent_at, step_of
from commandpost.app.ports import CarryStore
from commandpost.app.receipting import receipt_id
from commandpost.app.record_fields import Fields, flag, iso, moment, raw, record_id, table, text, whole
from commandpost.app.report_lists import has_left
from commandpost.domain import short_message
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.domain.incident import FIGURES
from commandpost.domain.short_message import ShortReport
from commandpost.journal import bundle, series
from commandpost.journal.entry import Json
from commandpost.journal.fold import Record
from commandpost.journal.slip import Slip, SlipKind, encode, slip_message


class DispatchService:
    """Use cases of sending beside the server; the journal's own copy follows when the line is back."""

    def __init__(self, desk: Desk, store: CarryStore) -> None:
        self._desk = desk
        self._store = store

    def report_series(self, report: RecordId) -> tuple[str, ...]:
        """The texts of a report's QR codes. Raises RuleBroken("report_not_sent"|"not_enrolled"|"slip_too_long")."""
        record = self._sent(report)
        return self._signed(SlipKind.REPORT, self._told(record))

    def receipt_series(self, subject: RecordId) -> tuple[str, ...]:
        """The texts of the QR codes of a receipt this room gave. Raises RuleBroken("not_receipted"|"not_enrolled")."""
        record = self._desk.store.record(receipt_id(self._desk.unit, subject))
        if record is None:
            raise RuleBroken("not_receipted")
        keys = ("subject", "incident", "name", "unit", "unit_name", "at")
        return self._signed(SlipKind.RECEIPT, {key: raw(record.fields, key) for key in keys})

    def head_series(self) -> tuple[str, ...]:
        """The texts of the QR code of this journal's end: an anchor outside its own machine."""
        head = self._desk.store.head()
        told: dict[str, Json] = {
            "stream": head.stream,
            "seq": head.seq,
            "hash": head.hash.hex(),
            "unit": self._desk.unit,
            "at": iso(self._desk.now()),
        }
        return self._signed(SlipKind.HEAD, told)

    def messages(self, report: RecordId) -> tuple[str, ...]:
        """The short messages of a report. Raises RuleBroken("report_not_sent"|"id_not_portable")."""
        record = self._sent(report)
        told = self._told(record)
        sent, received = sent_at(record), moment(told, "received") or sent_at(record)
        return short_message.write(
            ShortReport(
                report=report,
                unit=record.unit,
                step=step_of(told),
                sequence=whole(told, "sequence") or 1,
                sent=sent,
                received=received,
                number=text(told, "number"),
                level=level_of(told),
                sensitive=flag(told, "sensitive"),
                figures={name: whole(table(told, "figures"), name) for name in FIGURES},
                title=text(told, "incident_title"),
                place=text(told, "place"),
                summary=short_words(record.fields),
                drill=flag(told, "drill"),
            )
        )

    def bundle(self, report: RecordId) -> bytes:
        """A file with the report, its incident and the lines about it, signed as the journal signs.

        Raises RuleBroken("report_not_sent"|"not_enrolled").
        """
        record = self._sent(report)
        self._refuse_unenrolled()
        incident = record_id(record.fields, "incident")
        about = (one for kind in ("log", "report") for one in self._desk.store.records(kind, parent=incident))
        carried = {report, incident, *(one.id for one in about if one.unit == record.unit)}
        return bundle.encode(self._store.runs_with(carried - {RecordId("")}))

    # ------------------------------------------------------------------------------------------ inside

    def _sent(self, report: RecordId) -> Record:
        found = self._desk.store.record(report)
        if found is None or found.kind != "report" or not has_left(found) or found.unit != self._desk.unit:
            raise RuleBroken("report_not_sent")
        return found

    def _refuse_unenrolled(self) -> None:
        if not self._store.device().enrolled_at:
            raise RuleBroken("not_enrolled")

    def _signed(self, kind: SlipKind, told: Mapping[str, Json]) -> tuple[str, ...]:
        self._refuse_unenrolled()
        card, content = self._store.device(), content_of(told)
        signature = self._store.sign_request(slip_message(kind, card.device, content))
        return series.split(encode(Slip(kind=kind, card=card, content=content, signature=signature)))

    def _told(self, record: Record) -> dict[str, Json]:
        """A report as a copy tells it; never the sealed contact."""
        fields = record.fields
        incident = self._desk.store.record(record_id(fields, "incident"))
        about: Fields = incident.fields if incident is not None else {}
        return readable(
            {
                **{key: about.get(key) for key in ("place", "code", "occurred", "received", "sensitive_reason")},
                **{key: fields.get(key) for key in ("incident", "step", "sequence", "number", "title", "level")},
                **{key: fields.get(key) for key in ("sensitive", "figures", "drill", "signed_by_name", "head")},
                "report": record.id,
                "from_unit": record.unit,
                "from_unit_name": self._desk.unit_name,
                "incident_title": raw(about, "title"),
                "sent_at": iso(sent_at(record)),
                "summary": report_words(fields),
                "duty_officer": raw(table(fields, "paper"), "duty_officer"),
            }
        )
