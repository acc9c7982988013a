"""The board as JSON; the page's words come from its own script."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commandpost.app.board import BoardIncident, BoardUnit, BoardView
from commandpost.app.overview import Owed


def board_json(view: BoardView) -> dict[str, Any]:
    """Everything the page draws; times as ISO 8601 with offset."""
    return {
        "unit": view.unit,
        "name": view.name,
        "at": view.at.isoformat(),
        "units": [_unit(unit) for unit in view.units],
        "incidents": [_incident(incident) for incident in view.incidents],
    }


def _unit(unit: BoardUnit) -> dict[str, Any]:
    state = unit.state
    return {
        "code": state.unit,
        "name": state.name,
        "posts": [
            {"role": post.role.value, "name": post.name, "signed_in_at": _moment(post.signed_in_at)}
            for post in unit.posts
        ],
        "open_incidents": state.open_incidents,
        "owed": [_owed(one) for one in state.owed],
        "overdue": state.overdue,
        "late_reports": state.late_reports,
        "unreceipted": state.unreceipted,
        "last_heard": _moment(state.last_heard),
        "contact": _moment(unit.contact),
        "silent": unit.silent,
    }


def _incident(incident: BoardIncident) -> dict[str, Any]:
    row = incident.row
    return {
        "title": row.title,
        "unit": incident.unit_name,
        "kind": row.code_name,
        "level": row.level.value,
        "sensitive": row.sensitive,
        "place": row.place,
        "received": row.received.isoformat(),
        "next": None if incident.next is None else _owed(incident.next),
    }


def _owed(owed: Owed) -> dict[str, Any]:
    return {
        "title": owed.title,
        "step": owed.step.value,
        "sequence": owed.sequence,
        "started": owed.started.isoformat(),
        "due": _moment(owed.due),
        "state": owed.state.value,
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
