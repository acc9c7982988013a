"""The pages of a window: each is made when it is first wanted, the others one by one once the desk stands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from commandpost.gui.context import GuiContext
from commandpost.gui.pages.base import Page

BETWEEN_S = 0.2  # so long whoever types has the window to himself between two pages


class PageShelf(Mapping[str, Page]):
    """By their ids in the order of the rail; asking for one makes it, and ``placed`` is told before it is shown."""

    def __init__(self, context: GuiContext, kinds: Sequence[type[Page]], placed: Callable[[Page], None]) -> None:
        self._context = context
        self._kinds = {kind.id: kind for kind in kinds}
        self._placed = placed
        self._made: dict[str, Page] = {}
        self._moved: set[str] = set()  # made by a window in another language
        self._closed = False
        self.fresh = {kind.id for kind in kinds if kind.counts_unseen}  # read, and read again when something changes

    def __getitem__(self, name: str) -> Page:
        if name not in self._made:
            self._take(self._kinds[name](self._context))
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._kinds

    def __iter__(self) -> Iterator[str]:
        return iter(self._kinds)

    def __len__(self) -> int:
        return len(self._kinds)

    @property
    def made(self) -> Mapping[str, Page]:
        """Those that are there."""
        return dict(self._made)

    @property
    def numbers(self) -> Mapping[str, str]:
        """The number key of each page that has one, to its id."""
        return {number: name for name, kind in self._kinds.items() if (number := kind.key[5:])}

    def make(self, names: Collection[str]) -> None:
        """These are wanted now, if the window has them."""
        for name in names:
            self.get(name)

    async def make_rest(self) -> None:
        """Make the others while nothing is asked of the store: the first look at one and the palette wait for none."""
        tasks = self._context.tasks
        for name in self._kinds:
            await tasks.read(int)  # behind what the window reads first
            await tasks.settled()
            if self._closed:
                return
            self.make([name])
            await asyncio.sleep(BETWEEN_S)

    def give_way(self, page: Page, to: PageShelf) -> None:
        """This page moves to another window as it is; what was made there for its place takes the place here."""
        instead = to._made.pop(page.id, None)
        del self._made[page.id]
        page.badge_changed.disconnect()
        to._moved.add(page.id)
        to._take(page)
        if page.id in self.fresh:
            to.fresh.add(page.id)
        if instead is not None:
            instead.badge_changed.disconnect()
            self._take(instead)

    def renew(self, name: str) -> None:
        """A page that came half typed out of a window in another language is made anew once nothing is."""
        if name not in self._moved or self._made[name].half_typed():
            return
        self._moved.discard(name)
        self.fresh.discard(name)
        old = self._made.pop(name)
        old.badge_changed.disconnect()
        old.close()
        self._context.tasks.start(self._free(old), endless=True)

    async def _free(self, page: Page) -> None:
        """What it still awaits comes to an end first."""
        await self._context.tasks.settled()
        page.deleteLater()

    def _take(self, page: Page) -> None:
        self._made[page.id] = page
        self._placed(page)

    def close(self) -> None:
        """Nothing more is made."""
        self._closed = True
        for page in self._made.values():
            page.close()
