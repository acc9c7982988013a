"""Words of ``commandpost verify``, Chinese and English of each reason; without Qt, which a server's machine lacks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from commandpost.bootstrap.spoken import spoken

REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "opening": ("会话密钥未经本机证书认可", "the session's key is not vouched for by its device"),
        "missing": ("缺失", "missing"),
        "body": ("正文与哈希不符", "the text does not match its hash"),
        "form": ("存储形式被改动", "stored in another form than it was written"),
        "prev": ("与前一条不相接", "does not follow the entry before"),
        "hash": ("哈希不符", "the hash does not match"),
        "signature": ("签名不符", "the signature does not match"),
        "unsigned": ("末条没有签名", "the last entry is not signed"),
        "head": ("链尾与登记的不符", "the end of the chain is not the one on file"),
        "stream": ("所属会话没有登记", "its session is not on file"),
        "columns": ("检索用的栏目与正文不符", "the columns searched in do not match the text"),
        "parent": ("前一次会话缺失，或其末条不符", "the session before is missing, or its last entry is another"),
        "card": ("席位证书未经服务器认可", "the desk's certificate is not vouched for by the server"),
        "receipt": ("回执的签名或哈希不符", "signature or hash of the receipt does not match"),
        "differs": ("两边的条目从这里起不同", "the two sides differ from here"),
        "unheld": ("回执说有，另一边却没有", "receipted, but not there on the other side"),
    }
)

UNREADABLE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "wrong_passphrase": (
            "密钥或启动口令不对，或没有给密钥（--key-file）",
            "wrong key or passphrase, or no key was given (--key-file)",
        ),
        "key_slots_damaged": ("席位的密钥文件读不出", "the desk's key slots cannot be read"),
        "journal_missing": ("没有这个文件", "there is no such file"),
        "journal_damaged": ("文件已损坏，读不下去", "the file is damaged and cannot be read to its end"),
        "database_unreachable": ("连不上数据库", "the database cannot be reached"),
        "database_not_prepared": (
            "数据库的表还没有建好或升级，请由其所有者执行 --migrate",
            "the database's tables want making or bringing up to date by their owner (--migrate)",
        ),
        "database_not_granted": (
            "这个登录还不许使用日志的表，请由数据库管理员执行 GRANT commandpost_server TO 登录名",
            "this login may not use the journal's tables yet: their owner does GRANT commandpost_server TO LOGIN",
        ),
        "database_login_refused": (
            "数据库不接受这个登录：地址里的登录名要有，密码要对；本机数据库按操作系统的用户认人，请以那个用户执行",
            "the database refuses this login: is its name there, its password right, is this run as its system's user?",
        ),
        "database_absent": ("没有这个数据库，请先用 createdb 建", "there is no such database: make it with createdb"),
        "not_a_journal": ("里面没有值守日志", "there is no journal in it"),
        "database_address_wrong": (
            "数据库地址不对，应为文件、sqlite:///文件 或 postgresql+psycopg://…",
            "that is no address of a database: a file, sqlite:///file or postgresql+psycopg://…",
        ),
        "disk_failed": ("磁盘读不出", "the disk cannot be read"),
        "key_file_absent": ("没有这个密钥文件", "there is no such key file"),
        "key_file_unreadable": (
            "密钥文件读不出，请看是不是文件、有没有读取权限",
            "the key file cannot be read: is it a file, and may you read it",
        ),
        "key_file_wrong": (
            "密钥文件内容不对，应为 32 字节，或 64 位十六进制数字",
            "the key file must hold 32 bytes or 64 hexadecimal digits",
        ),
    }
)


def reason(code: str) -> str:
    """Why an entry is bad, with the code in brackets."""
    words = spoken(*REASONS[code])
    return spoken(f"{words}（{code}）", f"{words} ({code})")


def unreadable(code: str, file: str = "") -> str:
    """The sentence for a journal that could not be checked."""
    words = spoken(*UNREADABLE.get(code, (code, code)))
    if file:
        return spoken(f"无法核验：{words}（{file}）。", f"Cannot check: {words} ({file}).")
    return spoken(f"无法核验：{words}。", f"Cannot check: {words}.")


def whole(streams: int, entries: int, receipts: int) -> str:
    """The sentence for a journal without a fault."""
    counts = f"会话 {streams} 个，条目 {entries} 条，回执 {receipts} 份"
    return spoken(f"完好：{counts}。", f"Whole: {streams} session(s), {entries} entries, {receipts} receipt(s).")


def damaged(count: int) -> str:
    """What stands before the first fault."""
    return spoken(f"损坏：{count} 处。第一处：", f"Damaged: {count} fault(s). The first: ")


def alike(streams: int, receipts: int) -> str:
    """The sentence for two sides that hold the same."""
    return spoken(
        f"两边一致：共有会话 {streams} 个，回执 {receipts} 份，回执所述条目都在。",
        f"Both sides agree: {streams} session(s) in common, {receipts} receipt(s), all that was receipted is there.",
    )


def unlike(count: int) -> str:
    """What stands before the first difference."""
    return spoken(f"两边不一致：{count} 处。第一处：", f"The two sides differ: {count} time(s). The first: ")


def incomparable(code: str) -> str:
    """The sentence for two sides of which one could not be read."""
    words = spoken(*UNREADABLE.get(code, (code, code)))
    return spoken(f"无法比对：{words}。", f"Cannot compare: {words}.")
