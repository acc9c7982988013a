"""Reads a foreign table in a process of its own: ``python -m commandpost.documents.table_child FILE OUT``.

Writes one JSON object to OUT and exits 0, also when the file is refused (``{"error": …}``). The caller sets the limits
of CPU and memory; a parser that crashes takes only this process with it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from commandpost.documents.table_file import LARGEST, read_table
from commandpost.domain.errors import RuleBroken
from commandpost.domain.place_table import TableSheet


def main(arguments: list[str]) -> int:
    """Read the file named first into the file named second."""
    path, out = map(Path, arguments)
    try:
        sheets = read_table(_content(path), path.name)
    except RuleBroken as error:
        said: dict[str, object] = {"error": {"code": error.code, "params": error.params}}
    except OSError as error:
        said = {"error": {"code": "table_unreadable", "params": {"file": path.name, "reason": str(error)}}}
    else:
        said = {"sheets": [asdict(sheet) for sheet in sheets]}
    out.write_text(json.dumps(said), encoding="utf-8")
    return 0


def _content(path: Path) -> bytes:
    """The bytes of an ordinary file, so many that too many are seen."""
    if not path.exists():
        raise RuleBroken("map_file_gone", file=path.name)
    if not path.is_file():
        raise RuleBroken("map_file_not_plain", file=path.name)
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def heard_table(said: str) -> tuple[TableSheet, ...]:
    """What the child wrote, in the caller's process. Raises RuleBroken with the child's code."""
    plain = json.loads(said)
    if "error" in plain:
        raise RuleBroken(plain["error"]["code"], **plain["error"]["params"])
    return tuple(TableSheet(name=one["name"], rows=tuple(map(tuple, one["rows"]))) for one in plain["sheets"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
