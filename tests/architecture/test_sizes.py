from __future__ import annotations

import ast

from tests.architecture.source import modules

FILE_LINES = 400
FUNCTION_LINES = 60
WINDOW_LINES = 200


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {module.name: lines for module in modules() if (lines := len(module.text.splitlines())) > FILE_LINES}

    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{module.at(node)} {node.name}": lines
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    }

    assert long == {}


def test_the_main_window_only_assembles() -> None:
    window = next(module for module in modules() if module.name == "gui/main_window.py")

    assert len(window.text.splitlines()) <= WINDOW_LINES
