"""What each kind of event does: one function a kind, through the services the window calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from commandpost.app.logbook import Decision, LogMode
from commandpost.bootstrap.tour.scenario import Event
from commandpost.bootstrap.tour.stage import Actor, Stage
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import Level, NewIncident
from commandpost.domain.rules import Step
from commandpost.journal.entry import Json

Action = Callable[[Stage, Actor, Event], Awaitable[str]]
SAMPLE_PIN = "1234"


async def sign_in(stage: Stage, actor: Actor, event: Event) -> str:
    person = await actor.person(event.values["person"])
    await actor.store(actor.services.people.sign_in, person, SAMPLE_PIN)
    return str(event.values["person"])


async def log(stage: Stage, actor: Actor, event: Event) -> str:
    said = event.values
    mode = LogMode(said.get("mode", "note"))
    record = await actor.type_log(
        said["text"],
        mode=mode,
        incident=stage.find("incident", said.get("incident")),
        happened=_moment(said.get("happened")),
        caller=said.get("caller", ""),
        caller_unit=said.get("caller_unit", ""),
        phone=said.get("phone", ""),
        told=tuple(said.get("told", ())),
    )
    stage.name("log", said.get("id"), record)
    return str(said["text"])


async def correct(stage: Stage, actor: Actor, event: Event) -> str:
    said = event.values
    old = stage.need("log", said["log"])
    new = await actor.store(actor.services.logbook.correct, old, said["text"], said["reason"])
    stage.name("log", said["log"], new)
    return str(said["reason"])


async def decide(stage: Stage, actor: Actor, event: Event) -> str:
    said = event.values
    await actor.store(
        actor.services.logbook.decide,
        stage.need("log", said["log"]),
        Decision(said["decision"]),
        passed_to=said.get("passed_to", ""),
        incident=stage.find("incident", said.get("incident")),
    )
    return str(said["decision"])


async def incident(stage: Stage, actor: Actor, event: Event) -> str:
    said = event.values
    new = NewIncident(
        title=said["title"],
        code=said["code"],
        level=Level(said["level"]),
        place=said["place"],
        lonlat=LonLat(said["lon"], said["lat"]) if "lon" in said else None,
        occurred=_moment(said.get("occurred")),
        received=_moment(said.get("received")) or event.at,
        discovered=_moment(said.get("discovered")),
        source=said.get("source", ""),
        sensitive="sensitive" in said,
        sensitive_reason=said.get("sensitive", ""),
        **said.get("figures", {}),
    )
    record = await actor.store(actor.services.incidents.open, new, stage.find("log", said.get("log")))
    stage.name("incident", said["id"], record)
    actor.choose(record, said["title"])
    return str(said["title"])


async def revise(stage: Stage, actor: Actor, event: Event) -> str:
    """Level, position and figures are one use case: a revision of the incident."""
    said = event.values
    named = ("level", "lon", "lat", "place")
    changes: dict[str, Json] = {key: said[key] for key in named if key in said} | dict(said.get("figures", {}))
    record = stage.need("incident", said["incident"])
    await actor.store(actor.services.incidents.revise, record, changes, said.get("reason", ""))
    return ", ".join(f"{key}={value}" for key, value in changes.items())


async def phone_report(stage: Stage, actor: Actor, event: Event) -> str:
    said = event.values
    await actor.store(
        actor.services.reports.phone_report,
        stage.need("incident", said["incident"]),
        to=said.get("to", ""),
        taken_by=said["taken_by"],
        summary=said.get("summary", ""),
    )
    return f"taken by {said['taken_by']}"


async def report(stage: Stage, actor: Actor, event: Event) -> str:
    said = event.values
    reports = actor.services.reports
    step = Step(said["step"]) if "step" in said else None
    incident = stage.need("incident", said["incident"])
    draft = await actor.store(reports.draft, incident, step)
    draft = await actor.store(reports.save, _filled(draft, said.get("elements", {})))
    if said.get("unknown", True):
        draft = await actor.store(reports.mark_unknown, draft, "")
    draft = await actor.store(reports.save, draft)
    findings = await actor.store(reports.check, draft)
    leader = await actor.person(said["leader"]) if "leader" in said else None
    sent = await actor.store(
        reports.send,
        draft,
        leader=leader,
        late_reason=said.get("late_reason", ""),
        channel=said.get("channel", "system"),
    )
    stage.paper(f"report-{said['incident']}-{draft.step.value}-{draft.sequence}", await actor.store(reports.pdf, sent))
    open_findings = sum(1 for finding in findings if finding.ok is False)
    return f"{draft.number} {draft.step.value} {draft.sequence}, {open_findings} open findings"


async def receipt(stage: Stage, actor: Actor, event: Event) -> str:
    incident = stage.need("incident", event.values["incident"])
    inbox = actor.services.inbox

    def waiting() -> list[RecordId]:
        return [item.id for item in inbox.incoming() if item.incident == incident and not item.receipted]

    found = await actor.wait_for(waiting, "no report of the incident arrived")
    for record in found:
        await actor.store(inbox.receipt, record)
    street = stage.street

    def seen() -> bool:
        rows = street.services.reports.rows(incident=incident)
        return all(row.receipted_at is not None for row in rows if row.id in found)

    await street.wait_for(seen, "the receipt did not reach the street")
    return f"{len(found)} receipted"


async def directive(stage: Stage, actor: Actor, event: Event) -> str:
    said = event.values
    minutes = said.get("limit_minutes")
    limit = event.at + timedelta(minutes=minutes) if minutes else None
    record = await actor.store(
        actor.services.inbox.issue_directive,
        stage.street.desk.unit,
        said["text"],
        incident=stage.need("incident", said["incident"]),
        limit=limit,
    )
    street = stage.street
    await street.wait_for(
        lambda: any(item.id == record for item in street.services.inbox.incoming()),
        "the directive did not reach the street",
    )
    await street.store(street.services.inbox.receipt, record)
    return str(said["text"])


async def answer(stage: Stage, actor: Actor, event: Event) -> str:
    incident = stage.need("incident", event.values["incident"])
    open_ones = await actor.store(actor.services.inbox.directives, incident, open_only=True)
    if not open_ones:
        raise RuleBroken("no_open_directive", incident=event.values["incident"])
    await actor.store(actor.services.inbox.answer, open_ones[-1].id, event.values["text"])
    return str(event.values["text"])


async def close(stage: Stage, actor: Actor, event: Event) -> str:
    said = event.values
    record = stage.need("incident", said["incident"])
    await actor.store(actor.services.incidents.close, record, reason=said.get("reason", ""))
    return str(said.get("reason", ""))


async def outage(stage: Stage, actor: Actor, event: Event) -> str:
    await stage.stop_server()
    return "both desks are cut off"


async def restore(stage: Stage, actor: Actor, event: Event) -> str:
    await stage.start_server()
    return "nothing is pending"


async def restart(stage: Stage, actor: Actor, event: Event) -> str:
    await stage.restart(actor)
    return "cold start from disk"


async def clock_step(stage: Stage, actor: Actor, event: Event) -> str:
    actor.raw_clock.step(event.values["seconds"])
    return f"the wall clock jumped {event.values['seconds']} s"


async def handover(stage: Stage, actor: Actor, event: Event) -> str:
    said = event.values
    service = actor.services.handover
    incoming = await actor.person(said["incoming"])
    sheet = await actor.store(
        service.begin, equipment=dict(said.get("equipment", {})), documents=said.get("documents", "")
    )
    await actor.store(service.sign_outgoing, sheet)
    await actor.store(service.sign_incoming, sheet, incoming, SAMPLE_PIN)
    if "leader" in said:
        await actor.store(service.sign_leader, sheet, await actor.person(said["leader"]), SAMPLE_PIN)
    stage.paper(f"handover-{stage.count('handover')}", await actor.store(service.pdf, sheet))
    return f"taken over by {said['incoming']}"


async def picture(stage: Stage, actor: Actor, event: Event) -> str:
    await actor.picture(event.values["file"], event.values.get("page", "command"))
    return str(event.values["file"])


def _filled(draft: Any, elements: Mapping[str, str]) -> Any:
    from dataclasses import replace

    return replace(draft, elements={**draft.elements, **elements})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _person(record: RecordId) -> PersonId:
    return PersonId(record)


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "sign_in": sign_in,
        "log": log,
        "correct": correct,
        "decide": decide,
        "incident": incident,
        "level": revise,
        "position": revise,
        "figures": revise,
        "phone_report": phone_report,
        "report": report,
        "receipt": receipt,
        "directive": directive,
        "answer": answer,
        "close": close,
        "outage": outage,
        "restore": restore,
        "restart": restart,
        "clock_step": clock_step,
        "handover": handover,
        "picture": picture,
    }
)
