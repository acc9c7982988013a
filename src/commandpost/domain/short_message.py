"""A first report as a few short messages that can be read to somebody, typed in and checked for typing errors.

Each message holds at most 67 UTF-16 units, what a phone sends as one part of a Chinese text. The check code finds every
single wrong character and every swapped pair; it proves no origin, for anybody can reckon it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from commandpost.domain.codes import Level
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.domain.local_time import BEIJING
from commandpost.domain.report_text import FIGURE_WORDS, LEVEL_WORDS, STEP_WORDS
from commandpost.domain.rules import Step

LONGEST = 67  # UTF-16 units of one part of a Chinese text message
MOST = 6  # messages; nobody types in more
REAL, DRILL = "值报", "演练"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
PRIME, BASE = 1_048_573, 8_191  # the prime below 2**20, so that four characters hold a check
STAMP = "%y%m%d%H%M"
TOLD_FIGURES = ("dead", "missing", "injured", "trapped", "moved")  # what a few short texts have room for
UNKNOWN, SENSITIVE, CUT = "-", "敏", "..."
_TEXT = re.compile(rf"({REAL}|{DRILL})(\d)/(\d)([0-9A-Za-z]{{4}}):(.*)校([0-9A-Za-z]{{4}})")
_ID = re.compile("report-([0-9a-f]{20})")
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_SAME = str.maketrans(dict.fromkeys("〔【［", "[") | dict.fromkeys("〕】］", "]") | dict.fromkeys("“”„", '"'))
_BAR = str.maketrans(dict.fromkeys("丨∣｜¦", "|"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortReport:
    """What the messages of one report tell; text is cut where it does not fit."""

    report: RecordId
    unit: UnitCode
    step: Step
    sequence: int = 1
    sent: datetime  # to the minute
    received: datetime  # to the minute
    number: str = ""
    level: Level = Level.UNGRADED
    sensitive: bool = False
    figures: Mapping[str, int | None] = field(default_factory=dict)
    title: str = ""
    place: str = ""
    summary: str = ""
    drill: bool = False


def write(report: ShortReport) -> tuple[str, ...]:
    """The messages. Raises RuleBroken("id_not_portable") for a report whose id is none of a workstation's."""
    payload = canonical(_payload(report))
    head = DRILL if report.drill else REAL
    overhead = len(f"{head}1/1ABCD:校ABCD")
    parts = _cut(payload, LONGEST - overhead)
    if len(parts) > MOST:
        parts = _cut(_shortened(payload, MOST * (LONGEST - overhead)), LONGEST - overhead)[:MOST]
    tag = check_code("".join(parts))
    return tuple(_message(head, at, len(parts), tag, part) for at, part in enumerate(parts, 1))


def read(messages: Iterable[str]) -> ShortReport:
    """What was typed in; order, spaces, full-width punctuation and small letters do not matter.

    Raises RuleBroken("sms_foreign"|"sms_mistyped"|"sms_mixed"|"sms_incomplete"|"sms_unreadable").
    """
    found: dict[int, str] = {}
    heads: set[tuple[str, str, str]] = set()
    for place, message in enumerate(messages, 1):
        head, at, total, tag, part = _parsed(message, place)
        heads.add((head, total, tag))
        if found.setdefault(int(at), part) != part:
            raise RuleBroken("sms_mixed")
    if not heads:
        raise RuleBroken("sms_foreign", message=1)
    if len(heads) > 1:  # two reports, or a drill among real ones
        raise RuleBroken("sms_mixed")
    ((head, total, tag),) = heads
    missing = [str(at) for at in range(1, int(total) + 1) if at not in found]
    if missing:
        raise RuleBroken("sms_incomplete", missing="、".join(missing), total=int(total))
    payload = "".join(found[at] for at in sorted(found))
    if check_code(payload) != tag:
        raise RuleBroken("sms_mixed")
    return _report(payload, drill=head == DRILL)


def canonical(text: str) -> str:
    """The same text however it was typed: width, spaces, brackets and quotation marks made alike.

    An accent that stood alone joins the letter before it, once the blank it stood on is gone.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_SAME).translate(_BAR)
    return unicodedata.normalize("NFC", "".join(plain.split()))


def check_code(text: str) -> str:
    """Four characters over a canonical text; differs after any one substitution or swap of neighbours.

    Small and capital letters count alike.
    """
    value = 7
    for char in text.upper():
        value = (value * BASE + ord(char) + 1) % PRIME
    return "".join(ALPHABET[value >> shift & 31] for shift in (15, 10, 5, 0))


def units_of(text: str) -> int:
    """How many UTF-16 units a message takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


