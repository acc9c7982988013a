"""What a tally says in words: figures, bars and the rows of its workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from commandpost.domain.deadlines import Verdict
from commandpost.domain.tally import Tally
from commandpost.gui.times import span
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary import CLASS_WORDS, LEVEL_ROLES, LEVEL_WORDS, word

CONTEXT = "Statistics"
MOST_PLACES = 10
VERDICT_WORDS = {
    Verdict.IN_TIME: QT_TRANSLATE_NOOP("Statistics", "Reports in time"),
    Verdict.LATE: QT_TRANSLATE_NOOP("Statistics", "Reports late"),
    Verdict.NOT_PROVABLE: QT_TRANSLATE_NOOP("Statistics", "Reports not provable"),
}
FIGURE_WORDS = {
    "incidents": QT_TRANSLATE_NOOP("Statistics", "Incidents"),
    "drills": QT_TRANSLATE_NOOP("Statistics", "Drills (apart)"),
    "calls_in": QT_TRANSLATE_NOOP("Statistics", "Calls in"),
    "calls_out": QT_TRANSLATE_NOOP("Statistics", "Calls out"),
    "log_lines": QT_TRANSLATE_NOOP("Statistics", "Log lines"),
    "undecided": QT_TRANSLATE_NOOP("Statistics", "Calls undecided"),
    "alarms": QT_TRANSLATE_NOOP("Statistics", "Alarms"),
    "unheard": QT_TRANSLATE_NOOP("Statistics", "Alarms nobody took note of"),
}
HEARD = QT_TRANSLATE_NOOP("Statistics", "Time to take note, median")
UNKNOWN = QT_TRANSLATE_NOOP("Statistics", "Not told")
OTHERS = QT_TRANSLATE_NOOP("Statistics", "Other grids")
TITLES = {
    "hour": QT_TRANSLATE_NOOP("Statistics", "Incidents by hour of receiving"),
    "class": QT_TRANSLATE_NOOP("Statistics", "Incidents by class"),
    "level": QT_TRANSLATE_NOOP("Statistics", "Incidents by level"),
    "place": QT_TRANSLATE_NOOP("Statistics", "Incidents by grid"),
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, how high, and the token of its colour."""

    words: str
    count: int
    role: str = "accent"


def said(source: str) -> str:
    """One of the words above in the language of the window."""
    return QCoreApplication.translate(CONTEXT, source)


def figures(tally: Tally) -> tuple[tuple[str, str], ...]:
    """Words and figure, in the order they are shown."""
    counts = [(said(words), str(getattr(tally, name))) for name, words in FIGURE_WORDS.items()]
    verdicts = [(said(words), str(tally.verdicts.get(str(verdict), 0))) for verdict, words in VERDICT_WORDS.items()]
    heard = "—" if tally.median_heard is None else span(tally.median_heard)
    return (*counts[:6], *verdicts, *counts[6:], (said(HEARD), heard))


def bars(tally: Tally) -> dict[str, tuple[Bar, ...]]:
    """The four charts, each of which adds up to all incidents; every known value has a bar, an empty one too."""
    hours = tuple(Bar(f"{hour:02d}", tally.by_hour.get(f"{hour:02d}", 0)) for hour in range(24))
    classes = tuple(Bar(word(words), tally.by_class.get(one.value, 0)) for one, words in CLASS_WORDS.items())
    levels = tuple(
        Bar(word(words), tally.by_level.get(level.value, 0), LEVEL_ROLES[level]) for level, words in LEVEL_WORDS.items()
    )
    classes += _left_over(UNKNOWN, tally.by_class.get("", 0))
    return {"hour": hours, "class": classes, "level": levels, "place": _places(tally.by_place)}


def rows(tally: Tally, period: str) -> tuple[tuple[str | int | float, ...], ...]:
    """Everything as rows for a workbook."""
    told = ((words, _cell(figure)) for words, figure in figures(tally))
    table: list[tuple[str | int | float, ...]] = [(said("Period"), period), *told]
    for name, shown in bars(tally).items():
        table += [(), (said(TITLES[name]),), *((bar.words, bar.count) for bar in shown)]
    return tuple(table)


def _cell(figure: str) -> str | int:
    """A count as a number, so that a workbook can add it."""
    return int(figure) if figure.isdecimal() else figure


def spoken(title: str, shown: Sequence[Bar]) -> str:
    """A chart for who cannot see it."""
    return f"{title}: " + ", ".join(f"{bar.words} {bar.count}" for bar in shown if bar.count)


def _places(by_place: Mapping[str, int]) -> tuple[Bar, ...]:
    """The grids with most incidents, all others together, and those that nobody told a grid of."""
    told = sorted(((count, grid) for grid, count in by_place.items() if grid), key=lambda one: (-one[0], one[1]))
    shown = tuple(Bar(grid, count) for count, grid in told[:MOST_PLACES])
    others = _left_over(OTHERS, sum(count for count, _grid in told[MOST_PLACES:]))
    return (*shown, *others, *_left_over(UNKNOWN, by_place.get("", 0)))


def _left_over(words: str, count: int) -> tuple[Bar, ...]:
    """What no other bar of a chart holds."""
    return (Bar(said(words), count, "neutral"),) if count else ()
