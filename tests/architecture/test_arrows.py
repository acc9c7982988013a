from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.source import ROOT, SRC


def lint_imports(config: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """In a process of its own: the linter sets up logging for the whole of one."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [str(program), "--config", config, "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder / "src"), str(folder)])}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_arrows_point_inwards_and_each_library_has_one_home() -> None:
    done = lint_imports("pyproject.toml", ROOT)

    assert done.returncode == 0, done.stdout


def test_the_linter_would_see_an_arrow_that_points_outwards(tmp_path: Path) -> None:
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

    done = lint_imports("contracts.ini", tmp_path)

    assert done.returncode == 1
    assert "planted.inner is not allowed to import planted.outer" in done.stdout


def test_every_package_of_the_product_stands_in_a_ring() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rings = next(contract for contract in contracts if contract["id"] == "rings")
    named = {name.strip() for layer in rings["layers"] for name in layer.split("|")}

    packages = {path.parent.name for path in SRC.glob("*/__init__.py")} - set(rings["exhaustive_ignores"])

    assert packages == named
