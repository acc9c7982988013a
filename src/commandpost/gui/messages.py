"""The words for every code: errors, warnings, findings; plain sentences that say what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from commandpost.domain.errors import CommandPostError
from commandpost.gui.times import clock_time, span
from commandpost.gui.translation import QT_TRANSLATE_NOOP

CONTEXT = "Messages"

WORDS: dict[str, str] = {
    # the duty log
    "log_empty": QT_TRANSLATE_NOOP("Messages", "There is nothing to save yet: write what happened."),
    "log_too_long": QT_TRANSLATE_NOOP(
        "Messages", "One entry takes at most {limit} characters. Nothing is lost: shorten it or save it in parts."
    ),
    "entry_too_large": QT_TRANSLATE_NOOP(
        "Messages", "This is too large for one entry. Shorten it or save it in parts."
    ),
    "reason_missing": QT_TRANSLATE_NOOP("Messages", "Say why."),
    "passed_to_missing": QT_TRANSLATE_NOOP("Messages", "Say whom it was passed on to."),
    "incident_missing": QT_TRANSLATE_NOOP("Messages", "Choose the incident this call belongs to."),
    "not_a_call": QT_TRANSLATE_NOOP("Messages", "Only a call that came in is decided on."),
    # incidents
    "title_missing": QT_TRANSLATE_NOOP("Messages", "Give the incident a title: where and what."),
    "title_too_long": QT_TRANSLATE_NOOP("Messages", "The title takes at most {limit} characters."),
    "occurred_after_received": QT_TRANSLATE_NOOP(
        "Messages", "It cannot have happened after it was reported: check both times."
    ),
    "discovered_before_occurred": QT_TRANSLATE_NOOP(
        "Messages", "It cannot have been discovered before it happened: check both times."
    ),
    "received_in_future": QT_TRANSLATE_NOOP("Messages", "The time of the call lies in the future: check it."),
    "figure_negative": QT_TRANSLATE_NOOP("Messages", "A number of people cannot be below zero."),
    "incident_unknown": QT_TRANSLATE_NOOP("Messages", "This incident is not on this workstation."),
    "place_outside_beijing": QT_TRANSLATE_NOOP("Messages", "The place lies outside Beijing: check the coordinates."),
    "place_unknown": QT_TRANSLATE_NOOP("Messages", "No place yet: ask where it is, or pick it on the map."),
    "code_unknown": QT_TRANSLATE_NOOP("Messages", "No kind of event yet: rules that depend on it do not count."),
    "occurred_unknown": QT_TRANSLATE_NOOP("Messages", "No time of occurrence: the clocks count from the call."),
    "received_long_ago": QT_TRANSLATE_NOOP(
        "Messages", "The call is more than an hour old: its report clocks run from then."
    ),
    "sensitive_without_reason": QT_TRANSLATE_NOOP("Messages", "Say why it is sensitive."),
    # coordinates and map files
    "coordinate_unreadable": QT_TRANSLATE_NOOP("Messages", "This is no coordinate. Write it like 39.9052, 116.4127."),
    "coordinate_ambiguous": QT_TRANSLATE_NOOP(
        "Messages", "It is not clear which number is the longitude. Write it like 39.9052, 116.4127."
    ),
    "coordinate_out_of_range": QT_TRANSLATE_NOOP("Messages", "There is no such place on earth: check the coordinate."),
    # background work
    "child_too_slow": QT_TRANSLATE_NOOP("Messages", "It took longer than {seconds} seconds and was stopped."),
    "child_died": QT_TRANSLATE_NOOP("Messages", "It could not be finished: the file may be damaged or too large."),
}

UNKNOWN = QT_TRANSLATE_NOOP("Messages", "That is not possible now ({code}).")


class _Shown(Mapping[str, object]):
    """Parameters as an operator reads them; a missing one is an ellipsis, never an error."""

    def __init__(self, params: Mapping[str, object]) -> None:
        self._params = params

    def __getitem__(self, key: str) -> object:
        return _shown(self._params.get(key, "…"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._params)

    def __len__(self) -> int:
        return len(self._params)


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        return clock_time(value)
    if isinstance(value, timedelta):
        return span(value)
    return value


def words(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence for a code in the language of the window."""
    source = WORDS.get(code, UNKNOWN)
    return QCoreApplication.translate(CONTEXT, source).format_map(_Shown({"code": code, **(params or {})}))


def sentence(error: CommandPostError) -> str:
    """What to tell the operator about a refused or postponed request."""
    return words(error.code, error.params)
