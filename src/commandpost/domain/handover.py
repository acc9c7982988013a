"""The handover sheet's own rules: its checks, its number, who signs when, and how the shift is counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from commandpost.domain.duty_setup import EQUIPMENT
from commandpost.domain.errors import RuleBroken
from commandpost.domain.papers import CheckLine, CustodyLine, HandoverPaper, Signature, VoidMark


class SheetStatus(StrEnum):
    """已开始 双方已签 带班领导已签 作废; a sheet counts as the handover from ``SIGNED`` on."""

    BEGUN = "begun"
    SIGNED = "signed"  # both sides
    COMPLETE = "complete"  # and the leader
    VOID = "void"


class Signer(StrEnum):
    """The three places for a name."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"
    LEADER = "leader"


# 文电物品 of the sheet; the equipment's list is the unit's own (``duty_setup``)
CUSTODY: tuple[tuple[str, str], ...] = (("收文", "0 件"), ("值班手机", "1"), ("钥匙", "1 串"), ("印章", "1"))


CLOCK = "时钟"
UNADOPTED_LINES = "〔未登录〕另有 {count} 条待补认，见值班日志"


def equipment_to_check(clock: str = "", names: Sequence[str] = EQUIPMENT) -> tuple[CheckLine, ...]:
    """The list before anybody has checked; ``clock`` notes what the program knows of its own clock."""
    return tuple(CheckLine(name=name, note=clock if name == CLOCK else "") for name in names)


def clock_note(offset: float) -> str:
    """差 0.2 秒: how far the wall clock is off, in seconds."""
    return f"差 {abs(offset):.1f} 秒"


def custody_to_hand_over() -> tuple[CustodyLine, ...]:
    """The usual things; how many of them, never what is in them."""
    return tuple(CustodyLine(name=name, quantity=quantity) for name, quantity in CUSTODY)


def sheet_number(day: date, station: str, count: int) -> str:
    """``JJ-20260719-S1-01``: the day of the handover, the station that counts, its count of that day."""
    return f"JJ-{day:%Y%m%d}-{station}-{count:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetState:
    """A frozen sheet with its signatures."""

    status: SheetStatus
    paper: HandoverPaper

    def sign(self, signer: Signer, name: str, at: datetime, standing_in: str = "") -> SheetState:
        """Put a name on the sheet; ``standing_in`` is why somebody signs who is not of the shift.

        The leader signs after both sides have; then or later. Raises RuleBroken("sheet_void"|"already_signed"|
        "sign_both_first").
        """
        self._refuse_void()
        signature = Signature(name=name, at=at, standing_in=standing_in.strip())
        if self.signature(signer).name:
            raise RuleBroken("already_signed", field=signer.value)
        if signer is Signer.LEADER:
            return self._sign_as_leader(signature)
        return self._sign_as_side(signer, signature)

    def signature(self, signer: Signer) -> Signature:
        places = {
            Signer.OUTGOING: self.paper.signed_outgoing,
            Signer.INCOMING: self.paper.signed_incoming,
            Signer.LEADER: self.paper.signed_leader,
        }
        return places[signer]

    def void(self, by: str, reason: str, at: datetime) -> SheetState:
        """Make void; the sheet is kept. Raises RuleBroken("reason_missing"|"sheet_void"|"sheet_in_force")."""
        self._refuse_void()
        if self.status is not SheetStatus.BEGUN:
            raise RuleBroken("sheet_in_force")
        if not reason.strip():
            raise RuleBroken("reason_missing", field="reason")
        mark = VoidMark(at=at, by=by, reason=reason.strip())
        return SheetState(status=SheetStatus.VOID, paper=replace(self.paper, void=mark))

    def _refuse_void(self) -> None:
        if self.status is SheetStatus.VOID:
            raise RuleBroken("sheet_void")

    def _sign_as_leader(self, signature: Signature) -> SheetState:
        if self.status is not SheetStatus.SIGNED:
            raise RuleBroken("sign_both_first")
        return SheetState(status=SheetStatus.COMPLETE, paper=replace(self.paper, signed_leader=signature))

    def _sign_as_side(self, signer: Signer, signature: Signature) -> SheetState:
        other = self.paper.signed_incoming if signer is Signer.OUTGOING else self.paper.signed_outgoing
        if signer is Signer.OUTGOING:
            paper = replace(self.paper, signed_outgoing=signature)
        else:
            paper = replace(self.paper, signed_incoming=signature)
        if not other.name:
            return SheetState(status=SheetStatus.BEGUN, paper=paper)
        return SheetState(status=SheetStatus.SIGNED, paper=replace(paper, taken_over_at=signature.at))
