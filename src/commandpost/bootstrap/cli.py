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
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.terminal import CANNOT, in_words
from commandpost.bootstrap.usage import VERSION, spoken_parser, tier
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
    parser = spoken_parser("commandpost", spoken("应急值守指挥台", "a duty-room command post"))
    parser.add_argument("--version", action="version", version=f"commandpost {__version__}", help=spoken(*VERSION))
    commands = parser.add_subparsers(dest="command", required=True)
    _add_desktop(
        commands.add_parser("desktop", help=spoken("打开窗口（不写命令时就是它）", "open the window (default)"))
    )
    _add_tour(
        commands.add_parser(
            "tour",
            help=spoken(
                "不开屏幕演练一个脚本，留下图片和文书", "replay a scenario without a screen; leaves pictures and papers"
            ),
        )
    )
    _add_setup(commands.add_parser("setup", help=spoken("建立本机席位", "set up this workstation's own profile")))
    _add_station(
        commands.add_parser(
            "station",
            help=spoken(
                "本单位已有同样代号的，给席位换一个代号",
                "another code for a workstation whose own is taken in its unit",
            ),
        )
    )
    _add_certificates(
        commands.add_parser(
            "certificates",
            help=spoken("建私有证书机构和服务器证书", "make a private authority and a server's certificate"),
        )
    )
    _add_restore(
        commands.add_parser(
            "restore",
            help=spoken(
                "用核验过的备份恢复日志，或演练一遍", "put a verified copy of the journal back, or rehearse it"
            ),
        )
    )
    commands.add_parser(
        "verify",
        help=spoken("核验日志的链条、签名和回执", "check a journal's chain, signatures and receipts"),
        add_help=False,
    )
    return parser


def _add_desktop(desktop: argparse.ArgumentParser) -> None:
    desktop.add_argument(
        "--sample",
        action="store_true",
        help=spoken("内容虚构的示例街道，自带服务器（默认）", "the invented street with its embedded server (default)"),
    )
    desktop.add_argument(
        "--role",
        type=tier,
        default=Tier.STREET,
        choices=list(Tier),
        help=spoken(
            "层级：street 街道、district 区、city 市、department 委办局", "street, district, city or department"
        ),
    )
    desktop.add_argument(
        "--profile",
        help=spoken(
            "不打开示例，打开 commandpost setup 建的席位",
            "open a profile made by `commandpost setup` instead of the sample",
        ),
    )
    desktop.add_argument(
        "--map",
        type=Path,
        help=spoken("用作底图的 GeoPackage 或 GeoJSON 文件", "a GeoPackage or GeoJSON to show as base map"),
    )


def _add_tour(tour: argparse.ArgumentParser) -> None:
    tour.add_argument(
        "--scenario",
        type=Path,
        help=spoken("TOML 或 JSON 脚本（见 docs/scenarios.md）", "a TOML or JSON scenario (docs/scenarios.md)"),
    )
    tour.add_argument(
        "--map",
        type=Path,
        help=spoken("垫在下面的 GeoPackage 或 GeoJSON 文件", "a GeoPackage or GeoJSON to put under it"),
    )
    tour.add_argument(
        "--out",
        type=Path,
        required=True,
        help=spoken("图片、文书和 summary.json 存到哪个文件夹", "where pictures, papers and summary.json go"),
    )


def _add_setup(setup: argparse.ArgumentParser) -> None:
    setup.add_argument("--profile", default="main")
    setup.add_argument("--unit", required=True, help=spoken("本单位编码", "division code of the unit"))
    setup.add_argument(
        "--name", required=True, help=spoken("值班室名称，印在文书上", "the duty room's name, as papers show it")
    )
    setup.add_argument("--parent", help=spoken("上级单位编码", "division code of the upper unit"))
    setup.add_argument("--role", type=tier, default=Tier.STREET, choices=list(Tier))
    setup.add_argument(
        "--station",
        default="",
        help=spoken(
            "席位代号，写进每个编号，与本单位其他席位不同",
            "short code of this workstation inside numbers, another than any in the unit",
        ),
    )
    setup.add_argument("--administrator", required=True, help=spoken("第一个人的姓名", "name of the first person"))
    setup.add_argument("--server", help=spoken("服务器地址", "address of the server"))
    setup.add_argument("--code", help=spoken("服务器给的一次性登记码", "one-time enrolment code of the server"))


def _add_station(station: argparse.ArgumentParser) -> None:
    station.add_argument("--profile", default="main")
    station.add_argument(
        "--station", required=True, help=spoken("新代号，例如 S2", "the code it shall have, such as S2")
    )
    station.add_argument(
        "--code",
        default="",
        help=spoken(
            "登记过的席位要一个新的一次性登记码", "a new one-time code, for a workstation that was enrolled before"
        ),
    )


def _add_restore(restore: argparse.ArgumentParser) -> None:
    restore.add_argument(
        "--profile",
        default="main",
        help=spoken("哪个席位的日志；示例的是 sample-street", "whose journal; the sample's is sample-street"),
    )
    restore.add_argument(
        "--copy",
        type=Path,
        help=spoken(
            "不用最近的完好备份，用这一份；新电脑上指第二备份位置里的 desk-… 文件夹",
            "another copy than the newest whole one; on a new computer, the desk-… folder in the second place",
        ),
    )
    restore.add_argument(
        "--drill",
        action="store_true",
        help=spoken("在别处演练，不碰正在用的日志", "rehearse it elsewhere; the journal is not touched"),
    )


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
