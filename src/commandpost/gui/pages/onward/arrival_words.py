"""What came another way, in lines a person reads before taking it in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.app.courier import Arrival, BundlePreview, Standing
from commandpost.app.incident_records import level_of, step_of
from commandpost.app.record_fields import moment, table, text, whole
from commandpost.domain.incident import FIGURES
from commandpost.gui.flow_words import CHANNEL_WORDS
from commandpost.gui.pages.onward.carried_words import carried_lines
from commandpost.gui.times import clock_time, short_day
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary import FIGURE_WORDS, LEVEL_WORDS, step_word, word
from commandpost.journal.slip import SlipKind

STANDING_WORDS = {
    Standing.NEW: QT_TRANSLATE_NOOP("Arrival", "not here yet"),
    Standing.KNOWN: QT_TRANSLATE_NOOP("Arrival", "here already; nothing is doubled"),
    Standing.OTHER: QT_TRANSLATE_NOOP("Arrival", "tells something else than what is here"),
}


def arrival_lines(arrival: Arrival) -> tuple[str, ...]:
    """Who says what, how far it can be believed, and what is known of it here."""
    translate = QCoreApplication.translate
    drill = translate("Inbox", "DRILL") + " " if arrival.drill else ""
    signed = translate("Arrival", "signed by {device}").format(device=arrival.device)
    proof = signed if arrival.signed else translate("Arrival", "typed in: no proof of origin, telephone to confirm")
    how = word(CHANNEL_WORDS[arrival.channel.value])
    lines = [f"{drill}{_what(arrival)}", f"{arrival.unit_name} · {how} · {proof}"]
    if arrival.kind is SlipKind.REPORT:
        lines += _report_lines(arrival)
    lines.append(translate("Arrival", STANDING_WORDS[arrival.standing]))
    if not arrival.for_here:
        lines.append(translate("Arrival", "It is not meant for this room and cannot be taken in."))
    return tuple(lines)


def bundle_lines(preview: BundlePreview) -> tuple[str, ...]:
    """What a file would bring."""
    translate = QCoreApplication.translate
    head = translate("Arrival", "{units} · signed by {devices} · {n} entries").format(
        units="、".join(preview.units), devices="、".join(preview.devices), n=preview.entries
    )
    return (head, *carried_lines(preview.records))


def _what(arrival: Arrival) -> str:
    translate, fields = QCoreApplication.translate, arrival.fields
    if arrival.kind is SlipKind.RECEIPT:
        at = moment(fields, "at")
        words = translate("Arrival", "Receipt by {name}, {time}")
        return words.format(name=text(fields, "name"), time=f"{short_day(at)} {clock_time(at)}" if at else "")
    if arrival.kind is SlipKind.HEAD:
        code = text(fields, "hash")[:16]
        return translate("Arrival", "Head of the journal {code} at entry {seq}").format(
            code=code, seq=whole(fields, "seq") or 0
        )
    return text(fields, "title") or text(fields, "incident_title")


def _report_lines(arrival: Arrival) -> list[str]:
    fields, at = arrival.fields, arrival.sent_at
    step = step_word(step_of(fields), whole(fields, "sequence") or 1)
    sent = f"{short_day(at)} {clock_time(at)}" if at else ""
    figures = table(fields, "figures")
    told = [f"{word(FIGURE_WORDS[name])} {count}" for name in FIGURES if (count := whole(figures, name)) is not None]
    lines = [" · ".join(part for part in (step, text(fields, "number"), sent) if part)]
    lines.append(" · ".join((word(LEVEL_WORDS[level_of(fields)]), text(fields, "place"), *told)))
    return [*lines, text(fields, "summary")]
