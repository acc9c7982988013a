"""A rule pack under the editor's hands: a rule put in, changed or taken out gives another version of the pack."""

from __future__ import annotations

import re
from dataclasses import replace

from commandpost.domain.ids import RuleId
from commandpost.domain.rule_parsing import parse_pack
from commandpost.domain.rule_writing import write_pack
from commandpost.domain.rules import AlarmTimes, Rule, RulePack


def with_rule(pack: RulePack, rule: Rule, instead_of: RuleId | None = None) -> RulePack:
    """Put a rule in the place of another, or at the end."""
    kept = [rule if known.id == instead_of else known for known in pack.rules]
    return replace(pack, rules=tuple(kept if instead_of is not None else (*pack.rules, rule)))


def without_rule(pack: RulePack, rule: RuleId) -> RulePack:
    """Take a rule out of the next version; the older versions keep it."""
    return replace(pack, rules=tuple(known for known in pack.rules if known.id != rule))


def with_alarm(pack: RulePack, alarm: AlarmTimes | None) -> RulePack:
    """Put other times of alarms in; None: this pack says nothing about alarms."""
    return replace(pack, alarm=alarm)


def next_version(version: str) -> str:
    """2 after 1, 2026.4 after 2026.3; a version without a number gets one."""
    found = re.search(r"\d+(?=\D*$)", version)
    if found is None:
        return f"{version}.1"
    return f"{version[: found.start()]}{int(found[0]) + 1}{version[found.end() :]}"


def checked(pack: RulePack) -> RulePack:
    """The pack as its own text is read. Raises RuleBroken("rule_pack_invalid", …) for what cannot be."""
    return parse_pack(write_pack(pack))
