"""The source as the tests of the architecture read it: one parsed tree for each module."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "commandpost"


@dataclass(frozen=True, kw_only=True)
class Module:
    """One module of the product; ``name`` is its path below the package, ``tree`` its syntax, gone through once."""

    name: str
    text: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    @cached_property
    def _calls(self) -> tuple[ast.Call, ...]:
        return tuple(node for node in self.nodes if isinstance(node, ast.Call))

    def calls(self) -> Iterator[ast.Call]:
        return iter(self._calls)

    def at(self, node: ast.AST) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def modules() -> tuple[Module, ...]:
    """Return every module that a person wrote."""
    written = (path for path in sorted(SRC.rglob("*.py")) if "_gen" not in path.relative_to(SRC).parts)
    return tuple(_module(path) for path in written)


def _module(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(name=path.relative_to(SRC).as_posix(), text=text, tree=ast.parse(text))


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` for a chain of names, "" for anything else in it."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attr):
            before = dotted(value)
            return f"{before}.{attr}" if before else ""
    return ""
