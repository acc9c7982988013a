"""What ``commandpost-server`` can be told."""

from __future__ import annotations

import argparse
from pathlib import Path

from commandpost import __version__
from commandpost.app.desk import Tier
from commandpost.app.throttle import Allowance
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.usage import VERSION, spoken_parser, tier

USUAL = Allowance()


def parser() -> argparse.ArgumentParser:
    """Return the parser of the server's command line."""
    made = spoken_parser(
        "commandpost-server", spoken("各席位与之同步的值守日志服务器", "a journal that desks synchronise with")
    )
    made.add_argument("--version", action="version", version=f"commandpost-server {__version__}", help=spoken(*VERSION))
    made.add_argument(
        "--database",
        required=True,
        help=spoken("sqlite:///文件 或 postgresql+psycopg://…", "sqlite:///FILE or postgresql+psycopg://…"),
    )
    made.add_argument(
        "--key-file",
        type=Path,
        help=spoken("加密 SQLite 文件的密钥，64 位十六进制数字", "raw key of an encrypted SQLite file, 64 hex digits"),
    )
    _whose(made.add_argument_group(spoken("哪家的日志", "whose journal it is")))
    _wire(made.add_argument_group(spoken("连接", "the wire")))
    _upper(made.add_argument_group(spoken("上级服务器", "the server above")))
    once = made.add_argument_group(spoken("做完一次即退出", "done once, then the program ends"))
    _once(once)
    _board(once)
    made.add_argument("--virtual-clock", type=Path, help=spoken("演练用的时间文件", "file with the time of a tour"))
    return made


def _whose(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--unit",
        default="",
        help=spoken(
            "运行本服务器的单位编码；首次启动时写明，以后可不写",
            "division code of the unit that runs this server; told at its first start, kept from then on",
        ),
    )
    group.add_argument(
        "--name", default="server", help=spoken("本服务器的名称，写在日志里", "of this server, as its journal shows it")
    )
    group.add_argument(
        "--tier",
        type=tier,
        default=Tier.DISTRICT,
        choices=list(Tier),
        help=spoken("层级，写在回执里", "stands in receipts"),
    )
    group.add_argument(
        "--units", type=Path, help=spoken("单位和上级的 TOML 表", "TOML table of units and their parents")
    )
    group.add_argument(
        "--restored",
        action="store_true",
        help=spoken(
            "数据库是从备份恢复的：请各席位全部重新报来", "the database was put back from a backup: ask for all again"
        ),
    )


def _wire(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--host", default="127.0.0.1")
    group.add_argument("--port", type=int, default=8710, help=spoken("0 为任意空闲端口", "0: any free one"))
    group.add_argument(
        "--certificate",
        type=Path,
        help=spoken("PEM 文件；不给就是不加密的 HTTP", "PEM file; without one the wire is plain HTTP"),
    )
    group.add_argument("--certificate-key", type=Path, help=spoken("PEM 文件", "PEM file"))
    group.add_argument(
        "--tls-authority",
        type=Path,
        help=spoken("出示给已知其指纹的席位的 PEM 文件", "PEM shown to desks that were told its fingerprint"),
    )
    group.add_argument(
        "--announce",
        type=Path,
        help=spoken("就绪后把地址、纪元和登记码写进这个文件", "write url, epoch and codes to this file when ready"),
    )
    group.add_argument(
        "--end-with-input", action="store_true", help=spoken("标准输入关闭就结束", "end when standard input is closed")
    )
    group.add_argument(
        "--invite",
        action="append",
        default=[],
        metavar="UNIT",
        help=spoken("就绪文件里附一个登记码", "put a code into the announcement"),
    )
    group.add_argument(
        "--requests-a-second",
        type=float,
        default=USUAL.requests_a_second,
        help=spoken("每台席位的上限", "of one device"),
    )
    group.add_argument(
        "--burst",
        type=int,
        default=USUAL.burst,
        help=spoken("每台席位一次可连发多少请求", "requests of one device at once"),
    )
    group.add_argument(
        "--entries-a-day", type=int, default=USUAL.entries_a_day, help=spoken("每台席位的上限", "of one device")
    )
    group.add_argument(
        "--blob-bytes-a-day", type=int, default=USUAL.blob_bytes_a_day, help=spoken("每台席位的上限", "of one device")
    )


def _upper(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--upstream",
        metavar="URL",
        help=spoken("把这里的全部内容也报到这台服务器", "bring everything held here to this server as well"),
    )
    group.add_argument(
        "--upstream-code", metavar="CODE", help=spoken("第一次用的一次性登记码", "one-time code of the first time")
    )
    group.add_argument(
        "--upstream-authority",
        type=Path,
        metavar="FILE",
        help=spoken("上级服务器证书机构的 PEM 文件", "PEM of the upper server's authority"),
    )
    group.add_argument(
        "--trust",
        action="append",
        default=[],
        metavar="HEX",
        help=spoken("下级服务器的公钥，见 --authority", "public key of a server below, see --authority"),
    )


def _once(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--enrol-code",
        action="append",
        default=[],
        metavar="UNIT",
        help=spoken("打印一次性登记码", "print a one-time code"),
    )
    group.add_argument(
        "--devices", action="store_true", help=spoken("列出已登记的席位", "list the enrolled workstations")
    )
    group.add_argument(
        "--revoke",
        action="append",
        default=[],
        metavar="DEVICE",
        help=spoken(
            "注销席位：其编号或编号的开头（至少 4 位）、名称或代号，只能指一台",
            "let a workstation in no more: its number, a beginning of it, its name or station; only one may fit",
        ),
    )
    group.add_argument(
        "--backup",
        type=Path,
        metavar="FOLDER",
        help=spoken("把整库的核验备份写到这里", "write a verified copy of the whole journal there"),
    )
    group.add_argument(
        "--restore",
        type=Path,
        metavar="FILE",
        help=spoken("把这样的备份恢复到空库", "put such a copy into this empty database"),
    )
    group.add_argument(
        "--authority", action="store_true", help=spoken("打印本服务器的公钥", "print this server's public key")
    )
    group.add_argument(
        "--migrate",
        action="store_true",
        help=spoken(
            "建表或升级表；PostgreSQL 中由其所有者执行",
            "make the tables or bring them up to date, as their owner in PostgreSQL",
        ),
    )


def _board(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--board-user",
        action="append",
        default=[],
        nargs=2,
        metavar=("NAME", "UNIT"),
        help=spoken("开立态势页账号并打印口令", "make an account of the board and print its password"),
    )
    group.add_argument(
        "--board-users", action="store_true", help=spoken("列出态势页账号", "list the accounts of the board")
    )
    group.add_argument(
        "--board-renew",
        action="append",
        default=[],
        metavar="NAME",
        help=spoken(
            "给态势页账号换口令并打印；正在看的立即退出",
            "give an account of the board another password and print it; who looks by the old one is out at once",
        ),
    )
    group.add_argument(
        "--board-remove",
        action="append",
        default=[],
        metavar="NAME",
        help=spoken(
            "销去态势页账号；正在看的立即退出", "remove an account of the board; who looks by it is out at once"
        ),
    )


def allowance_of(chosen: argparse.Namespace) -> Allowance:
    """Return what a device may ask of this server."""
    return Allowance(
        requests_a_second=chosen.requests_a_second,
        burst=chosen.burst,
        entries_a_day=chosen.entries_a_day,
        blob_bytes_a_day=chosen.blob_bytes_a_day,
    )
