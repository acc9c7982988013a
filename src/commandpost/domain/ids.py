"""Names for identities, so that one cannot be passed for another."""

from __future__ import annotations

from typing import NewType

UnitCode = NewType("UnitCode", str)  # division code of a unit, 6 or 9 digits, or an invented one in the sample
EVERYONE = UnitCode("*")  # stands for all units where readers are named
UNSAID = UnitCode("")  # where nobody named a unit
DeviceId = NewType("DeviceId", str)  # one workstation, hex of its public key's digest
StreamId = NewType("StreamId", str)  # one session of one device
EntryId = NewType("EntryId", str)  # "<stream>:<seq>"
RecordId = NewType("RecordId", str)  # "<kind>-<random>" or a natural key such as "duty_day-<unit>-2026-07-18"
PersonId = NewType("PersonId", str)  # RecordId of a staff record
RuleId = NewType("RuleId", str)
