"""What the cards of the roster do: make a roster in a child process, ask for swaps, enter leave, show the counts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from commandpost.app.approval import AT_THE_DESK, Approval
from commandpost.app.people import PersonRole
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.roster import month_days
from commandpost.domain.rostering.answer import RosterAnswer
from commandpost.domain.rostering.task import RosterTask
from commandpost.gui.messages import sentence
from commandpost.gui.pages.base import GuiContext
from commandpost.gui.pages.roster.card import Card
from commandpost.gui.pages.roster.side import RosterSide
from commandpost.gui.pages.roster.swap_panel import SwapWish
from commandpost.gui.runtime.child import ChildLimits

LIMITS = ChildLimits(seconds=120, memory_mb=4096)


class PlanDeeds(QObject):
    """Presenter of the cards."""

    def __init__(self, context: GuiContext, side: RosterSide) -> None:
        super().__init__(side)
        self._context = context
        self._side = side
        self._solving: asyncio.Task[None] | None = None
        self._made: tuple[RosterTask, RosterAnswer] | None = None
        self._decision: tuple[RecordId, bool] | None = None
        start = context.start
        side.plan.start_asked.connect(self._begin)
        side.plan.cancel_asked.connect(self.cancel)
        side.plan.apply_asked.connect(lambda: start(self._apply))
        side.swap.asked.connect(lambda wish: start(self._ask, wish))
        side.swaps.approve_asked.connect(lambda which, yes: start(self._decide, which, approved=yes))
        side.swaps.cancel_asked.connect(lambda which: start(self._take_back, which))
        side.swaps.sign_box.confirmed.connect(lambda who, pin: start(self._signed, PersonId(who), pin))
        side.leave.entered.connect(lambda *what: start(self._enter_leave, *what))
        side.leave.cancelled.connect(lambda which: start(self._cancel_leave, which))

    # ------------------------------------------------------------------------------------------------- planning

    def _begin(self, first: date, last: date, keep: bool) -> None:
        if self._solving is None or self._solving.done():
            self._solving = self._context.tasks.start(self._solve(first, last, keep=keep))

    def cancel(self) -> None:
        """End the child; nothing was written."""
        if self._solving is not None:
            self._solving.cancel()
            self._side.plan.show_idle()

    async def _solve(self, first: date, last: date, *, keep: bool) -> None:
        services, plan = self._context.services, self._side.plan
        if services.solve_roster is None:
            return
        rostering = services.rostering
        task = await self._context.tasks.store(lambda: rostering.task(first, last, keep_planned=keep))
        if not task.slots:
            plan.say(self.tr("All these days are past: only days to come are planned."))
            return
        plan.show_progress(0.0)
        try:
            answer = await self._context.tasks.child_telling(services.solve_roster, LIMITS, plan.show_progress, task)
        except RuleBroken as error:
            plan.show_idle()
            plan.say(sentence(error))
            return
        self._made = (task, answer)
        plan.show_answer(answer)

    async def _apply(self) -> None:
        if self._made is None:
            return
        task, answer = self._made
        rostering, plan = self._context.services.rostering, self._side.plan

        async def work() -> None:
            done = await self._context.tasks.store(rostering.apply, task, answer.roster)
            self._made = None
            plan.show_idle()
            words = self.tr("{days} day(s) planned; {swaps} swap(s) replayed, {skipped} skipped")
            plan.say(words.format(days=done.days, swaps=done.swaps, skipped=done.skipped), "good")

        await self._try(work, plan)

    async def show_load(self, year: int, month: int) -> None:
        """Everybody's counts of the year up to the end of the month, and the month's faults."""
        days = month_days(year, month)
        judged = await self._context.tasks.store(self._context.services.rostering.judge, days[0], days[-1])
        self._side.only(self._side.load)
        self._side.load.show_judged(judged)
        self._side.load.show()

    async def show_presence(self) -> None:
        """Who came and went in the last days."""
        rows = await self._context.tasks.store(self._context.services.attendance.rows)
        self._side.only(self._side.presence)
        self._side.presence.show_rows(rows)
        self._side.presence.show()

    # ---------------------------------------------------------------------------------------------------- swaps

    async def _ask(self, wish: SwapWish) -> None:
        swaps, card = self._context.services.swaps, self._side.swap

        def act() -> RecordId:
            if wish.now:
                return swaps.take_over(wish.cell, wish.other, reason=wish.reason)
            return swaps.ask(wish.cell, wish.other, reason=wish.reason, other_cell=wish.other_cell)

        async def work() -> None:
            await self._context.tasks.store(act)
            card.close_card()

        await self._try(work, card)

    async def _decide(self, request: RecordId, *, approved: bool) -> None:
        """A leader at the desk decides at once; else the box asks for a leader's PIN."""
        self._decision = (request, approved)
        try:
            await self._keep_decision(AT_THE_DESK)
        except RuleBroken as error:
            if error.code not in {"leader_only", "swap_clash"}:
                self._context.notices.say(sentence(error), key="swap")
                return
            await self._ask_leader(request, approved=approved)

    async def _ask_leader(self, request: RecordId, *, approved: bool) -> None:
        """The leader's PIN, and a reason where the change would break a rule."""
        services, store = self._context.services, self._context.tasks.store
        waiting = await store(lambda: services.swaps.requests(open_only=True))
        clashes = any(one.clashes for one in waiting if one.id == request) and approved
        leaders = await store(services.people.staff, PersonRole.DUTY_LEADER)
        reason = self.tr("Why it is approved though it breaks a rule") if clashes else ""
        self._side.swaps.sign_box.ask(leaders, self.tr("The duty leader decides with a PIN"), reason=reason)

    async def _signed(self, leader: PersonId, pin: str) -> None:
        box = self._side.swaps.sign_box
        try:
            await self._keep_decision(Approval(leader=leader, pin=pin))
        except RuleBroken as error:
            box.say(sentence(error))
        else:
            box.hide()

    async def _keep_decision(self, approval: Approval) -> None:
        if self._decision is not None:
            request, approved = self._decision
            swaps, why = self._context.services.swaps, self._side.swaps.sign_box.reason.text()
            decide = partial(swaps.approve, despite=why) if approved else swaps.refuse
            await self._context.tasks.store(decide, request, approval)

    async def _take_back(self, request: RecordId) -> None:
        await self._context.tasks.store(self._context.services.swaps.cancel, request)

    # ---------------------------------------------------------------------------------------------------- leave

    async def _enter_leave(self, person: str, first: date, last: date, reason: str) -> None:
        leave, card = self._context.services.leave, self._side.leave

        def act() -> RecordId:
            return leave.enter(PersonId(person), first, last, reason=reason)

        async def work() -> None:
            await self._context.tasks.store(act)
            card.say_entered(PersonId(person), reason)

        await self._try(work, card)

    async def _cancel_leave(self, which: RecordId) -> None:
        await self._context.tasks.store(self._context.services.leave.cancel, which)

    async def _try(self, work: Callable[[], Awaitable[None]], card: Card) -> None:
        try:
            await work()
        except CommandPostError as error:
            card.say(sentence(error))
