"""``commandpost verify DATABASE``: checks chain, signatures and receipts of a journal without writing a byte."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from commandpost.bootstrap import verify_words
from commandpost.bootstrap.key_file import read_key
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.terminal import passphrase_for
from commandpost.bootstrap.usage import spoken_parser
from commandpost.domain.errors import RuleBroken, Unavailable
from commandpost.journal.chain import Fault
from commandpost.security.keyslots import KeySlots
from commandpost.security.signing import Ed25519Signing
from commandpost.storage.comparison import compare_journals
from commandpost.storage.verification import Verification, verify_journal

WHOLE, DAMAGED, CANNOT = 0, 1, 2


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
        return VerifyResult(exit_code=DAMAGED if damaged else CANNOT, message=verify_words.unreadable(refused.code))
    if seen.faults:
        return VerifyResult(
            exit_code=DAMAGED, message=_listed(verify_words.damaged(len(seen.faults)), seen.faults), verification=seen
        )
    message = verify_words.whole(seen.streams, seen.entries, seen.receipts)
    return VerifyResult(exit_code=WHOLE, message=message, verification=seen)


def compare_databases(
    here: str | Path, here_key: bytes | None, there: str | Path, there_key: bytes | None
) -> VerifyResult:
    """Prove two journals against each other: the same entries, and what receipts say is held is held."""
    try:
        seen = compare_journals(here, here_key, there, there_key)
    except Unavailable as refused:
        return VerifyResult(exit_code=CANNOT, message=verify_words.incomparable(refused.code))
    if seen.faults:
        return VerifyResult(exit_code=DAMAGED, message=_listed(verify_words.unlike(len(seen.faults)), seen.faults))
    return VerifyResult(exit_code=WHOLE, message=verify_words.alike(seen.streams, seen.receipts))


def run_verify(arguments: Sequence[str]) -> int:
    """Run the command; returns the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        key = _key_of(chosen.database, chosen.key_file)
        other_key = None if chosen.against is None else _key_of(chosen.against, chosen.against_key_file)
    except Unavailable as refused:
        print(verify_words.unreadable(refused.code))
        return CANNOT
    except RuleBroken as wrong:
        print(verify_words.unreadable(wrong.code, str(wrong.params["file"])))
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
    return slots.unlock(passphrase_for(slots)) if slots.exist else None


def _listed(head: str, faults: Sequence[Fault]) -> str:
    """The first fault behind the head, the others below it."""
    lines = [f"{fault.stream}:{fault.seq} {verify_words.reason(fault.reason)}" for fault in faults]
    return "\n".join([head + lines[0], *(f"　　　{line}" for line in lines[1:])])


def _parser() -> argparse.ArgumentParser:
    parser = spoken_parser(
        "commandpost verify",
        spoken(
            "核验值守日志：哈希链、签名与回执；只读。", "Check a journal's chain, signatures and receipts; read-only."
        ),
    )
    parser.add_argument(
        "database",
        metavar="DATABASE",
        help=spoken("文件、sqlite:///文件 或 postgresql+psycopg://…", "file, sqlite:///file or postgresql+psycopg://…"),
    )
    parser.add_argument(
        "--key-file",
        type=Path,
        help=spoken(
            "加密文件的密钥：32 字节或 64 位十六进制数字", "raw key of an encrypted file: 32 bytes or 64 hex digits"
        ),
    )
    parser.add_argument(
        "--against",
        metavar="DATABASE",
        help=spoken("与另一边逐条比对：服务器的数据库", "another side to prove it against: the server's"),
    )
    parser.add_argument(
        "--against-key-file", type=Path, help=spoken("另一边加密时的密钥", "key of the other side, if it is encrypted")
    )
    return parser
