"""Make the generated part of the package: forms by uic, the Chinese catalogue by lrelease.

Run by hatchling for wheels and editable installs, and by hand as ``python hatch_build.py`` from a checkout.
Everything lands in ``src/commandpost/_gen``, which git ignores and the wheel takes along;
a wheel also takes ``resources`` along.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:  # by hand, in an environment without the build backend
    BuildHookInterface = object

ROOT = Path(__file__).resolve().parent
GENERATED = Path("src/commandpost/_gen")
SHIPPED = "commandpost/_data/resources"
CATALOGUE = "commandpost_zh_CN.qm"
PACKAGE = '"""Written by hatch_build.py; never edit, never commit."""\n'


class AssetHook(BuildHookInterface):
    """Build the assets before hatchling collects its files."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            build(Path(self.root))
        if version == "standard":  # an editable install reads the checkout's own files
            build_data["force_include"]["resources"] = SHIPPED


def build(root: Path) -> list[Path]:
    """Write every generated file that is missing or stale; return what ``_gen`` now holds."""
    target = root / GENERATED
    target.mkdir(parents=True, exist_ok=True)
    made = [_write(target / "__init__.py", PACKAGE.encode())]
    made += [_form(form, target) for form in sorted((root / "ui").glob("*.ui"))]
    catalogues = sorted((root / "resources" / "i18n").glob("*_zh_CN.ts"))
    if catalogues:
        made.append(_catalogue(catalogues, target / CATALOGUE))
    _sweep(target, made)
    return made


def _form(form: Path, target: Path) -> Path:
    compiled = _run(_tool("uic"), "-g", "python", "--from-imports", str(form))
    return _write(target / f"{form.stem}_ui.py", compiled)


def _catalogue(sources: list[Path], target: Path) -> Path:
    fresh = target.with_suffix(".new")
    _run(_tool("lrelease"), "-silent", *map(str, sources), "-qm", str(fresh))
    return fresh.replace(target)


def _write(path: Path, content: bytes) -> Path:
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)
    return path


def _sweep(target: Path, made: list[Path]) -> None:
    for path in target.iterdir():
        if path.is_file() and path not in made:
            path.unlink()


def _tool(name: str) -> Path:
    """Return Qt's own program inside the PySide6 wheel; its Python wrappers are slower and not on every PATH."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        sys.exit("hatch_build.py: PySide6 is not installed in this Python")
    package = Path(spec.origin).parent
    places = (package / "Qt" / "libexec" / name, package / name, package / f"{name}.exe")
    found = next((place for place in places if place.exists()), None)
    if found is None:
        sys.exit(f"hatch_build.py: no {name} inside {package}")
    return found


def _run(program: Path, *arguments: str) -> bytes:
    locale = os.environ | {"LC_ALL": "C.UTF-8"}  # one this machine does not have makes Qt complain
    done = subprocess.run([program, *arguments], capture_output=True, check=False, env=locale)
    if done.returncode != 0 or done.stderr.strip():
        sys.exit(f"hatch_build.py: {program.name} {' '.join(arguments)}\n{done.stderr.decode()}{done.stdout.decode()}")
    return done.stdout


if __name__ == "__main__":
    for made_file in build(ROOT):
        print(made_file.relative_to(ROOT))
