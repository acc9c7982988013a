"""The three errors a caller may meet; anything else is a bug.

CommandPostError
├── RuleBroken    the request breaks a rule; the input is kept and a sentence stands beside the field
├── Conflict      somebody else changed it first; show both versions
└── Unavailable   disk, network or server is not there now; nothing is lost, it is retried
"""

from __future__ import annotations


class CommandPostError(Exception):
    """Base of the errors that carry a code; ``gui/messages.py`` holds the words."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code


class RuleBroken(CommandPostError):
    """The request breaks a rule of the domain; ``params["field"]`` names the field where there is one."""


class Conflict(CommandPostError):
    """Somebody else changed the record first."""


class Unavailable(CommandPostError):
    """A disk, a network or a server is not there now."""
