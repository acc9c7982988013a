from __future__ import annotations

import ast
from collections.abc import Iterator

from commandpost.gui.messages import WORDS
from tests.architecture.source import Module, dotted, modules

ERRORS = {"RuleBroken", "Conflict", "Unavailable"}


def test_every_error_code_has_words() -> None:
    silent = {code: place for module in modules() for place, code in _codes(module) if code not in WORDS}

    assert silent == {}


def test_words_are_kept_for_no_code_that_nobody_raises() -> None:
    everywhere = "\n".join(module.text for module in modules() if not module.name.startswith("gui/messages"))
    idle = [code for code in WORDS if f'"{code}"' not in everywhere]

    assert idle == []


def test_the_scan_sees_codes_by_position_and_by_choice() -> None:
    planted = Module(
        name="planted", text="", tree=ast.parse('RuleBroken("a")\nUnavailable("b" if x["d"] else "c", n=1)\n')
    )

    assert {code for _, code in _codes(planted)} == {"a", "b", "c"}


def _codes(module: Module) -> Iterator[tuple[str, str]]:
    for call in module.calls():
        if dotted(call.func).rpartition(".")[2] in ERRORS and call.args:
            yield from ((module.at(call), code) for code in _literals(call.args[0]))


def _literals(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=one, orelse=other):
            yield from _literals(one)
            yield from _literals(other)
