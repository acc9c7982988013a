"""Pinyin through real input methods, real keys and a real window manager into each kind of text field."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.display.typing_window import KINDS, TITLE

pytestmark = [
    pytest.mark.display,
    pytest.mark.skipif(not os.environ.get("DISPLAY"), reason="needs a display; ./check brings one"),
]
WINDOW = Path(__file__).with_name("typing_window.py")
PATIENCE = 30.0  # seconds until a condition counts as never coming
PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
[Groups/0/Items/1]
Name=pinyin
[GroupOrder]
0=Default
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typist:
    """An input method that runs, the environment in which it is met, and how to switch it to pinyin."""

    environment: dict[str, str]
    switch_on: Callable[[dict[str, str]], bool]


@pytest.fixture(scope="module", params=["fcitx", "ibus"])
def typist(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    """One input method after the other, each at home alone: fcitx would answer in the name of ibus."""
    start = {"fcitx": fcitx, "ibus": ibus}[request.param]
    with desktop(tmp_path_factory.mktemp(request.param)) as environment, start(environment) as ready:
        yield ready


@pytest.mark.parametrize("kind", KINDS)
def test_pinyin_reaches_the_field(kind: str, typist: Typist, tmp_path: Path) -> None:
    with typing_into(kind, typist.environment, tmp_path / "text") as text:
        wait_for(lambda: typist.switch_on(typist.environment), "pinyin to be switched on")
        type_pinyin(typist.environment)
        wait_for(lambda: text() == "朝阳区", "the words", text)


@contextmanager
def desktop(home: Path) -> Iterator[dict[str, str]]:
    """A home, a message bus and a window manager of our own."""
    environment = {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_RUNTIME_DIR": str(home),
    }
    environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={home}/bus"
    environment.pop("QT_QPA_PLATFORM", None)
    bus = ["dbus-daemon", "--session", "--nofork", f"--address=unix:path={home}/bus"]
    with running(bus, environment):
        wait_for((home / "bus").exists, "the message bus")
        with running(["openbox"], environment):
            yield environment


@contextmanager
def fcitx(environment: dict[str, str]) -> Iterator[Typist]:
    """fcitx5 with pinyin, met as Chinese desktops offer it."""
    profile = Path(environment["XDG_CONFIG_HOME"]) / "fcitx5" / "profile"
    profile.parent.mkdir(parents=True)
    profile.write_text(PROFILE, encoding="utf-8")
    with running(["fcitx5", "--disable", "wayland,waylandim,notifications"], environment):
        wait_for(lambda: succeeds(["fcitx5-remote"], environment), "fcitx5")
        yield Typist(environment={**environment, "QT_IM_MODULE": "fcitx"}, switch_on=fcitx_speaks_pinyin)


def fcitx_speaks_pinyin(environment: dict[str, str]) -> bool:
    return succeeds(["fcitx5-remote", "-o"], environment) and said(["fcitx5-remote"], environment) == "2"


@contextmanager
def ibus(environment: dict[str, str]) -> Iterator[Typist]:
    """ibus with its pinyin engine."""
    with running(["ibus-daemon", "--panel", "disable"], environment):
        wait_for(lambda: ibus_speaks_pinyin(environment), "ibus")
        yield Typist(environment={**environment, "QT_IM_MODULE": "ibus"}, switch_on=ibus_speaks_pinyin)


def ibus_speaks_pinyin(environment: dict[str, str]) -> bool:
    """Choose the engine; the command's status means nothing, so ask which one it is now."""
    said(["ibus", "engine", "libpinyin"], environment)
    return said(["ibus", "engine"], environment) == "libpinyin"


@contextmanager
def typing_into(kind: str, environment: dict[str, str], target: Path) -> Iterator[Callable[[], str]]:
    with running([sys.executable, str(WINDOW), kind, str(target)], environment):
        find = ["xdotool", "search", "--onlyvisible", "--name", f"^{TITLE}$"]
        wait_for(lambda: said(find, environment) != "", "the window")
        window = said(find, environment).split()[0]
        wait_for(lambda: succeeds(["xdotool", "windowactivate", "--sync", window], environment), "the focus")
        wait_for(lambda: said(["xdotool", "getactivewindow"], environment) == window, "the focus")
        yield lambda: target.read_text(encoding="utf-8") if target.exists() else ""


def type_pinyin(environment: dict[str, str]) -> None:
    subprocess.run(["xdotool", "type", "--delay", "60", "chaoyangqu"], env=environment, check=True)
    subprocess.run(["xdotool", "key", "space"], env=environment, check=True)


@contextmanager
def running(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def succeeds(command: list[str], environment: dict[str, str]) -> bool:
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


def said(command: list[str], environment: dict[str, str]) -> str:
    return subprocess.run(command, env=environment, capture_output=True, check=False, text=True).stdout.strip()


def wait_for(condition: Callable[[], bool], what: str, seen: Callable[[], str] = str) -> None:
    limit = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > limit:
            pytest.fail(f"waited in vain for {what}; seen: {seen()!r}")
        time.sleep(0.05)
