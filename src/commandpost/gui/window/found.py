"""What the one field finds, as lines: actions, records in groups, places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from commandpost.app.map_names import BASE
from commandpost.app.map_queries import MapQueryService
from commandpost.app.ports import Store
from commandpost.app.record_fields import moment, text
from commandpost.domain.coordinates import LonLat
from commandpost.domain.ids import RecordId
from commandpost.gui.actions import ACTIONS, Action, key_of
from commandpost.gui.matching import fitting
from commandpost.gui.times import local
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.window.place_lines import place_lines
from commandpost.journal.fold import Record

MOST_NAMES = 40
NEWEST = 64  # of all groups, asked for first; fewer are all there are
TOGETHER = 120  # hits of several groups from one question; of more the groups are asked for apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Records of some kinds, shown together; ``most`` of them, so that a long log hides nobody else."""

    kinds: tuple[str, ...]
    page: str
    words: str  # English source, translated in "Finder"
    most: int = 8
    personal: bool = False  # not shown while the desk is locked
    many: bool = False  # every day brings some: asked for apart


GROUPS = (
    Group(kinds=("incident",), page="command", words=QT_TRANSLATE_NOOP("Finder", "Incident"), many=True),
    Group(kinds=("staff",), page="roster", words=QT_TRANSLATE_NOOP("Finder", "Staff"), personal=True),
    Group(kinds=("ledger",), page="ledgers", words=QT_TRANSLATE_NOOP("Finder", "Ledger"), most=12, personal=True),
    Group(kinds=("report",), page="report", words=QT_TRANSLATE_NOOP("Finder", "Report")),
    Group(kinds=("directive",), page="inbox", words=QT_TRANSLATE_NOOP("Finder", "Directive")),
    Group(kinds=("handover",), page="handover", words=QT_TRANSLATE_NOOP("Finder", "Handover")),
    Group(kinds=("log",), page="command", words=QT_TRANSLATE_NOOP("Finder", "Log"), most=40, many=True),
)
Hits = dict[tuple[str, ...], Sequence[Record]]  # by the kinds of their group
_MOST = {group.kinds: group.most for group in GROUPS}
DATED = frozenset({"incident", "log", "report", "directive", "handover"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One line: an action, or a record of a page."""

    words: str
    note: str = ""
    action: str = ""
    page: str = ""
    record: RecordId | None = None
    place: LonLat | None = None
    press: Callable[[], None] | None = None  # a button of the page


def matching_actions(typed: str, actions: Sequence[Action] = ACTIONS) -> tuple[Found, ...]:
    """Actions whose words, initials of pinyin or key hold what was typed; all for nothing typed."""
    hits = fitting(typed, actions)
    return tuple(Found(words=action.words(), note=key_of(action.id), action=action.id) for action in hits)


def found_places(typed: str) -> tuple[Found, ...]:
    """A typed coordinate or map link, once for each map it may be from."""
    return tuple(
        Found(words=line.words, note=line.note, page="command", place=line.place) for line in place_lines(typed)
    )


def found_names(asked: MapQueryService, typed: str) -> Iterator[Found]:
    """Names of the base map; taking one shows its place."""
    note = QCoreApplication.translate("Finder", "On the map")
    for item in asked.find(typed, MOST_NAMES):
        if item.kind == BASE:
            yield Found(words=item.name, note=note, page="command", place=item.lonlat)


def found_records(store: Store, typed: str, *, locked: bool = False) -> Iterator[Found]:
    """Hits group by group, in each the newest first; nobody's name while the desk is locked."""
    groups = [group for group in GROUPS if not (locked and group.personal)]
    newest = store.search(typed, limit=NEWEST)  # rare words are sought once and not group by group
    known = _by_group(newest, groups)
    if len(newest) == NEWEST:
        enough = {kinds: hits for kinds, hits in known.items() if len(hits) >= _MOST[kinds]}
        known = _together(store, typed, [group for group in groups if not group.many]) | enough
    for group in groups:
        hits = known.get(group.kinds)
        if hits is None:
            hits = store.search(typed, kinds=group.kinds, limit=group.most)
        for record in hits[: group.most]:
            yield _found(record, group)


def _together(store: Store, typed: str, groups: Sequence[Group]) -> Hits:
    """The hits of these groups from one question, which costs as much as each alone; {} where they are too many."""
    hits = store.search(typed, kinds=[kind for group in groups for kind in group.kinds], limit=TOGETHER)
    return {} if len(hits) == TOGETHER else _by_group(hits, groups)


def _by_group(hits: Sequence[Record], groups: Sequence[Group]) -> Hits:
    return {
        group.kinds: [record for record in hits if record.kind.partition(".")[0] in group.kinds] for group in groups
    }


def _found(record: Record, group: Group) -> Found:
    fields = record.fields
    words = next(filter(None, (text(fields, name) for name in ("title", "name", "text", "number"))), record.id)
    kind = QCoreApplication.translate("Finder", group.words)
    at = moment(fields, "at") if record.kind in DATED else None
    return Found(
        words=words.replace("\n", " ")[:80],
        note=f"{kind}  {local(at):%Y-%m-%d %H:%M}" if at is not None else kind,
        page=group.page,
        record=record.id,
    )