# ------------------------------------------------------------------------------------------------ writing


def _payload(report: ShortReport) -> str:
    found = _ID.fullmatch(report.report)
    if found is None:
        raise RuleBroken("id_not_portable", report=report.report)
    level = LEVEL_WORDS[report.level] + (SENSITIVE if report.sensitive else "")
    step = STEP_WORDS[report.step] + (str(report.sequence) if report.sequence > 1 else "")
    head = (_base32(int(found[1], 16)), report.unit, step, _stamp(report.sent), _stamp(report.received))
    told = (report.title, report.place, report.summary)
    return "|".join((*head, report.number, level, _figures(report.figures), *(part.replace("|", "/") for part in told)))


def _message(head: str, at: int, total: int, tag: str, part: str) -> str:
    start = f"{head}{at}/{total}{tag}:"
    return f"{start}{part}校{check_code(start + part)}"


def _cut(payload: str, room: int) -> list[str]:
    """Pieces of at most ``room`` UTF-16 units, no character torn."""
    parts, part, size = [], "", 0
    for char in payload:
        wide = units_of(char)
        if size + wide > room:
            parts.append(part)
            part, size = "", 0
        part, size = part + char, size + wide
    return [*parts, part]


def _shortened(payload: str, room: int) -> str:
    """The payload cut at its end; the summary, which stands there, may end in dots."""
    kept = payload
    while units_of(kept) > room - MOST:  # a wide character may leave one unit free in each message
        kept = kept[:-1]
    return kept[: -len(CUT)] + CUT


def _figures(figures: Mapping[str, int | None]) -> str:
    return "".join(f"{FIGURE_WORDS[name]}{_count(figures.get(name))}" for name in TOLD_FIGURES)


def _count(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(BEIJING).strftime(STAMP)


def _base32(value: int) -> str:
    return "".join(ALPHABET[value >> shift & 31] for shift in range(75, -1, -5))


# ------------------------------------------------------------------------------------------------ reading


def _parsed(message: str, place: int) -> Sequence[str]:
    found = _TEXT.fullmatch(canonical(message))
    if found is None:
        raise RuleBroken("sms_foreign", message=place)
    head, at, total, tag, part, check = found.groups()
    if check_code(f"{head}{at}/{total}{tag}:{part}") != check.upper().translate(_ALIKE):
        raise RuleBroken("sms_mistyped", message=place)
    if not 1 <= int(at) <= int(total) <= MOST:
        raise RuleBroken("sms_foreign", message=place)
    return head, at, total, tag.upper(), part


def _report(payload: str, *, drill: bool) -> ShortReport:
    parts = payload.split("|")
    try:
        code, unit, step, sent, received, number, level, figures, title, place, *rest = parts
        summary = "/".join(rest)
        name, count = _step(step)
        return ShortReport(
            report=RecordId(f"report-{_number(code):020x}"),
            unit=UnitCode(unit),
            step=name,
            sequence=count,
            sent=_moment(sent),
            received=_moment(received),
            number=number.upper().replace("[", "〔").replace("]", "〕"),
            level=_level(level.removesuffix(SENSITIVE)),
            sensitive=level.endswith(SENSITIVE),
            figures=_read_figures(figures),
            title=title,
            place=place,
            summary=summary,
            drill=drill,
        )
    except (ValueError, OverflowError) as wrong:
        raise RuleBroken("sms_unreadable") from wrong


def _number(code: str) -> int:
    """The eighty bits of an id."""
    if len(code) != 16:
        raise ValueError(code)
    value = 0
    for char in code.upper().translate(_ALIKE):
        value = value << 5 | ALPHABET.index(char)
    return value


def _step(words: str) -> tuple[Step, int]:
    plain = words.rstrip("0123456789")
    step = next((step for step, word in STEP_WORDS.items() if word == plain), None)
    if step is None:
        raise ValueError(words)
    return step, int(words[len(plain) :] or 1)


def _level(words: str) -> Level:
    level = next((level for level, word in LEVEL_WORDS.items() if word == words), None)
    if level is None:
        raise ValueError(words)
    return level


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, STAMP).replace(tzinfo=BEIJING)


def _read_figures(words: str) -> dict[str, int | None]:
    pattern = "".join(rf"{FIGURE_WORDS[name]}(-|\d{{1,6}})" for name in TOLD_FIGURES)
    found = re.fullmatch(pattern, words)
    if found is None:
        raise ValueError(words)
    told = zip(TOLD_FIGURES, found.groups(), strict=True)
    return {name: None if count == UNKNOWN else int(count) for name, count in told}
