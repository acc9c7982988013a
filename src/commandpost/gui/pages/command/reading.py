"""What the command page reads in one go on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass

from commandpost.app.desk import Desk
from commandpost.app.duty import ShiftView
from commandpost.app.first_steps import FirstStep, missing_steps
from commandpost.app.incidents import IncidentRow
from commandpost.app.ledgers import LedgerLayer
from commandpost.app.logbook import LogItem
from commandpost.app.raised import main_of
from commandpost.domain.ids import RecordId
from commandpost.domain.reminders import Reminder
from commandpost.gui.context import GuiContext
from commandpost.gui.services import Services
from commandpost.journal.fold import Record

LOG_LINES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandView:
    """One consistent look at the desk."""

    rows: tuple[IncidentRow, ...]
    log: tuple[LogItem, ...]
    undecided: tuple[LogItem, ...]
    unadopted: tuple[LogItem, ...]
    shift: ShiftView
    alike: frozenset[RecordId]  # incidents that may be the same as another
    reminders: tuple[Reminder, ...]
    missing: frozenset[FirstStep]  # of a new desk
    written_main: RecordId | None  # the incident of the entry box, or what it was merged into


def read_command(
    services: Services, desk: Desk, incident: RecordId | None, written: RecordId | None = None
) -> CommandView:
    """Rows, newest log lines (of one incident, or all), what waits for a decision, the shift."""
    return CommandView(
        rows=services.incidents.open_rows(),
        log=services.logbook.items(incident=incident, limit=LOG_LINES),
        undecided=services.logbook.undecided(),
        unadopted=services.logbook.unadopted(),
        shift=services.duty.current_shift(),
        alike=frozenset(services.flow.merging.alike()),
        reminders=services.tools.reminders.open(),
        missing=missing_steps(desk),
        written_main=main_of(desk, written) if written is not None else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What lies on the map besides incidents."""

    layers: tuple[LedgerLayer, ...]
    grids: tuple[Record, ...]


async def gathered_surroundings(context: GuiContext) -> Surroundings:
    """The surroundings; a long ledger is read in pieces, between which an entry is saved."""
    while await context.tasks.read(context.services.ledgers.gather):
        pass
    return await context.tasks.read(read_surroundings, context.services, context.desk)


def read_surroundings(services: Services, desk: Desk) -> Surroundings:
    """Ledgers as map layers, and the grids. Runs on the store's thread."""
    return Surroundings(layers=services.ledgers.layers(), grids=desk.store.records("grid"))
