"""Documents nobody vouches for, read in a bounded child that lives for one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from commandpost.domain.errors import RuleBroken
from commandpost.geodata.process import BoundedProcess

_CHILD = "commandpost.bootstrap.document_child"
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1"}  # address space is scarce


def read_document(file: Path, *, seconds: int, memory_mb: int, **job: Any) -> Any:  # noqa: ANN401 - JSON
    """What the child tells of a file; blocks, away from the window.

    Raises what the job refuses, and ``RuleBroken("map_file_too_slow"|"map_file_too_large"|"child_died")``.
    """
    child = BoundedProcess(_CHILD, seconds=seconds, memory_mb=memory_mb, environment=_ENVIRONMENT)
    try:
        return next(said["done"] for said in child.answers(file, **job))
    except RuleBroken as error:
        if error.code == "map_file_unreadable":  # it died; this is no map
            raise RuleBroken("child_died") from error
        raise
    finally:
        child.close()
