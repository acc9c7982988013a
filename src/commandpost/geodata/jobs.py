"""What the reading process can do, by name; each job gets its line of JSON and a way to tell its progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from commandpost.domain.map_import import MapReading, ReadProgress, choice_from_plain, survey_to_plain
from commandpost.geodata.archive import save_layers
from commandpost.geodata.keeping import keep_map
from commandpost.geodata.readers import read_map, survey_map
from commandpost.geodata.serving import Say

Job = Mapping[str, Any]


def _survey(job: Job, _say: Say) -> dict[str, Any]:
    return survey_to_plain(survey_map(Path(job["file"])))


def _read(job: Job, say: Say) -> dict[str, Any]:
    out = Path(job["out"])
    reading = read_map(Path(job["file"]), choice_from_plain(job["choice"]), _teller(out, say))
    return _saved(reading, out / "layers.npz")


def _keep(job: Job, say: Say) -> dict[str, Any]:
    out, folder = Path(job["out"]), Path(job["folder"])
    reading = keep_map(Path(job["file"]), choice_from_plain(job["choice"]), folder, _teller(out, say))
    return _saved(reading, folder / "layers.npz")


JOBS: Mapping[str, Callable[[Job, Say], dict[str, Any]]] = {"survey": _survey, "read": _read, "keep": _keep}


def _teller(out: Path, say: Say) -> Callable[[ReadProgress], None]:
    """Tells progress, and an early picture through a file."""
    numbers = count()

    def tell(progress: ReadProgress) -> None:
        said: dict[str, Any] = {"read": progress.done, "total": progress.total}
        if progress.first_look is not None:
            said["first_look"] = _saved(progress.first_look, out / f"first{next(numbers)}.npz")
        say(said)

    return tell


def _saved(reading: MapReading, path: Path) -> dict[str, Any]:
    save_layers(path, reading.layers)
    return {"layers": str(path), "notes": list(reading.notes)}
