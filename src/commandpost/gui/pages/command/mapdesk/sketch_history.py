"""What was done to the drawings in this sitting, to be taken back and done again; the journal keeps every step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MOST = 100
Step = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One deed on the store's thread: how it is taken back, and how it is done again."""

    undo: Step
    redo: Step


class SketchHistory:
    """Two stacks; a new deed empties the second."""

    def __init__(self) -> None:
        self._done: list[Done] = []
        self._undone: list[Done] = []

    def add(self, deed: Done) -> None:
        self._done = [*self._done[-MOST:], deed]
        self._undone.clear()

    def step(self, *, back: bool) -> Step | None:
        """The next deed to take back or to do again; None when there is none."""
        source, other = (self._done, self._undone) if back else (self._undone, self._done)
        if not source:
            return None
        deed = source.pop()
        other.append(deed)
        return deed.undo if back else deed.redo
