"""Roles and shifts as lines people type: ``带班领导 1 领导``, ``白班 09:00 仅休息日``; keys stay what they were."""

from __future__ import annotations

from collections.abc import Iterable

from commandpost.domain.duty_setup import DAY_OFF, RoleSpec
from commandpost.domain.errors import RuleBroken
from commandpost.domain.holidays import DayType
from commandpost.domain.shift_hours import ShiftHours, ShiftSpec, parse_time

LEADS = "领导"
QUALIFIED = "资格:"
OFF_ONLY, WORK_ONLY = "仅休息日", "仅工作日"
_UNSTAFFED = {OFF_ONLY: (DayType.WORKDAY, DayType.MAKEUP), WORK_ONLY: DAY_OFF}


def role_lines(roles: Iterable[RoleSpec]) -> str:
    """A line for each role: name, how many, 领导 for a leader's, 资格:… for what it asks."""
    return "\n".join(_role_line(role) for role in roles)


def parse_roles(text: str, known: Iterable[RoleSpec] = ()) -> tuple[RoleSpec, ...]:
    """Read the lines; a name that is known keeps its key. Raises RuleBroken("role_line_invalid", line=…, text=…)."""
    keys = {role.name: role.key for role in known}
    taken = set(keys.values())
    roles: list[RoleSpec] = []
    for number, line in _lines(text):
        words = line.split()
        count = words[1] if len(words) > 1 else "1"
        if not count.isdigit() or any(word != LEADS and not word.startswith(QUALIFIED) for word in words[2:]):
            raise RuleBroken("role_line_invalid", field="roles", line=number, text=line)
        asked = next((word[len(QUALIFIED) :] for word in words[2:] if word.startswith(QUALIFIED)), "")
        key = keys.get(words[0]) or _free("r", taken)
        taken.add(key)
        roles.append(
            RoleSpec(key=key, name=words[0], required=int(count), leads=LEADS in words[2:], qualification=asked)
        )
    return tuple(roles)


def shift_lines(hours: ShiftHours) -> str:
    """A line for each shift: name, start, and on which days it is staffed if not on all."""
    return "\n".join(_shift_line(spec) for spec in hours.specs)


def parse_shifts(text: str, known: ShiftHours | None = None, name: str = "") -> ShiftHours:
    """Read the lines; one alone is a shift of a whole day. Raises RuleBroken("shift_line_invalid", line=…, text=…)."""
    keys = {spec.name: spec.key for spec in known.specs if spec.key} if known is not None else {}
    taken = set(keys.values())
    lines = list(_lines(text))
    specs: list[ShiftSpec] = []
    for number, line in lines:
        words = line.split()
        days = words[2] if len(words) > 2 else ""
        if len(words) not in {2, 3} or (days and days not in _UNSTAFFED):
            raise RuleBroken("shift_line_invalid", field="shifts", line=number, text=line)
        key = "" if len(lines) == 1 else keys.get(words[0]) or _free("s", taken)
        taken.add(key)
        specs.append(ShiftSpec(key=key, name=words[0], start=parse_time(words[1]), unstaffed=_UNSTAFFED.get(days, ())))
    if not specs:
        raise RuleBroken("shift_line_invalid", field="shifts", line=1, text="")
    return ShiftHours(shifts=tuple(specs), name=name)


def _role_line(role: RoleSpec) -> str:
    asked = f"{QUALIFIED}{role.qualification}" if role.qualification else ""
    return " ".join(word for word in (role.name, str(role.required), LEADS if role.leads else "", asked) if word)


def _shift_line(spec: ShiftSpec) -> str:
    days = next((word for word, kinds in _UNSTAFFED.items() if set(kinds) == set(spec.unstaffed)), "")
    return f"{spec.name or '全天'} {spec.start.isoformat('minutes')} {days}".rstrip()


def _lines(text: str) -> Iterable[tuple[int, str]]:
    numbered = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    return ((number, line) for number, line in numbered if line)


def _free(letter: str, taken: set[str]) -> str:
    return next(key for number in range(1, 1_000) if (key := f"{letter}{number}") not in taken)
