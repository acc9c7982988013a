"""What each kind of event does: one function a kind, through the services the window calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from commandpost.app.approval import Approval
from commandpost.app.desk import PersonRole
from commandpost.app.handover_form import HandoverForm, warnings_told
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.logbook import Decision, LogMode
from commandpost.app.reports import ReportDraft
from commandpost.bootstrap.sample.people import SAMPLE_PIN
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.tour import tiers
from commandpost.bootstrap.tour.keyboard import keyboard_report
from commandpost.bootstrap.tour.scene import Scene
from commandpost.domain.codes import Level
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import NewIncident
from commandpost.domain.rules import Step
from commandpost.journal.entry import Json

Action = Callable[[Scene], Awaitable[str]]


async def _sign_in(scene: Scene) -> str:
    await scene.actor.sign_in(scene.event.values["person"], SAMPLE_PIN)
    return str(scene.event.values["person"])


async def _log(scene: Scene) -> str:
    said = scene.event.values
    mode = LogMode(said.get("mode", "note"))
    record = await scene.actor.type_log(
        said["text"],
        mode=mode,
        incident=scene.stage.find("incident", said.get("incident")),
        happened=_moment(said.get("happened")),
        caller=said.get("caller", ""),
        caller_unit=said.get("caller_unit", ""),
        phone=said.get("phone", ""),
        told=tuple(said.get("told", ())),
    )
    scene.stage.name("log", said.get("id"), record)
    return str(said["text"])


async def _correct(scene: Scene) -> str:
    said = scene.event.values
    old = scene.stage.need("log", said["log"])
    new = await scene.actor.store(scene.actor.services.logbook.correct, old, said["text"], said["reason"])
    scene.stage.name("log", said["log"], new)
    return str(said["reason"])


async def _decide(scene: Scene) -> str:
    said = scene.event.values
    await scene.actor.store(
        scene.actor.services.logbook.decide,
        scene.stage.need("log", said["log"]),
        Decision(said["decision"]),
        passed_to=said.get("passed_to", ""),
        incident=scene.stage.find("incident", said.get("incident")),
    )
    return str(said["decision"])


async def _incident(scene: Scene) -> str:
    said = scene.event.values
    new = NewIncident(
        title=said["title"],
        code=said["code"],
        level=Level(said["level"]),
        place=said["place"],
        lonlat=LonLat(said["lon"], said["lat"]) if "lon" in said else None,
        occurred=_moment(said.get("occurred")),
        received=_moment(said.get("received")) or scene.event.at,
        discovered=_moment(said.get("discovered")),
        source=said.get("source", ""),
        sensitive="sensitive" in said,
        sensitive_reason=said.get("sensitive", ""),
        **said.get("figures", {}),
    )
    record = await scene.actor.store(scene.actor.services.incidents.open, new, scene.stage.find("log", said.get("log")))
    scene.stage.name("incident", said["id"], record)
    scene.actor.choose(record, said["title"])
    return str(said["title"])


async def _revise(scene: Scene) -> str:
    """Level, position and figures are one use case: a revision of the incident."""
    said = scene.event.values
    named = ("level", "lon", "lat", "place")
    changes: dict[str, Json] = {key: said[key] for key in named if key in said} | dict(said.get("figures", {}))
    record = scene.stage.need("incident", said["incident"])
    await scene.actor.store(scene.actor.services.incidents.revise, record, changes, said.get("reason", ""))
    return ", ".join(f"{key}={value}" for key, value in changes.items())


async def _phone_report(scene: Scene) -> str:
    said = scene.event.values
    await scene.actor.store(
        scene.actor.services.reports.phone_report,
        scene.stage.need("incident", said["incident"]),
        to=said.get("to", ""),
        taken_by=said["taken_by"],
        summary=said.get("summary", ""),
    )
    return spoken(f"对方接报人 {said['taken_by']}", f"taken by {said['taken_by']}")


async def _report(scene: Scene) -> str:
    said = scene.event.values
    reports = scene.actor.services.reports
    step = Step(said["step"]) if "step" in said else None
    incident = scene.stage.need("incident", said["incident"])
    draft = await scene.actor.store(reports.draft, incident, step)
    draft = await scene.actor.store(reports.save, _filled(draft, said.get("elements", {})))
    if said.get("unknown", True):
        draft = await scene.actor.store(reports.mark_unknown, draft, "")
    draft = await scene.actor.store(reports.save, draft)
    findings = await scene.actor.store(reports.check, draft)
    signature = None
    if "leader" in said:
        signature = LeaderSignature(leader=await scene.actor.person(said["leader"]), pin=SAMPLE_PIN)
    sent = await scene.actor.store(
        reports.send,
        draft,
        signature=signature,
        late_reason=said.get("late_reason", ""),
        channel=said.get("channel", "system"),
    )
    scene.stage.paper(
        f"report-{said['incident']}-{draft.step.value}-{draft.sequence}", await scene.actor.store(reports.pdf, sent)
    )
    open_findings = sum(1 for finding in findings if finding.ok is False)
    left = spoken(f"{open_findings} 项待核", f"{open_findings} open findings")
    return f"{draft.number} {draft.step.value} {draft.sequence}, {left}"


async def _receipt(scene: Scene) -> str:
    incident = scene.stage.need("incident", scene.event.values["incident"])
    inbox = scene.actor.services.inbox
    await scene.stage.settled()

    def waiting() -> list[RecordId]:
        return [item.id for item in inbox.incoming() if item.incident == incident and not item.receipted]

    await scene.actor.wait_for(waiting, "no report of the incident arrived")
    sender = scene.stage.actor_of((await scene.actor.store(scene.actor.services.incidents.row, incident)).unit)
    rows = await sender.store(sender.services.reports.rows, incident=incident)
    own = [row for row in rows if row.unit == sender.desk.unit and row.sent_at is not None]
    sent = {row.id for row in own if row.receipted_at is None}

    def arrived() -> list[RecordId]:
        found = waiting()
        return found if sent <= set(found) else []

    found = await scene.actor.wait_for(arrived, "not every report of the incident arrived")
    for record in found:
        await scene.actor.store(inbox.receipt, record)

    def seen() -> bool:
        rows = sender.services.reports.rows(incident=incident)
        return all(row.receipted_at is not None for row in rows if row.id in found)

    await sender.wait_for(seen, "the receipt did not reach its sender")
    return spoken(f"签收 {len(found)} 份", f"{len(found)} receipted")


async def _directive(scene: Scene) -> str:
    said = scene.event.values
    minutes = said.get("limit_minutes")
    limit = scene.event.at + timedelta(minutes=minutes) if minutes else None
    record = await scene.actor.store(
        scene.actor.services.inbox.issue_directive,
        scene.stage.street.desk.unit,
        said["text"],
        incident=scene.stage.need("incident", said["incident"]),
        limit=limit,
    )
    street = scene.stage.street
    await street.wait_for(
        lambda: any(item.id == record for item in street.services.inbox.incoming()),
        "the directive did not reach the street",
    )
    await street.store(street.services.inbox.receipt, record)
    return str(said["text"])


async def _answer(scene: Scene) -> str:
    incident = scene.stage.need("incident", scene.event.values["incident"])
    open_ones = await scene.actor.store(scene.actor.services.inbox.directives, incident, open_only=True)
    if not open_ones:
        raise RuleBroken("no_open_directive", incident=scene.event.values["incident"])
    await scene.actor.store(scene.actor.services.inbox.answer, open_ones[-1].id, scene.event.values["text"])
    return str(scene.event.values["text"])


async def _close(scene: Scene) -> str:
    said = scene.event.values
    record = scene.stage.need("incident", said["incident"])
    await scene.actor.store(scene.actor.services.incidents.close, record, reason=said.get("reason", ""))
    return str(said.get("reason", ""))


async def _outage(scene: Scene) -> str:
    await scene.stage.stop_server()
    return spoken("各席位都断网了", "every desk is cut off")


async def _restore(scene: Scene) -> str:
    await scene.stage.start_server()
    return spoken("全部送达，没有待传", "nothing is pending")


async def _restart(scene: Scene) -> str:
    await scene.stage.restart(scene.actor)
    return spoken("从磁盘冷启动", "cold start from disk")


async def _clock_step(scene: Scene) -> str:
    scene.actor.raw_clock.step(scene.event.values["seconds"])
    seconds = scene.event.values["seconds"]
    return spoken(f"系统时钟被拨动 {seconds} 秒", f"the wall clock jumped {seconds} s")


async def _handover(scene: Scene) -> str:
    said = scene.event.values
    service = scene.actor.services.handover
    incoming = await scene.actor.person(said["incoming"])
    sheet = await scene.actor.store(service.begin, _form(scene))
    await _read_out(scene, sheet, incoming)
    await scene.actor.store(service.sign_outgoing, sheet)
    await scene.actor.store(service.sign_incoming, sheet, incoming, SAMPLE_PIN)
    if "leader" in said:
        await scene.actor.store(service.sign_leader, sheet, await scene.actor.person(said["leader"]), SAMPLE_PIN)
    scene.stage.paper(f"handover-{scene.stage.count('handover')}", await scene.actor.store(service.pdf, sheet))
    return spoken(f"{said['incoming']} 接班", f"taken over by {said['incoming']}")


async def _read_out(scene: Scene, sheet: RecordId, incoming: PersonId) -> None:
    """The incoming arrives and ticks item by item; the leader lets the shift change in the middle of an incident."""
    store, service = scene.actor.store, scene.actor.services.handover
    await store(service.reading.arrive, incoming, SAMPLE_PIN)
    for item in (await store(service.reading.reading, sheet)).items:
        await store(service.reading.tick, sheet, item.key)
    if await store(service.in_hand):
        leaders = await store(scene.actor.services.people.staff, PersonRole.DUTY_LEADER)
        approval = Approval(leader=leaders[0].id, pin=SAMPLE_PIN)
        await store(service.reading.release, sheet, "续报由接班人员按时报出", approval)


async def _picture(scene: Scene) -> str:
    await scene.actor.pictures({scene.event.values["file"]: scene.event.values.get("page", "command")})
    return str(scene.event.values["file"])


def _form(scene: Scene) -> HandoverForm:
    said = scene.event.values
    noted, counted = said.get("equipment", {}), said.get("documents", {})
    plain = HandoverForm()
    return replace(
        plain,
        equipment=tuple(
            replace(
                line,
                ok=not noted.get(line.name, "").startswith("异常"),
                note=noted.get(line.name, line.note).removeprefix("异常："),
            )
            for line in plain.equipment
        ),
        custody=tuple(replace(line, quantity=counted.get(line.name, line.quantity)) for line in plain.custody),
        handed={scene.stage.need("incident", own): text for own, text in said.get("handed", {}).items()},
        warnings=warnings_told(said.get("warnings", "")),
    )


def _filled(draft: ReportDraft, elements: Mapping[str, str]) -> ReportDraft:
    return replace(draft, elements={**draft.elements, **elements})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        "sign_in": _sign_in,
        "log": _log,
        "correct": _correct,
        "decide": _decide,
        "incident": _incident,
        "level": _revise,
        "position": _revise,
        "figures": _revise,
        "phone_report": _phone_report,
        "report": _report,
        "receipt": _receipt,
        "directive": _directive,
        "answer": _answer,
        "close": _close,
        "outage": _outage,
        "restore": _restore,
        "restart": _restart,
        "clock_step": _clock_step,
        "handover": _handover,
        "picture": _picture,
        "keyboard_report": keyboard_report,
        "codes": tiers.codes,
        "raise": tiers.raise_report,
        "return": tiers.return_report,
        "verify": tiers.verify,
        "forward": tiers.forward,
        "follow": tiers.follow,
    }
)
