"""Incidents, reports and rules for the tests of the domain: valid, and each test sets the one field it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from commandpost.domain.codes import EventClass, Level
from commandpost.domain.deadlines import ReportFact
from commandpost.domain.ids import RecordId, RuleId, UnitCode
from commandpost.domain.incident import Incident
from commandpost.domain.rules import Rule, RulePack, Step

RECEIVED = datetime(2026, 7, 18, 18, 24, 8, tzinfo=UTC)  # 02:24:08 on 19 July in Beijing


def minutes(count: float) -> datetime:
    """So many minutes after receipt."""
    return RECEIVED + timedelta(minutes=count)


def an_incident(**told: Any) -> Incident:
    known: dict[str, Any] = {
        "id": RecordId("incident-1"),
        "unit": UnitCode("110199001"),
        "title": "槐树里12号院自建房局部坍塌",
        "code": "12P13",
        "event_class": EventClass.ACCIDENT,
        "level": Level.LARGER,
        "place": "槐树里12号院",
        "received": RECEIVED,
        "source": "居民来电",
    }
    return Incident(**{**known, **told})


def a_report(step: Step, after: float, **told: Any) -> ReportFact:
    at = minutes(after)
    known: dict[str, Any] = {
        "id": RecordId(f"report-{step}-{after}"),
        "step": step,
        "at": at,
        "earliest": at,
        "latest": at,
    }
    return ReportFact(**{**known, **told})


def a_rule(name: str = "R", **told: Any) -> Rule:
    return Rule(**{"id": RuleId(name), "document": "本单位时限", "sender": "street", **told})


def a_pack(*rules: Rule) -> RulePack:
    return RulePack(id="local", title="本单位时限", version="1", rules=rules, source_text_sha="0" * 64)
