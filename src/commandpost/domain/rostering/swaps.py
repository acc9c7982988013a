"""串班 and 代班: two posts exchanged or one taken over; replayed when a roster is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.domain.rostering.checker import Fault, broken, check
from commandpost.domain.rostering.task import Roster, RosterTask, SlotKey


class SwapKind(StrEnum):
    """串班: two posts change hands; 代班: one person stands in."""

    SWAP = "swap"
    SUBSTITUTE = "substitute"


class SwapStatus(StrEnum):
    """待批准 已批准 未批准 已撤回 未能重放."""

    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"  # a new roster has it otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Who leaves which cell to whom; of a swap the other's cell too."""

    kind: SwapKind
    cell: SlotKey
    person: PersonId  # who was planned
    other: PersonId  # who comes instead
    other_cell: SlotKey | None = None  # of a swap: the cell ``person`` takes in exchange

    def moves(self) -> Mapping[SlotKey, tuple[PersonId, PersonId]]:
        """Cell → who leaves it, who takes it."""
        made = {self.cell: (self.person, self.other)}
        if self.other_cell is not None:
            made[self.other_cell] = (self.other, self.person)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """A roster after its swaps, which of them (by place) hold, and which do not any more."""

    roster: Roster
    applied: tuple[int, ...]
    skipped: tuple[int, ...]


def refuse_swap(swap: Swap) -> Swap:
    """The same swap if it makes sense.

    Raises RuleBroken("swap_same_person"|"swap_cell_missing"|"swap_same_cell").
    """
    if swap.person == swap.other:
        raise RuleBroken("swap_same_person", field="person")
    if (swap.kind is SwapKind.SWAP) != (swap.other_cell is not None):
        raise RuleBroken("swap_cell_missing", field="day")
    if swap.other_cell == swap.cell:
        raise RuleBroken("swap_same_cell", field="day")
    return swap


def exchange(roster: Roster, swap: Swap) -> dict[SlotKey, PersonId]:
    """The roster with both cells changed, or neither.

    Raises RuleBroken("swap_outdated", person=…) when somebody is no longer where the request saw him or her.
    """
    for cell, (leaves, _) in swap.moves().items():
        if roster.get(cell) != leaves:
            raise RuleBroken("swap_outdated", field="person", person=leaves)
    return {**roster, **{cell: takes for cell, (_, takes) in swap.moves().items()}}


def new_faults(task: RosterTask, before: Roster, after: Roster) -> tuple[Fault, ...]:
    """The rules a change breaks that were kept before it."""
    known = broken(check(task, before))
    return tuple(fault for fault in broken(check(task, after)) if fault not in known)


def replay(task: RosterTask, roster: Roster, swaps: Iterable[Swap]) -> Replayed:
    """Apply the approved swaps in their order; one that no longer fits, or would break a rule, is skipped and told."""
    now: Roster = dict(roster)
    applied: list[int] = []
    skipped: list[int] = []
    for place, swap in enumerate(swaps):
        try:
            then = exchange(now, swap)
        except RuleBroken:
            skipped.append(place)
            continue
        if new_faults(task, now, then):
            skipped.append(place)
        else:
            now = then
            applied.append(place)
    return Replayed(roster=now, applied=tuple(applied), skipped=tuple(skipped))
