"""The port of the paper press; the documents ring implements it."""

from __future__ import annotations

from typing import Protocol

from commandpost.domain.papers import Paper


class PaperPort(Protocol):
    """Sets a paper; the same paper gives the same bytes."""

    def pdf(self, paper: Paper) -> bytes: ...
