"""The leader's signature on a report, and changes that respect it."""

from __future__ import annotations

from collections.abc import Mapping

from commandpost.app.desk import Desk, PersonRole
from commandpost.app.incident_records import level_of
from commandpost.app.leader_signature import CheckPin, LeaderSignature, name_of_signer
from commandpost.app.record_fields import flag, iso, raw, table, text, texts
from commandpost.app.report_values import DRAFT, SIGNED
from commandpost.domain.errors import RuleBroken
from commandpost.domain.four_noes import SignedFor
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.incident import Incident
from commandpost.journal.entry import Draft, Json
from commandpost.journal.fold import CRITICAL, Record


def signed_by(desk: Desk, check_pin: CheckPin | None, given: LeaderSignature) -> dict[str, Json]:
    """Who signed and when, once the leader is known to be the one. Raises as ``signature`` and ``name_of_signer``."""
    told = signature(desk, given.leader)
    name_of_signer(desk, check_pin, given)
    return told


def signature(desk: Desk, leader: PersonId) -> dict[str, Json]:
    """Who signed and when; whether it is the leader ``signed_by`` asks.

    Raises RuleBroken("not_a_leader"|"person_left") of somebody known here.
    """
    found = desk.store.record(RecordId(leader))
    if found is not None and PersonRole.DUTY_LEADER not in texts(found.fields, "roles"):
        raise RuleBroken("not_a_leader", field="leader")
    if found is not None and found.fields.get("active") is False:
        raise RuleBroken("person_left", field="leader", name=raw(found.fields, "name"))
    name = raw(found.fields, "name") if found is not None else ""
    return {"signed_by": leader, "signed_by_name": name or leader, "signed_at": iso(desk.now())}


def carried(known: Incident) -> dict[str, Json]:
    """What a report takes from its incident at the moment it is sent, and the leader therefore signs with it."""
    return {"level": str(known.level), "sensitive": known.sensitive}


def signed_for(record: Record) -> SignedFor | None:
    """What a signed draft was signed for; None for one nobody has signed."""
    told = table(record.fields, "signed_for")
    if text(record.fields, "status") != SIGNED or not told:
        return None
    return SignedFor(
        name=text(record.fields, "signed_by_name"), level=level_of(told), sensitive=flag(told, "sensitive")
    )


def is_outrun(record: Record, known: Incident) -> bool:
    """Whether a signed draft was signed for another level or sensitivity than it would now carry."""
    told = signed_for(record)
    return told is not None and (told.level, told.sensitive) != (known.level, known.sensitive)


def unsigned(record: Record) -> dict[str, Json]:
    """What a change of its content takes off a signed report."""
    if text(record.fields, "status") != SIGNED:
        return {}
    return {"status": DRAFT, "signed_by": None, "signed_by_name": "", "signed_at": None}


def patch(record: Record, act: str, fields: Mapping[str, Json], personal: Mapping[str, str] | None = None) -> Draft:
    """A change of a report that says which values of its critical fields were seen."""
    seen = {field: record.heads.get(field, ()) for field in fields if field in CRITICAL["report"]}
    return Draft(kind="report", record=record.id, act=act, set=fields, base=seen, personal=personal or {})
