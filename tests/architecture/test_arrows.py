from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.architecture.source import ROOT, SRC


def test_arrows_point_inwards_and_each_library_has_one_home(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)

    status = lint_imports(config_filename="pyproject.toml", cache_dir=None)

    assert status == 0, capsys.readouterr().out


def test_the_linter_would_see_an_arrow_that_points_outwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for ring in ("inner", "outer"):
        (tmp_path / "planted" / ring).mkdir(parents=True)
        (tmp_path / "planted" / ring / "__init__.py").touch()
    (tmp_path / "planted" / "__init__.py").touch()
    (tmp_path / "planted" / "inner" / "wrong.py").write_text("import planted.outer\n", encoding="utf-8")
    (tmp_path / "contracts.ini").write_text(
        "[importlinter]\nroot_package = planted\n"
        "[importlinter:contract:1]\nname = rings\ntype = layers\nlayers =\n    planted.outer\n    planted.inner\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))

    status = lint_imports(config_filename="contracts.ini", cache_dir=None)

    assert status == 1
    assert "planted.inner is not allowed to import planted.outer" in capsys.readouterr().out


def test_every_package_of_the_product_stands_in_a_ring() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rings = next(contract for contract in contracts if contract["id"] == "rings")
    named = {name.strip() for layer in rings["layers"] for name in layer.split("|")}

    packages = {path.parent.name for path in SRC.glob("*/__init__.py")} - set(rings["exhaustive_ignores"])

    assert packages == named
