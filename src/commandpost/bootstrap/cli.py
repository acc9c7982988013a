"""The command line: ``commandpost [desktop] …``, ``tour``, ``setup``, ``verify``; a bare start opens the desktop."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from commandpost import __version__
from commandpost.app.desk import Tier
from commandpost.bootstrap.terminal import CANNOT, in_words
from commandpost.domain.errors import CommandPostError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 done, 1 failed, 2 could not begin, 130 interrupted."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] == "verify":
        from commandpost.bootstrap.verify import run_verify

        return in_words(lambda: run_verify(words[1:]), _sentence)
    if not words or (words[0] not in COMMANDS and words[0] not in {"-h", "--help", "--version"}):
        words.insert(0, "desktop")
    chosen = _parser().parse_args(words)
    return in_words(lambda: COMMANDS[chosen.command](chosen), _sentence)


def _sentence(error: CommandPostError) -> str:
    from commandpost.bootstrap.told import told

    return told(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="commandpost", description="应急值守指挥台 · a duty-room command post")
    parser.add_argument("--version", action="version", version=f"commandpost {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    _add_desktop(commands.add_parser("desktop", help="open the window (default)"))
    _add_tour(commands.add_parser("tour", help="replay a scenario without a screen; leaves pictures and papers"))
    _add_setup(commands.add_parser("setup", help="set up this workstation's own profile"))
    _add_station(commands.add_parser("station", help="another code for a workstation whose own is taken in its unit"))
    _add_certificates(commands.add_parser("certificates", help="make a private authority and a server's certificate"))
    _add_restore(commands.add_parser("restore", help="put a verified copy of the journal back, or rehearse it"))
    commands.add_parser("verify", help="check a journal's chain, signatures and receipts", add_help=False)
    return parser


def _add_desktop(desktop: argparse.ArgumentParser) -> None:
    desktop.add_argument("--sample", action="store_true", help="the invented street with its embedded server (default)")
    desktop.add_argument(
        "--role", type=Tier, default=Tier.STREET, choices=list(Tier), help="street, district, city or department"
    )
    desktop.add_argument("--profile", help="open a profile made by `commandpost setup` instead of the sample")
    desktop.add_argument("--map", type=Path, help="a GeoPackage or GeoJSON to show as base map")


def _add_tour(tour: argparse.ArgumentParser) -> None:
    tour.add_argument("--scenario", type=Path, help="a TOML or JSON scenario (docs/scenarios.md)")
    tour.add_argument("--map", type=Path, help="a GeoPackage or GeoJSON to put under it")
    tour.add_argument("--out", type=Path, required=True, help="where pictures, papers and summary.json go")


def _add_setup(setup: argparse.ArgumentParser) -> None:
    setup.add_argument("--profile", default="main")
    setup.add_argument("--unit", required=True, help="division code of the unit")
    setup.add_argument("--name", required=True, help="the duty room's name, as papers show it")
    setup.add_argument("--parent", help="division code of the upper unit")
    setup.add_argument("--role", type=Tier, default=Tier.STREET, choices=list(Tier))
    setup.add_argument(
        "--station", default="", help="short code of this workstation inside numbers, another than any in the unit"
    )
    setup.add_argument("--administrator", required=True, help="name of the first person")
    setup.add_argument("--server", help="address of the server")
    setup.add_argument("--code", help="one-time enrolment code of the server")


def _add_station(station: argparse.ArgumentParser) -> None:
    station.add_argument("--profile", default="main")
    station.add_argument("--station", required=True, help="the code it shall have, such as S2")
    station.add_argument("--code", default="", help="a new one-time code, for a workstation that was enrolled before")


def _add_restore(restore: argparse.ArgumentParser) -> None:
    restore.add_argument("--profile", default="main", help="whose journal; the sample's is sample-street")
    restore.add_argument("--copy", type=Path, help="another copy than the newest whole one")
    restore.add_argument("--drill", action="store_true", help="rehearse it elsewhere; the journal is not touched")


def _add_certificates(certificates: argparse.ArgumentParser) -> None:
    from commandpost.bootstrap.certificates import add_certificates

    add_certificates(certificates)


def _certificates(chosen: argparse.Namespace) -> int:
    from commandpost.bootstrap.certificates import run_certificates

    return run_certificates(chosen)


def _desktop(chosen: argparse.Namespace) -> int:
    gc.disable()  # a tenth of the imports; nothing they make is garbage, and the window's own collector takes over
    from commandpost.bootstrap.unread import import_unread

    import_unread()
    from commandpost.bootstrap.desktop import open_desktop

    return open_desktop(profile=chosen.profile, tier=chosen.role, base_map=chosen.map)


def _tour(chosen: argparse.Namespace) -> int:
    from commandpost.bootstrap.paths import resources_dir
    from commandpost.bootstrap.tour.runner import run_tour

    scenario = chosen.scenario or resources_dir() / "sample" / "wall-night.toml"
    return run_tour(scenario, chosen.out, base_map=chosen.map)


def _setup(chosen: argparse.Namespace) -> int:
    from commandpost.bootstrap.setup import set_up

    return set_up(chosen)


def _station(chosen: argparse.Namespace) -> int:
    from commandpost.bootstrap.station import run_station

    return run_station(chosen)


def _restore(chosen: argparse.Namespace) -> int:
    from commandpost.bootstrap.restore import run_restore

    return run_restore(chosen)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = MappingProxyType(
    {
        "desktop": _desktop,
        "tour": _tour,
        "setup": _setup,
        "station": _station,
        "certificates": _certificates,
        "restore": _restore,
        "verify": lambda _chosen: CANNOT,
    }
)

if __name__ == "__main__":
    sys.exit(main())
