"""Which pages there are, in the order of the rail; a new page is a folder and one line here."""

from __future__ import annotations

from collections.abc import Sequence

from commandpost.app.desk import Tier
from commandpost.gui.pages.base import Page
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.pages.handover import HandoverPage
from commandpost.gui.pages.inbox import InboxPage
from commandpost.gui.pages.ledgers import LedgersPage
from commandpost.gui.pages.overview import OverviewPage
from commandpost.gui.pages.report import ReportPage
from commandpost.gui.pages.review import ReviewPage
from commandpost.gui.pages.roster import RosterPage
from commandpost.gui.pages.settings import SettingsPage
from commandpost.gui.pages.statistics import StatisticsPage
from commandpost.gui.translation import QT_TRANSLATE_NOOP

TITLES = (  # as the pages name themselves; marked here for translation
    QT_TRANSLATE_NOOP("Pages", "Reports"),
    QT_TRANSLATE_NOOP("Pages", "Inbox"),
    QT_TRANSLATE_NOOP("Pages", "Roster"),
    QT_TRANSLATE_NOOP("Pages", "Handover"),
    QT_TRANSLATE_NOOP("Pages", "Ledgers"),
    QT_TRANSLATE_NOOP("Pages", "Statistics"),
    QT_TRANSLATE_NOOP("Pages", "Review"),
    QT_TRANSLATE_NOOP("Pages", "Settings"),
    QT_TRANSLATE_NOOP("Pages", "Units"),
)
PAGES: tuple[type[Page], ...] = (
    CommandPage,
    ReportPage,
    InboxPage,
    RosterPage,
    HandoverPage,
    LedgersPage,
    StatisticsPage,
    ReviewPage,
    SettingsPage,
    OverviewPage,
)


def pages_of(tier: Tier, pages: Sequence[type[Page]] = PAGES) -> tuple[type[Page], ...]:
    """The pages a room of this tier has, in their order."""
    return tuple(page for page in pages if tier in page.tiers)
