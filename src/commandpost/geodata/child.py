"""Reads one foreign file in a process of its own: ``python -m commandpost.geodata.child FILE OUT SECONDS MEMORY_MB``.

GDAL is a large C++ library fed with files from anywhere; a bomb or a crash must not take the window with it.
The exit status is 0 with the layers in OUT, or 3 with a rule's code and parameters in OUT as JSON.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

from commandpost.domain.errors import RuleBroken

REFUSED = 3


def main(arguments: list[str]) -> int:
    """Read the file under limits; see the module."""
    file, out, seconds, memory_mb = Path(arguments[0]), Path(arguments[1]), int(arguments[2]), int(arguments[3])
    bound(seconds, memory_mb)
    try:
        _read(file, out)
    except RuleBroken as error:
        words = {name: str(value) for name, value in error.params.items()}
        out.write_text(json.dumps({"code": error.code, "params": words}), encoding="utf-8")
        return REFUSED
    except MemoryError:
        out.write_text(json.dumps({"code": "map_file_too_large", "params": {"file": file.name}}), encoding="utf-8")
        return REFUSED
    return 0


def bound(seconds: int, memory_mb: int) -> None:
    """Limit processor time and memory of this process where the system can (not on Windows)."""
    if find_spec("resource") is None:
        return
    import resource  # noqa: PLC0415 - does not exist on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20, memory_mb * 2**20))


def _read(file: Path, out: Path) -> None:
    """Import the large libraries only under the limits."""
    from commandpost.geodata.archive import save_layers  # noqa: PLC0415 - GDAL and numpy are loaded under the limits
    from commandpost.geodata.readers import read_layers  # noqa: PLC0415 - GDAL and numpy are loaded under the limits

    save_layers(out, read_layers(file))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
