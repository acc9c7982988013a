"""The paper of the report on the desk, kept as a file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.app.report_values import ReportDraft
from commandpost.domain.ids import RecordId
from commandpost.gui.context import GuiContext
from commandpost.gui.pages.exporting import keep_file
from commandpost.gui.pages.report.reading import OpenReport
from commandpost.gui.print_desk import printed


async def keep_printed(context: GuiContext, opened: OpenReport, typed: ReportDraft | None) -> None:
    """Of a report that has left its paper, both papers where the leader signed later; of a draft what stands in it."""
    name = f"{opened.draft.number} {opened.draft.title}.pdf".strip()
    if opened.sent is not None:
        content = await _printed(context, opened.sent.id)
        if opened.sent.countersigned:
            await keep_file(context, name, await _printed(context, opened.sent.id, as_sent=True))
            signed = QCoreApplication.translate("ReportPage", "{name}, countersigned.pdf")
            name = signed.format(name=name.removesuffix(".pdf"))
        await keep_file(context, name, content)
    elif context.services.print_paper is not None and typed is not None:
        paper = await context.tasks.store(context.services.reports.paper, typed)
        await keep_file(context, name, await context.tasks.net(context.services.print_paper, paper))


async def _printed(context: GuiContext, report: RecordId, *, as_sent: bool = False) -> bytes:
    return await printed(context, lambda: context.services.reports.print_job(report, as_sent=as_sent))
