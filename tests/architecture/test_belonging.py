"""A deed that belongs to a window ends with it, by one mechanism: no coroutine asks whether it is there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import Module, dotted, modules

HOMES = {"gui/alive.py", "gui/runtime/belonging.py"}
ASKING = {"alive", "isValid", "shiboken6.isValid"}


def test_one_module_asks_qt_whether_something_is_still_there() -> None:
    found = [
        module.at(node)
        for module in modules()
        if module.name not in HOMES
        for node in module.nodes
        if (isinstance(node, ast.ImportFrom) and node.module == "shiboken6")
        or (isinstance(node, ast.Call) and dotted(node.func) == "shiboken6.isValid")
    ]

    assert found == []


def test_no_deed_asks_whether_its_window_is_still_there() -> None:
    found = [place for module in modules() if module.name not in HOMES for place in guards(module)]

    assert found == []


def test_what_a_dialog_begins_belongs_to_it() -> None:
    found = [place for module in modules() for place in ownerless(module)]

    assert found == []


def test_a_guard_and_a_deed_of_nobody_would_be_found() -> None:
    text = """
class One(SideWindow):
    def begin(self):
        self.context.tasks.start(self._read())

    async def _read(self):
        await self.context.tasks.store(read)
        if alive(self):
            self.show_it()
"""
    planted = Module(name="planted.py", text=text, tree=ast.parse(text))

    assert list(guards(planted)) == ["planted.py:8"]
    assert list(ownerless(planted)) == ["planted.py:4"]


def guards(module: Module) -> Iterator[str]:
    """Where a coroutine asks."""
    for node in module.nodes:
        if isinstance(node, ast.AsyncFunctionDef):
            asked = (one for one in ast.walk(node) if isinstance(one, ast.Call) and dotted(one.func) in ASKING)
            yield from map(module.at, asked)


def ownerless(module: Module) -> Iterator[str]:
    """Where a dialog starts what would outlive it; ``context.start`` knows a window's own methods by itself."""
    for node in module.nodes:
        if isinstance(node, ast.ClassDef) and any(dotted(base).endswith(DIALOGS) for base in node.bases):
            yield from (
                module.at(one)
                for one in ast.walk(node)
                if isinstance(one, ast.Call)
                and dotted(one.func).endswith("tasks.start")
                and not {"owner", "endless"} & {given.arg for given in one.keywords}
            )


DIALOGS = ("SideWindow", "Dialog", "Form")
