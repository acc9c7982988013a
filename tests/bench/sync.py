"""The sync at full strength against a real server process on a real PostgreSQL; every row with its goal.

``python -m tests.bench.sync [--json FILE] [--only NAME …] [--pouch NODE_MODULES]``; asserts nothing about time.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench import sync_direct, sync_exchange, sync_outage, sync_waiting
from tests.bench.sync_rows import Figure

PARTS: Mapping[str, Callable[[Path, argparse.Namespace], list[Figure]]] = {
    "ingest": sync_exchange.ingest,
    "pouch": sync_exchange.pouch,
    "bytes": sync_exchange.size,
    "outage": sync_outage.everybody,
    "thin": sync_outage.busiest,
    "waiting": sync_waiting.addressed,
    "processor": sync_direct.processor,
}


def main() -> None:
    """Run the chosen measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--only", nargs="*", choices=list(PARTS), default=list(PARTS))
    parser.add_argument("--entries", type=int, default=20_000, help="of the exchange")
    parser.add_argument("--posts", type=int, default=1_125, help="workstations back after an outage")
    parser.add_argument("--backlog", type=int, default=222_000, help="entries they bring together")
    parser.add_argument("--waiting", type=int, default=1_000, help="clients that wait for news")
    parser.add_argument("--pouch", type=Path, help="folder node_modules with pouchdb, express-pouchdb and express 4")
    chosen = parser.parse_args()
    figures: list[Figure] = []
    for name in chosen.only:
        with tempfile.TemporaryDirectory() as home:
            found = PARTS[name](Path(home), chosen)
        for figure in found:
            print(figure.line(), flush=True)
        figures += found
    if chosen.json:
        chosen.json.write_text(json.dumps([figure.row() for figure in figures], ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
