"""``commandpost verify DATABASE``: checks chain, signatures and receipts of a journal without writing a byte."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from commandpost.bootstrap.key_file import read_key
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.journal.chain import Fault
from commandpost.security.keyslots import KeySlots
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.comparison import compare_journals
from commandpost.storage.verification import Verification, verify_journal

WHOLE, DAMAGED, CANNOT = 0, 1, 2

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "opening": "会话密钥未经本机证书认可",
        "missing": "缺失",
        "body": "正文与哈希不符",
        "prev": "与前一条不相接",
        "hash": "哈希不符",
        "signature": "签名不符",
        "unsigned": "末条没有签名",
        "head": "链尾与登记的不符",
        "stream": "所属会话没有登记",
        "columns": "检索用的栏目与正文不符",
        "parent": "前一次会话缺失，或其末条不符",
        "card": "席位证书未经服务器认可",
        "receipt": "回执的签名或哈希不符",
        "differs": "两边的条目从这里起不同",
        "unheld": "回执说有，另一边却没有",
    }
)

UNREADABLE: Mapping[str, str] = MappingProxyType(
    {
        "wrong_passphrase": "密钥或启动口令不对，或没有给密钥（--key-file）",
        "key_slots_damaged": "席位的密钥文件读不出",
        "journal_missing": "没有这个文件",
        "journal_damaged": "文件已损坏，读不下去",
        "database_unreachable": "连不上数据库",
        "disk_failed": "磁盘读不出",
        "key_file_absent": "没有这个密钥文件",
        "key_file_unreadable": "密钥文件读不出，请看是不是文件、有没有读取权限",
        "key_file_wrong": "密钥文件内容不对，应为 32 字节，或 64 位十六进制数字",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyResult:
    """What the command prints and how it ends: 0 whole, 1 damaged, 2 could not be read."""

    exit_code: int
    message: str
    verification: Verification | None = None


def verify_database(location: str | Path, key: bytes | None) -> VerifyResult:
    """Check a journal by its path or PostgreSQL address; ``key`` is the raw key of an encrypted file."""
    try:
        seen = verify_journal(location, key, Ed25519Signing())
    except Unavailable as refused:
        damaged = refused.code == "journal_damaged"
        said = UNREADABLE.get(refused.code, refused.code)
        return VerifyResult(exit_code=DAMAGED if damaged else CANNOT, message=f"无法核验：{said}。")
    if seen.faults:
        return VerifyResult(exit_code=DAMAGED, message=_damage(seen), verification=seen)
    counts = f"会话 {seen.streams} 个，条目 {seen.entries} 条，回执 {seen.receipts} 份"
    return VerifyResult(exit_code=WHOLE, message=f"完好：{counts}。", verification=seen)


def compare_databases(
    here: str | Path, here_key: bytes | None, there: str | Path, there_key: bytes | None
) -> VerifyResult:
    """Prove two journals against each other: the same entries, and what receipts say is held is held."""
    try:
        seen = compare_journals(here, here_key, there, there_key)
    except Unavailable as refused:
        return VerifyResult(exit_code=CANNOT, message=f"无法比对：{UNREADABLE.get(refused.code, refused.code)}。")
    if seen.faults:
        lines = [f"两边不一致：{len(seen.faults)} 处。第一处：{_line(seen.faults[0])}"]
        return VerifyResult(
            exit_code=DAMAGED, message="\n".join([*lines, *(f"　　　{_line(one)}" for one in seen.faults[1:])])
        )
    counts = f"共有会话 {seen.streams} 个，回执 {seen.receipts} 份"
    return VerifyResult(exit_code=WHOLE, message=f"两边一致：{counts}，回执所述条目都在。")


def run_verify(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        key = _key_of(chosen.database, chosen.key_file)
        other_key = None if chosen.against is None else _key_of(chosen.against, chosen.against_key_file)
    except Unavailable as refused:
        print(f"无法核验：{UNREADABLE.get(refused.code, refused.code)}。")
        return CANNOT
    except RuleBroken as wrong:
        print(f"无法核验：{UNREADABLE[wrong.code]}（{wrong.params['file']}）。")
        return CANNOT
    results = [verify_database(chosen.database, key)]
    if chosen.against is not None:
        results.append(verify_database(chosen.against, other_key))
        if all(result.exit_code == WHOLE for result in results):
            results.append(compare_databases(chosen.database, key, chosen.against, other_key))
    print("\n".join(result.message for result in results))
    return max(result.exit_code for result in results)


def _key_of(database: str, key_file: Path | None) -> bytes | None:
    return key_beside(database) if key_file is None else read_key(key_file)


def key_beside(database: str) -> bytes | None:
    """The key of a profile's journal by the slots beside it; asks for the passphrase where only that opens it.

    None for a journal that has no slots. Raises ``Unavailable("wrong_passphrase"|"key_slots_damaged")``.
    """
    slots = KeySlots(Path(database.removeprefix("sqlite:///")).parent)
    if not slots.exist:
        return None
    try:
        return slots.unlock()
    except Unavailable as refused:
        if refused.code != "passphrase_needed":
            raise
    return slots.unlock(
        os.environ.get("COMMANDPOST_PASSPHRASE") or getpass.getpass("启动口令 passphrase: ", sys.stderr)
    )


def _damage(seen: Verification) -> str:
    lines = [f"损坏：{len(seen.faults)} 处。第一处：{_line(seen.faults[0])}"]
    lines += [f"　　　{_line(fault)}" for fault in seen.faults[1:]]
    return "\n".join(lines)


def _line(fault: Fault) -> str:
    return f"{fault.stream}:{fault.seq} {REASONS[fault.reason]}（{fault.reason}）"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="commandpost verify", description="核验值守日志：哈希链、签名与回执。check a journal, read-only"
    )
    parser.add_argument("database", metavar="DATABASE", help="file, sqlite:///file or postgresql+psycopg://…")
    parser.add_argument("--key-file", type=Path, help="raw key of an encrypted file: 32 bytes or 64 hex digits")
    parser.add_argument("--against", metavar="DATABASE", help="another side to prove it against: the server's")
    parser.add_argument("--against-key-file", type=Path, help="key of the other side, if it is encrypted")
    return parser
