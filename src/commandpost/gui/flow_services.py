"""Use cases between the rooms, in groups, and what stands behind their papers and codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from commandpost.app.courier import CourierService
from commandpost.app.dispatch import DispatchService
from commandpost.app.forwarding import ForwardService
from commandpost.app.item_timeline import ItemTimeline
from commandpost.app.merging import MergingService
from commandpost.app.office import OfficeService
from commandpost.app.overview import OverviewService
from commandpost.app.phone_cards import PhoneCards
from commandpost.app.print_room import PrintRoom
from commandpost.app.raising import RaisingService
from commandpost.app.routing import RoutingService
from commandpost.app.stick import StickService
from commandpost.domain.official import FormPaper, OfficialPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowServices:
    """Street, district, city and the departments beside them."""

    forwards: ForwardService
    raising: RaisingService
    merging: MergingService
    routing: RoutingService
    timeline: ItemTimeline
    overview: OverviewService
    phone_cards: PhoneCards
    workbook: Callable[[Sequence[Sequence[str | int | float]], str], bytes]  # rows and the sheet's name as .xlsx


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelServices:
    """What goes and comes beside the server."""

    dispatch: DispatchService
    courier: CourierService
    stick: StickService
    draw_code: Callable[[str], bytes]  # a text as a QR code, PNG
    read_codes: Callable[[Path], tuple[str, ...]]  # the texts on a picture; runs in ``Tasks.child``
    codes_on: Callable[[bytes], tuple[str, ...]]  # the same for a picture in memory
    camera: Callable[[], tuple[str, ...]]  # the command that films, frame after frame as bitmaps; raises Unavailable


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperServices:
    """Papers beside the reports: numbered, printed, as .docx."""

    office: OfficeService
    room: PrintRoom
    word: Callable[[OfficialPaper | FormPaper], bytes]  # slow, not the store's
    substitutes: Callable[[], Mapping[str, str]]  # official font missing here → what stands in for it
