"""What the documents claim of the code: the registries they name, the files they lead to, the records' numbers."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import ROOT, modules

DOCS = ROOT / "docs"
RECORDS = sorted((DOCS / "adr").glob("*.md"))
ABOUT = DOCS / "architecture.md"


def test_every_decision_record_has_a_number_of_its_own_and_says_it() -> None:
    numbers = [record.name[:4] for record in RECORDS]
    titles = [record.read_text(encoding="utf-8").splitlines()[0] for record in RECORDS]

    assert numbers == [f"{at:04}" for at in range(1, len(RECORDS) + 1)]
    assert [title[:7] for title in titles] == [f"# {number} " for number in numbers]


def test_every_link_between_the_documents_leads_to_a_file() -> None:
    pages = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    broken = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert pages
    assert broken == []


def test_every_registry_the_architecture_names_is_a_tuple_in_the_code() -> None:
    line = next(one for one in ABOUT.read_text(encoding="utf-8").splitlines() if "Registries are tuples" in one)
    named = set(re.findall(r"`([A-Z_]+)`", line))
    annotated = [node for module in modules() for node in module.tree.body if isinstance(node, ast.AnnAssign)]
    tuples = {node.target.id for node in annotated if isinstance(node.target, ast.Name) and _is_tuple(node)}

    assert "LAYERS" in named
    assert named - tuples == set()


def test_every_file_the_architecture_leads_to_exists() -> None:
    text = ABOUT.read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+/[a-z_/*]*(?:\.py|\.toml|\.ts|\.typ)?)`", text))
    homes = (ROOT, ROOT / "src" / "commandpost")

    assert named
    assert [path for path in sorted(named) if not any(list(home.glob(path.rstrip("/"))) for home in homes)] == []


def _is_tuple(node: ast.AnnAssign) -> bool:
    return ast.unparse(node.annotation).startswith("tuple[")
