from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import PySide6
import pytest
from defusedxml import ElementTree

from tests.architecture.source import ROOT, SRC, Module, modules

CATALOGUES = sorted((ROOT / "resources" / "i18n").glob("*_zh_CN.ts"))
INSIDE = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")  # a word with a capital that begins no sentence
NAMES = frozenset(
    {"Beijing", "China", "Chinese", "Excel", "Folder", "Font", "License", "Linux", "Mercator", "Settings", "Tencent"}
    | {"Tianditu", "Web", "Word", "Backspace", "Ctrl", "Delete", "Enter", "Shift", "Space"}
)
LUPDATE = Path(PySide6.__file__).parent / "lupdate"


def test_every_string_for_people_is_in_chinese(tmp_path: Path) -> None:
    wanted = {(context, source) for context, source, _, _ in _messages(_extracted(tmp_path))}

    missing = sorted(wanted - _translated())

    assert missing == []


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.stem)
def test_a_catalogue_holds_nothing_unfinished_or_gone(catalogue: Path) -> None:
    open_ends = [(source, state) for _, source, state, text in _messages(catalogue) if state or not text.strip()]

    assert open_ends == []


def test_no_english_word_has_a_capital_inside_a_sentence() -> None:
    found = {
        (name, source)
        for catalogue in CATALOGUES
        for _, source, _, _ in _messages(catalogue)
        for name in INSIDE.findall(source)
        if name not in NAMES
    }

    assert sorted(found) == []


def test_placeholders_survive_translation() -> None:
    changed = [
        (catalogue.name, source, text)
        for catalogue in CATALOGUES
        for _, source, _, text in _messages(catalogue)
        if _placeholders(source) - _placeholders(text)
    ]

    assert changed == []


def test_no_translated_string_is_put_together_before_it_is_looked_up() -> None:
    found = [module.at(call) for module in modules() for call in _lookups(module) if _is_assembled(call)]

    assert found == []


def test_lupdate_reads_python_and_forms(tmp_path: Path) -> None:
    source = tmp_path / "planted.py"
    source.write_text('class Planted(QWidget):\n    def f(self):\n        self.tr("Planted words")\n', encoding="utf-8")

    found = {text for _, text, _, _ in _messages(_lupdate(tmp_path / "planted.ts", [source]))}

    assert found == {"Planted words"}


def _extracted(folder: Path) -> Path:
    forms = sorted((ROOT / "ui").glob("*.ui"))
    written = [SRC / module.name for module in modules()]
    return _lupdate(folder / "all.ts", [*written, *forms])


def _lupdate(target: Path, sources: list[Path]) -> Path:
    names = target.with_suffix(".lst")
    names.write_text("\n".join(map(str, sources)), encoding="utf-8")
    subprocess.run([LUPDATE, "-silent", f"@{names}", "-ts", str(target)], check=True, capture_output=True)
    return target


def _messages(catalogue: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield context, source, state ("" when finished) and translation."""
    for context in ElementTree.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            state = translation.get("type", "") if translation is not None else "unfinished"
            text = "".join(translation.itertext()) if translation is not None else ""
            yield context.findtext("name", ""), message.findtext("source", ""), state, text


@cache
def _translated() -> frozenset[tuple[str, str]]:
    return frozenset(
        (context, source)
        for path in CATALOGUES
        for context, source, state, text in _messages(path)
        if text and not state
    )


def _placeholders(text: str) -> set[str]:
    words = {"%n", "%1", "%2", "%3", "%4"}
    braces = {f"{{{part.partition('}')[0]}}}" for part in text.split("{")[1:]}
    return {word for word in words if word in text} | braces


def _lookups(module: Module) -> Iterator[ast.Call]:
    return (
        call
        for call in module.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"tr", "translate"}
    )


def _is_assembled(call: ast.Call) -> bool:
    return any(isinstance(argument, ast.JoinedStr) or _is_text_sum(argument) for argument in call.args[:2])


def _is_text_sum(argument: ast.expr) -> bool:
    """Tell text put together from the sums that ``QPainter.translate`` takes."""
    sums = (node for node in ast.walk(argument) if isinstance(node, ast.BinOp))
    return any(
        isinstance(side, ast.Constant) and isinstance(side.value, str)
        for node in sums
        for side in (node.left, node.right)
    )
