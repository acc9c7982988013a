"""Prove that a built wheel carries all it needs: ``python installer/smoke.py WHEEL``."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path


def main(wheel: Path) -> int:
    """Unpack the wheel beside nothing of this checkout and import all of it there, in a fresh interpreter."""
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*install, "--no-deps", "--target", folder, str(wheel.resolve())], check=True)
        return subprocess.run([sys.executable, __file__, "--inside", folder], cwd=folder, check=False).returncode


def inspect(folder: Path) -> int:
    """Import every module of the unpacked package and look for its data; return the exit status."""
    sys.path.insert(0, str(folder))
    package = import_module("commandpost")
    modules = [module.name for module in pkgutil.walk_packages(package.__path__, "commandpost.")]
    for name in modules:
        if not name.endswith("__main__"):
            import_module(name)
    paths = import_module("commandpost.bootstrap.paths")
    wanted = (Path(str(package.__file__)), paths.resources_dir(), paths.generated_dir() / "commandpost_zh_CN.qm")
    strays = [place for place in wanted if not place.exists() or folder not in place.parents]
    print(f"{len(modules)} modules imported from the wheel" if not strays else f"not in the wheel: {strays}")
    return 1 if strays else 0


if __name__ == "__main__":
    if sys.argv[1] == "--inside":
        sys.exit(inspect(Path(sys.argv[2]).resolve()))
    sys.exit(main(Path(sys.argv[1])))
