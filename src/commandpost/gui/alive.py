"""Whether Qt still has something: the one place that asks."""

from __future__ import annotations

from shiboken6 import isValid


def alive(owner: object) -> bool:
    """Whether Qt still has it; after an ``await`` nobody needs to ask, the deed has ended by then (ADR 0024)."""
    return isValid(owner)
