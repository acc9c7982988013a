"""A command line that is wrong, and its help, are told in the terminal's language, as everything else there."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from commandpost.bootstrap import server
from commandpost.bootstrap.cli import COMMANDS, main
from commandpost.bootstrap.usage import WORDS

CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What argparse says to whoever writes a parser, never to whoever types a command.
TO_DEVELOPERS = (
    "conflicting",
    'argument "-"',
    "can't open",
    "cannot",
    "'required'",
    "invalid option string",
    "dest=",
    "invalid conflict_resolution",
    "mutually exclusive",
    "%r is not callable",
    ".__call__",
    "subcommands",
)


@pytest.fixture(params=["zh_CN.UTF-8", "en_US.UTF-8", "C"])
def chinese(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the terminal is told Chinese."""
    monkeypatch.setenv("LC_ALL", request.param)
    monkeypatch.setenv("COLUMNS", "200")
    return not request.param.startswith("en")


def said(run: Callable[[Sequence[str]], int], words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        run(words.split())
    told = capsys.readouterr()
    return int(str(ended.value.code)), told.out + told.err


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ("setup --unit 1", "缺少 --name, --administrator", "the following arguments are required: --name"),
        ("desktop --role village", "没有“village”这个层级", "there is no role village: street, district"),
        ("desktop --profile", "--profile：后面要写一个值", "argument --profile: expected one argument"),
        ("desktop --nowhere", "不认识 --nowhere", "unrecognized arguments: --nowhere"),
        ("restore --drill=1", "--drill：不带值", "argument --drill: ignored explicit argument"),
        ("verify", "缺少 DATABASE", "the following arguments are required: DATABASE"),
    ],
)
def test_a_wrong_line_is_told_why(
    words: str, zh: str, en: str, *, chinese: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = said(main, words, capsys)

    assert status == 2
    assert (zh if chinese else en) in told
    assert ("用法：" in told) is chinese
    assert bool(CHINESE.search(told)) is chinese


def test_the_server_tells_it_too(*, chinese: bool, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = said(server.main, "--database x --port y", capsys)

    assert status == 2
    assert ("--port：不能用 'y' 这个值" in told) is chinese


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_of_every_command_speaks_one_language(
    command: str, *, chinese: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = said(main, f"{command} -h", capsys)

    assert status == 0
    explained = [line.strip() for line in told.splitlines() if re.match(r" +(-|[a-z]+ {2,})", line)]
    assert explained
    silent = [line for line in explained if not CHINESE.search(line)]
    assert not CHINESE.search(told) or chinese
    assert not chinese or all("  " not in line for line in silent), silent


def test_the_help_of_the_server_does_so_too(*, chinese: bool, capsys: pytest.CaptureFixture[str]) -> None:
    _status, told = said(server.main, "-h", capsys)

    lines = [line.strip() for line in told.splitlines() if line.startswith("  -")]
    assert all(bool(CHINESE.search(line)) is chinese for line in lines if "  " in line)


def test_every_sentence_argparse_has_for_whoever_types_a_command_has_its_words() -> None:
    tree = ast.parse(Path(argparse.__file__).read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    asked = [arg for node in calls if ast.unparse(node.func) in {"_", "ngettext"} for arg in node.args]
    spoken = {arg.value for arg in asked if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}

    assert len(spoken) > len(TO_DEVELOPERS)
    assert {one for one in spoken if not one.startswith(TO_DEVELOPERS)} - set(WORDS) == set()
