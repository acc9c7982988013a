"""What happens between the rooms of a tour: raised, returned, verified, handed sideways, carried past a cut line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from commandpost.app.courier import Arrival
from commandpost.app.report_values import ReportRow
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.tour.scene import Scene
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId
from commandpost.gui.flow_services import ChannelServices


async def raise_report(scene: Scene) -> str:
    """The newest report of an incident of the room below becomes an incident here."""
    said, services = scene.event.values, scene.actor.services
    report = await _came(scene)
    record = await scene.actor.store(services.flow.raising.raise_report, report)
    scene.stage.name("incident", said["id"], record)
    row = await scene.actor.store(services.incidents.row, record)
    scene.actor.choose(record, row.title)
    at = row.received.isoformat(timespec="seconds")
    return row.title + spoken(f"，接报 {at}", f", received {at}")


async def return_report(scene: Scene) -> str:
    """退回, with reasons."""
    inbox = scene.actor.services.inbox
    return await _request(scene, lambda report: inbox.return_report(report, scene.event.values["text"], _limit(scene)))


async def verify(scene: Scene) -> str:
    """核实, with a limit."""
    inbox = scene.actor.services.inbox
    words = scene.event.values["text"]
    return await _request(scene, lambda report: inbox.request_verification(report, words, _limit(scene)))


async def forward(scene: Scene) -> str:
    """抄送 to the department beside this room."""
    units, flow = scene.actor.services.units, scene.actor.services.flow
    report = await _came(scene)
    beside = await scene.actor.store(units.departments) if units is not None else ()
    if not beside:
        raise RuleBroken("unit_missing")
    await scene.actor.store(flow.forwards.forward, report, beside[0].code, note=scene.event.values["text"])
    return spoken(f"抄送 {beside[0].name}", f"to {beside[0].name}")


async def follow(scene: Scene) -> str:
    """Wait until the department has the copies it must have."""
    wanted = scene.event.values["copies"]
    flow = scene.actor.services.flow
    copies = await scene.actor.wait_for(
        lambda: found if len(found := flow.forwards.forwards()) >= wanted else (), "a follow-up did not reach it"
    )
    if len(copies) != wanted:
        raise RuleBroken("tour_waited_in_vain", reason=f"{len(copies)} copies, not {wanted}")
    alone = sum(one.follow_up for one in copies)
    return spoken(f"{wanted} 份，其中 {alone} 份自动跟去", f"{wanted} copies, {alone} by themselves")


async def codes(scene: Scene) -> str:
    """A report past a cut line: written out on one desk, read in on the other."""
    said = scene.event.values
    row = await _newest(scene, scene.stage.need("incident", said["incident"]))
    here, there = scene.actor.services.channels, scene.stage.actor(said["to"]).services.channels
    if here is None or there is None:
        raise RuleBroken("not_enrolled")
    by = said.get("by", "qr")
    if by == "usb":
        content = await scene.actor.store(here.dispatch.bundle, row.id)
        (scene.stage.folder / "report.cpb").write_bytes(content)
        await scene.stage.actor(said["to"]).store(there.courier.take_bundle, content)
        return spoken(f"{len(content)} 字节", f"{len(content)} bytes")
    reading = _by_codes if by == "qr" else _by_texts
    arrival, told = await reading(scene, here, there, row.id)
    await scene.stage.actor(said["to"]).store(there.courier.take, arrival)
    proof = ("签名已核验", "signed") if arrival.signed else ("不能证明是谁发的", "no proof of origin")
    return f"{told}, {spoken(*proof)}"


async def _by_codes(
    scene: Scene, here: ChannelServices, there: ChannelServices, report: RecordId
) -> tuple[Arrival, str]:
    texts = await scene.actor.store(here.dispatch.report_series, report)
    pictures = [
        _picture(scene.stage.folder / f"code-{at}.png", here.draw_code(text)) for at, text in enumerate(texts, 1)
    ]
    seen = [text for picture in pictures for text in there.read_codes(picture)]
    arrival = await scene.stage.actor(scene.event.values["to"]).store(there.courier.read_series, seen)
    return arrival, spoken(f"二维码 {len(texts)} 个", f"{len(texts)} codes")


async def _by_texts(
    scene: Scene, here: ChannelServices, there: ChannelServices, report: RecordId
) -> tuple[Arrival, str]:
    texts = await scene.actor.store(here.dispatch.messages, report)
    arrival = await scene.stage.actor(scene.event.values["to"]).store(there.courier.read_messages, texts)
    return arrival, spoken(f"短信 {len(texts)} 条", f"{len(texts)} texts")


def _picture(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


async def _request(scene: Scene, ask: Callable[[RecordId], RecordId]) -> str:
    """Ask about the newest report and wait until its room has the request."""
    report = await _came(scene)
    record = await scene.actor.store(ask, report)
    below = scene.stage.street.services.inbox
    await scene.stage.street.wait_for(
        lambda: any(item.id == record for item in below.incoming()), "the request did not reach the street"
    )
    await scene.stage.street.store(below.receipt, record)
    return str(scene.event.values["text"])


async def _came(scene: Scene) -> RecordId:
    """The newest written report about the incident that came in here."""
    incident = scene.stage.need("incident", scene.event.values["incident"])
    inbox = scene.actor.services.inbox
    found = await scene.actor.wait_for(
        lambda: [one.id for one in inbox.incoming() if one.incident == incident and one.number],
        "no report of the incident arrived",
    )
    return found[0]


async def _newest(scene: Scene, incident: RecordId) -> ReportRow:
    rows = await scene.actor.store(scene.actor.services.reports.rows, incident=incident)
    sent = [row for row in rows if row.sent_at is not None and row.number]
    if not sent:
        raise RuleBroken("report_not_sent")
    return sent[0]


def _limit(scene: Scene) -> datetime | None:
    minutes = scene.event.values.get("limit_minutes")
    return scene.event.at + timedelta(minutes=minutes) if minutes else None
