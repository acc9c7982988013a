"""What is done about a line of the inbox; refused, it is said beside it and what was typed stays."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from commandpost.app.forwarding import ForwardMode
from commandpost.domain.errors import RuleBroken
from commandpost.domain.ids import RecordId, UnitCode
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import sentence
from commandpost.gui.pages.inbox.acts import Act
from commandpost.gui.pages.inbox.detail import InboxDetail
from commandpost.gui.pages.inbox.lines import InboxLine, LineKind
from commandpost.gui.services import Services
from commandpost.gui.widgets.table import TableView


class InboxDeeds:
    """Works on the line that is shown; ``read_again`` brings the page up to date."""

    def __init__(
        self,
        context: GuiContext,
        table: TableView[InboxLine],
        detail: InboxDetail,
        read_again: Callable[[], Awaitable[None]],
    ) -> None:
        self._context = context
        self._table = table
        self._detail = detail
        self._read_again = read_again

    async def receipt(self) -> None:
        """签收 of the line that is shown."""
        shown = self._table.current
        if shown is not None and shown.unread:
            await self._do(lambda: self._context.services.inbox.receipt(shown.id))

    async def act(self, act: Act, unit: UnitCode, words: str, limit: timedelta | None) -> None:
        """A directive, a question, a return, a copy: about the line, or to a unit."""
        shown, services = self._table.current, self._context.services
        report = shown.id if shown is not None and shown.kind is LineKind.REPORT else None
        until = self._context.now() + limit if limit is not None else None
        await self._do(lambda: carry_out(services, act, report=report, unit=unit, words=words, until=until))

    async def convey(self, to: str) -> None:
        """The directive was conveyed."""
        shown = self._table.current
        if shown is not None:
            await self._do(lambda: self._context.services.inbox.convey(shown.id, to))

    async def pass_down(self, units: tuple[UnitCode, ...] | None) -> None:
        """The directive goes on to units below."""
        shown = self._table.current
        if shown is not None:
            await self._do(lambda: self._context.services.inbox.pass_down(shown.id, units or ()))

    async def answer(self, words: str) -> None:
        """The answer to a directive or a forwarded copy."""
        shown, services = self._table.current, self._context.services
        if shown is not None and shown.kind is LineKind.FORWARD:
            await self._do(lambda: services.flow.forwards.answer(shown.id, words))
        elif shown is not None:
            await self._do(lambda: services.inbox.answer(shown.id, words))

    async def raise_report(self) -> None:
        """The report becomes an incident of this room."""
        shown = self._table.current
        if shown is not None:
            await self._do(lambda: self._context.services.flow.raising.raise_report(shown.id))

    async def join(self, incident: RecordId) -> None:
        """The report belongs to an incident of this room."""
        shown = self._table.current
        if shown is not None:
            await self._do(lambda: self._context.services.flow.raising.join(shown.id, incident))

    async def take_apart(self) -> None:
        """It does not belong there after all; the box says why."""
        shown, reason = self._table.current, self._detail.acts.words.toPlainText().strip()
        if shown is not None:
            await self._do(lambda: self._context.services.flow.raising.take_apart(shown.id, reason))

    async def _do(self, act: Callable[[], object]) -> None:
        """Do it, empty the boxes, read again; refused, say why and keep what was typed."""
        typed = self._detail.standing()

        async def work() -> None:
            await self._context.tasks.store(act)
            self._detail.done(typed)
            await self._read_again()

        await self._try(work)

    async def _try(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except RuleBroken as error:
            self._detail.say(sentence(error))


def carry_out(
    services: Services, act: Act, *, report: RecordId | None, unit: UnitCode, words: str, until: datetime | None
) -> RecordId:
    """One of the acts about a line; on the store's thread. Raises what the use case raises."""
    if act is Act.DIRECT or report is None:
        return services.inbox.issue_directive(unit, words, report=report, limit=until)
    if act is Act.VERIFY:
        return services.inbox.request_verification(report, words, until)
    if act is Act.RETURN:
        return services.inbox.return_report(report, words, until)
    mode = ForwardMode.HANDLE if act is Act.HANDLE else ForwardMode.COPY
    return services.flow.forwards.forward(report, unit, mode=mode, note=words, limit=until)
