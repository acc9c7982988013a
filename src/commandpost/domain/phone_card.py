"""What a report by telephone says, in the order it is read out; the few fields a first report needs.

The least of an accident's report by telephone is unit, address and kind of the place hit, kind, time and place of the
event, and the dead and hurt or who may be (local rules after 国务院令493号 §12); the rest follows in writing.
"""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.domain.incident import Incident
from commandpost.domain.report import UNKNOWN
from commandpost.domain.report_text import LEVEL_WORDS, casualties, day_and_clock

NAMED = {"people": "人员情况", "measures": "处置情况"}  # rows whose 正在核实 would not say of what
ORDER = ("who", "what", "place", "time", "people", "measures", "needs", "call_back")


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRow:
    """One row: its key, what is read out, and whether nobody knows it yet."""

    key: str
    words: str
    unknown: bool = False

    @property
    def told(self) -> str:
        """The words in a sentence, which must say what is not known yet."""
        return f"{NAMED.get(self.key, '')}{self.words}" if self.words == UNKNOWN else self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneCard:
    """The rows in reading order; a drill says so before the first and after the last word."""

    rows: tuple[CardRow, ...]
    drill: bool = False

    @property
    def text(self) -> str:
        """The whole call in one breath, for the log."""
        told = "；".join(row.told for row in self.rows if row.key in {"what", "place", "time", "people", "measures"})
        return f"演练。{told}。演练。" if self.drill else f"{told}。"


def phone_card(
    incident: Incident,
    *,
    unit: str,
    person: str,
    phone: str,
    kind: str,
    measures: str = "",
    needs: str = "",
    drill: bool = False,
) -> PhoneCard:
    """The card of an incident; what is not known reads 正在核实 and is read out like that."""
    caller = f"{unit}值班室{person}".strip()
    graded = LEVEL_WORDS[incident.level]
    told = {
        "who": f"演练、演练、演练。{caller}报告" if drill else f"{caller}报告",
        "what": f"{incident.title.strip()}（{'，'.join(part for part in (kind, graded) if part)}）",
        "place": incident.place.strip(),
        "time": _times(incident),
        "people": casualties(incident.figures, incident.received).rstrip("。"),
        "measures": measures.strip(),
        "needs": needs.strip() or "暂无",
        "call_back": phone.strip(),
    }
    return PhoneCard(rows=tuple(_row(key, told[key]) for key in ORDER), drill=drill)


def _row(key: str, words: str) -> CardRow:
    return CardRow(key=key, words=words or UNKNOWN, unknown=not words or UNKNOWN in words)


def _times(incident: Incident) -> str:
    occurred = day_and_clock(incident.occurred) if incident.occurred is not None else UNKNOWN
    return f"发生 {occurred}，接报 {day_and_clock(incident.received)}"
