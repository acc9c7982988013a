"""A scenario file: read, checked against its JSON Schema, with the line and the reason when it is wrong."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from commandpost.bootstrap.tour.lines import line_of
from commandpost.domain.errors import RuleBroken

MAKES_AN_INCIDENT = frozenset({"incident", "raise", "keyboard_report"})
OF_THE_DISTRICT = frozenset({"receipt", "directive", "raise", "return", "verify", "forward"})  # unless a desk is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens at a virtual moment, on one of the two desks."""

    at: datetime
    do: str
    desk: str
    name: str
    values: Mapping[str, Any]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A checked chronology; events are in order of time."""

    title: str
    start: datetime
    events: tuple[Event, ...]
    expects: tuple[Mapping[str, Any], ...]


def read_scenario(path: Path, schema: Path) -> Scenario:
    """Read a TOML or JSON scenario.

    Raises ``RuleBroken("scenario_invalid", file, line, reason)`` with the first fault in reading order.
    """
    text = _text(path)
    document = _parse(path, text)
    errors = sorted(Draft202012Validator(json.loads(schema.read_text("utf-8"))).iter_errors(document), key=_place)
    for error in errors:
        leaf = _deepest(error)
        raise _fault(path, text, [*leaf.absolute_path, *_unexpected(leaf.message)], leaf.message)
    try:
        start = _moment(document["start"])
    except ValueError as error:
        raise _fault(path, text, ["start"], str(error)) from error
    _check_references(path, text, document)
    return Scenario(
        title=document["title"],
        start=start,
        events=tuple(_events(path, text, document["event"], start)),
        expects=tuple(document.get("expect", ())),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleBroken("scenario_invalid", file=path.name, line=0, reason=str(error)) from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        document = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except json.JSONDecodeError as error:
        raise RuleBroken("scenario_invalid", file=path.name, line=error.lineno, reason=error.msg) from error
    except tomllib.TOMLDecodeError as error:
        raise RuleBroken("scenario_invalid", file=path.name, line=_toml_line(str(error)), reason=str(error)) from error
    if not isinstance(document, dict):
        raise RuleBroken("scenario_invalid", file=path.name, line=1, reason="not a table of keys")
    return document


def _toml_line(message: str) -> int:
    words = message.replace(",", " ").replace(")", " ").split()
    return int(words[words.index("line") + 1]) if "line" in words else 0


def _place(error: ValidationError) -> list[str]:
    return [f"{part:09d}" if isinstance(part, int) else part for part in error.absolute_path]


def _deepest(error: ValidationError) -> ValidationError:
    while error.context:
        error = max(error.context, key=lambda each: (len(each.absolute_path), each.validator != "const"))
    return error


def _unexpected(message: str) -> list[str]:
    found = re.search(r"'([^']+)'(?:, '[^']+')* (?:was|were) unexpected", message)
    return [found.group(1)] if found else []


def _fault(path: Path, text: str, where: list[str | int], reason: str) -> RuleBroken:
    line = line_of(text, where, toml=path.suffix != ".json")
    spot = ".".join(str(part) for part in where)
    return RuleBroken("scenario_invalid", file=path.name, line=line, reason=f"{spot}: {reason}" if spot else reason)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _events(path: Path, text: str, rows: list[dict[str, Any]], start: datetime) -> Iterator[Event]:
    before = start
    for index, row in enumerate(rows):
        try:
            at = _when(row["at"], before, start)
            is_early = at < before
        except (ValueError, OverflowError, TypeError) as error:  # a minute of 67, a day of no month, no time zone
            raise _fault(path, text, ["event", index, "at"], str(error)) from error
        if is_early:
            raise _fault(path, text, ["event", index, "at"], "earlier than the event before it")
        values = {key: value for key, value in row.items() if key not in {"at", "do", "desk", "name"}}
        desk = row.get("desk", "district" if row["do"] in OF_THE_DISTRICT else "street")
        line = line_of(text, ["event", index], toml=path.suffix != ".json")
        yield Event(at=at, do=row["do"], desk=desk, name=row.get("name", _name(row)), values=values, line=line)
        before = at


def _name(row: Mapping[str, Any]) -> str:
    subject = row.get("incident") or row.get("id") or row.get("log") or row.get("person") or row.get("incoming") or ""
    return f"{row['do']} {subject}".strip()


def _when(text: str, before: datetime, start: datetime) -> datetime:
    if text.startswith("+"):
        hours, minutes, seconds = (int(part) for part in text[1:].split(":"))
        return before + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if "T" in text:
        return _moment(text)
    zone = timezone(start.utcoffset() or timedelta())
    clock = [int(part) for part in f"{text}:00".split(":")[:3]]
    moment = before.astimezone(zone).replace(hour=clock[0], minute=clock[1], second=clock[2], microsecond=0)
    return moment if moment >= before else moment + timedelta(days=1)


def _check_references(path: Path, text: str, document: Mapping[str, Any]) -> None:
    known: dict[str, set[str]] = {"incident": set(), "log": set()}
    for index, row in enumerate(document["event"]):
        for kind, ids in known.items():
            if kind in row and row[kind] not in ids:
                reason = f"no earlier {kind} has the id {row[kind]!r}"
                raise _fault(path, text, ["event", index, kind], reason)
        own = known["incident"] if row["do"] in MAKES_AN_INCIDENT else known.get(row["do"], set())
        if row.get("id") in own:
            raise _fault(path, text, ["event", index, "id"], f"{row['id']!r} stands twice")
        own.update([row["id"]] if "id" in row else [])
    for index, row in enumerate(document.get("expect", ())):
        if "incident" in row and row["incident"] not in known["incident"]:
            raise _fault(path, text, ["expect", index, "incident"], f"no incident has the id {row['incident']!r}")
