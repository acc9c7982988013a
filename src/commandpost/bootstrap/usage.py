"""How a command line is told to be wrong, and its help, in the terminal's language: the words of ``argparse``."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from types import MappingProxyType

from commandpost.app.desk import Tier
from commandpost.bootstrap.spoken import spoken

VERSION = ("显示版本号后退出", "show the version and exit")
WORDS: Mapping[str, str] = MappingProxyType(
    {
        "usage: ": "用法：",
        "positional arguments": "参数",
        "options": "选项",
        "show this help message and exit": "显示本说明后退出",
        "%(prog)s: error: %(message)s\n": "%(prog)s：%(message)s。\n",
        "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
        "the following arguments are required: %s": "缺少 %s",
        "one of the arguments %s is required": "%s 须给其中一个",
        "unrecognized arguments: %s": "不认识 %s",
        "unexpected option string: %s": "这里不能用 %s",
        "ambiguous option: %(option)s could match %(matches)s": "%(option)s 写得不全，可以是 %(matches)s",
        "not allowed with argument %s": "不能与 %s 同用",
        "ignored explicit argument %r": "不带值，多出了 %r",
        "expected one argument": "后面要写一个值",
        "expected at most one argument": "后面至多写一个值",
        "expected at least one argument": "后面至少写一个值",
        "expected %s argument": "后面要写 %s 个值",
        "expected %s arguments": "后面要写 %s 个值",
        "invalid %(type)s value: %(value)r": "不能用 %(value)r 这个值",
        "invalid choice: %(value)r (choose from %(choices)s)": "不能用 %(value)r，可用 %(choices)s",
        "unknown parser %(parser_name)r (choices: %(choices)s)": "没有 %(parser_name)r 这个命令，可用 %(choices)s",
    }
)


def spoken_parser(prog: str, description: str) -> argparse.ArgumentParser:
    """Return a parser whose own words are the terminal's; those of its subcommands are, too."""
    argparse._ = _worded  # type: ignore[attr-defined]  # the module asks here for all of its words
    argparse.ngettext = _counted  # type: ignore[attr-defined]  # as above
    return argparse.ArgumentParser(prog=prog, description=description)


def tier(said: str) -> Tier:
    """Read the role of a room; argparse tells the sentence of what it raises."""
    try:
        return Tier(said)
    except ValueError as wrong:
        known = "、".join(Tier)
        words = spoken(f"没有“{said}”这个层级，可用 {known}", f"there is no role {said}: {', '.join(Tier)}")
        raise argparse.ArgumentTypeError(words) from wrong


def _worded(message: str) -> str:
    return spoken(WORDS.get(message, message), message)


def _counted(one: str, more: str, count: int) -> str:
    return _worded(one if count == 1 else more)
