from __future__ import annotations

import re

from tests.architecture.source import ROOT, modules

GLOSSARY = ROOT / "docs" / "glossary.md"


def test_every_code_word_of_the_glossary_is_used_in_the_code() -> None:
    spoken = "\n".join(module.text for module in modules())

    unused = [word for word in _code_words() if not re.search(rf"\b{re.escape(word)}\b", spoken)]

    assert unused == []


def test_no_operator_word_has_two_code_words() -> None:
    operator_words = [row[0] for row in _rows()]

    assert len(operator_words) == len(set(operator_words))


def _code_words() -> list[str]:
    return [word for row in _rows() for word in re.findall(r"`([^`]+)`", row[1])]


def _rows() -> list[list[str]]:
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    rows = [row for row in cells if not set(row[0]) <= set("-: ") and "`" in row[1]]
    assert len(rows) > 30
    return rows
