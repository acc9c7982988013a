"""Reads foreign files in a process of its own: ``python -m commandpost.geodata.child MEMORY_MB``.

GDAL is a large C++ library fed with files from anywhere; a bomb or a crash must not take the window with it. The jobs
are ``survey``, ``read`` and ``keep``, served as :mod:`~commandpost.geodata.serving` tells; layers go through files in
the job's own folder.
"""

from __future__ import annotations

import sys

from commandpost.geodata.serving import Jobs, serve


def main(arguments: list[str]) -> int:
    """Serve until the input ends; see the module."""
    return serve(int(arguments[0]), _jobs)


def _jobs() -> Jobs:
    from commandpost.geodata.jobs import JOBS  # noqa: PLC0415 - GDAL and numpy are loaded under the limits

    return JOBS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
