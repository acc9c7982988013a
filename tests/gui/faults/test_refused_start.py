"""A start that the disk, the system or another window refuses is said on the screen, and tried again from there."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from errno import EACCES, EIO, ENAMETOOLONG, ENOSPC, EROFS
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from commandpost.app.desk import Tier
from commandpost.bootstrap import desktop, start
from commandpost.bootstrap.desktop import Desktop, open_desktop, opened, own_desktop, sample_desktop
from commandpost.bootstrap.embedded import answers
from commandpost.bootstrap.paths import HOME_VARIABLE, generated_dir, profile_dir, resources_dir
from commandpost.bootstrap.profile import FILE, JOURNAL
from commandpost.bootstrap.sample.house import PROFILES, SampleHouse
from commandpost.bootstrap.sample.people import SAMPLE_STAFF
from commandpost.bootstrap.sample.seed import SEEDED
from commandpost.bootstrap.start import until_opened
from commandpost.bootstrap.start_refusals import start_refusal
from commandpost.domain.errors import CommandPostError, Unavailable
from commandpost.gui.dialogs.refused_window import RefusedWindow
from commandpost.gui.preferences import Language
from commandpost.gui.runtime.app import Translations
from commandpost.gui.splash import Splash
from commandpost.gui.theme import Theme
from commandpost.security.keyslots import KeySlots
from commandpost.storage.database import keep_fact
from commandpost.storage.opener import Opener
from commandpost.storage.tables import SCHEMA
from tests.gui.conftest import Gui
from tests.small_disks import mounted

NAME = "own"
Then = Callable[[], object]
Refused = CommandPostError | OSError


@pytest.fixture
def start_here(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gui]:
    """A start within the loop of the test, in Chinese."""

    def within(_application: object, begin: Callable[[], Awaitable[object]]) -> object:
        return gui.loop.run_until_complete(begin())

    monkeypatch.setattr(desktop, "has_display", lambda _environment: True)
    monkeypatch.setattr(desktop, "make_application", lambda _words: gui.application)
    monkeypatch.setattr(desktop, "run", within)
    monkeypatch.setattr(start, "run", within)
    monkeypatch.setattr(start, "is_seen", lambda _application: True)
    words = Translations(generated_dir())
    words.choose(gui.application, Language.CHINESE)
    yield gui
    words.choose(gui.application, Language.ENGLISH)


@pytest.fixture
def small_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A disk of its own with the profile's home on it."""
    with mounted("24m") as place:
        monkeypatch.setenv(HOME_VARIABLE, str(place))
        yield place


def profile() -> Path:
    """A profile that opens by itself."""
    made = profile_dir(NAME)
    made.mkdir(parents=True)
    KeySlots(made).create_plain()
    PROFILES[Tier.STREET].write(made)
    return made


def windows(gui: Gui) -> list[RefusedWindow]:
    tops = gui.application.topLevelWidgets()
    return [one for one in tops if isinstance(one, RefusedWindow) and one.isVisible()]


def answer(gui: Gui, *steps: tuple[Then, Qt.Key]) -> list[str]:
    """Do and press these, one step a refusal; what was said at each."""
    said: list[str] = []

    async def press() -> None:
        for step, (deed, key) in enumerate(steps):
            await gui.until(
                lambda: any(one.retry.isEnabled() and one.isActiveWindow() for one in windows(gui)), "asked"
            )
            (window,) = windows(gui)
            said.append(window.said.text())
            assert window.tried.isVisible() == (step > 0)
            deed()
            QTest.keyClick(window, key)

    gui.tasks.on_bug = gui.bugs.append
    gui.tasks.start(press())
    return said


def nothing() -> None:
    """Only the key is pressed."""


def give_up(gui: Gui, name: str = NAME) -> tuple[CommandPostError, str]:
    """Start, leave at the first refusal; what goes to the terminal and what was said on the screen."""
    said = answer(gui, (nothing, Qt.Key.Key_Escape))
    with pytest.raises(CommandPostError) as refused:
        open_desktop(profile=name, tier=Tier.STREET)
    assert not windows(gui)
    return refused.value, said[0]


def tried_again(gui: Gui, mend: Then) -> Desktop:
    """The desk that opens at the second attempt, once this was mended."""
    answer(gui, (nothing, Qt.Key.Key_Return), (mend, Qt.Key.Key_Return))
    made = until_opened(gui.application, profile_dir(NAME), lambda: own_desktop(NAME), Theme(resources_dir()))
    assert not windows(gui)
    return made


def test_a_read_only_disk_is_said_in_a_window_with_the_whole_path(start_here: Gui, small_disk: Path) -> None:
    profile()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    refused, said = give_up(start_here)

    assert refused.code == "start_disk_read_only"
    assert "磁盘只读" in said
    assert str(small_disk / NAME / JOURNAL) in said


def test_a_disk_that_can_be_written_again_opens_from_the_same_window(start_here: Gui, small_disk: Path) -> None:
    profile()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    tried_again(start_here, lambda: subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)).close()


def test_a_full_disk_is_said_and_opens_once_there_is_room(start_here: Gui, small_disk: Path) -> None:
    profile()
    ballast = small_disk / "ballast"
    with pytest.raises(OSError, match="No space"):
        ballast.write_bytes(bytes(30_000_000))
    refused, said = give_up(start_here)
    assert refused.code == "start_disk_full"
    assert "磁盘已满" in said
    assert str(small_disk / NAME) in said

    tried_again(start_here, ballast.unlink).close()


def test_a_disk_without_room_for_one_more_file_is_full(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,nr_inodes=1", str(small_disk)], check=True)

    with pytest.raises(Unavailable, match="disk_full") as refused:
        Opener(small_disk / JOURNAL).take()

    assert refused.value.params["path"] == str(small_disk / f"{JOURNAL}.lock")


def test_a_folder_one_may_not_write_in_is_no_matter_of_the_disk(start_here: Gui) -> None:
    made = profile()
    made.chmod(0o500)
    if os.access(made, os.W_OK):
        pytest.skip("who is root may write everywhere")

    refused, said = give_up(start_here)
    made.chmod(0o700)

    assert refused.code == "start_not_permitted"
    assert str(made) in said


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(ENOSPC, "full"), "start_disk_full"),
        (OSError(EROFS, "read-only", "/mnt/x"), "start_disk_read_only"),
        (PermissionError(EACCES, "denied", "/mnt/x"), "start_not_permitted"),
        (OSError(EIO, "error", "/mnt/x"), "start_disk_failed"),
        (OSError(ENAMETOOLONG, "long", "/mnt/x"), "start_refused"),
        (Unavailable("disk_failed", path="/mnt/x"), "start_disk_failed"),
        (Unavailable("disk_full"), "start_disk_full"),
        (Unavailable("journal_newer"), "journal_newer"),
    ],
)
def test_what_the_system_refuses_is_told_by_its_kind_and_place(tmp_path: Path, error: Refused, code: str) -> None:
    told = start_refusal(error, tmp_path)

    assert told.code == code
    if code.startswith("start_"):
        assert told.params["path"] in {"/mnt/x", str(tmp_path), str(tmp_path / JOURNAL)}


def test_a_desk_that_is_open_already_is_said_and_opens_once_it_is_closed(start_here: Gui) -> None:
    made = profile()
    other = Opener(made / JOURNAL)
    other.take()
    refused, said = give_up(start_here)
    assert refused.code == "profile_in_use"
    assert said == "这个席位已在另一个窗口打开：请用那个窗口，或先把它关掉。"

    tried_again(start_here, other.release).close()


def test_a_home_that_is_a_file_is_named(start_here: Gui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    (tmp_path / "home").write_text("", "utf-8")

    refused, said = give_up(start_here)

    assert refused.code == "start_in_the_way"
    assert str(tmp_path / "home") in said


@pytest.mark.parametrize(("name", "code"), [("../elsewhere", "profile_name_wrong"), ("nosuch", "profile_absent")])
def test_an_icon_that_names_a_profile_that_is_not_there_is_told_so(start_here: Gui, name: str, code: str) -> None:
    refused, said = give_up(start_here, name)

    assert refused.code == code
    assert name in said


def test_a_machine_without_chinese_letters_is_told_so_in_english(
    start_here: Gui, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desktop, "has_chinese_font", lambda: False)

    refused, said = give_up(start_here)

    assert refused.code == "no_chinese_font"
    assert said.isascii()


def test_a_damaged_profile_is_said_and_one_put_back_opens(start_here: Gui) -> None:
    file = profile() / FILE
    whole = file.read_bytes()
    file.write_bytes(whole[:20])
    refused, said = give_up(start_here)
    assert refused.code == "profile_damaged"
    assert str(file.parent) in said

    tried_again(start_here, lambda: file.write_bytes(whole)).close()


def test_a_journal_of_a_newer_version_is_said(start_here: Gui) -> None:
    profile()
    first = own_desktop(NAME)
    with first.workstation.store._engine.begin() as connection:
        keep_fact(connection, "schema", SCHEMA + 1)
    first.close()

    refused, said = give_up(start_here)

    assert refused.code == "journal_newer"
    assert "新" in said


def test_a_sample_cut_short_by_a_full_disk_leaves_neither_desk_nor_server_and_is_taken_up_again(
    gui: Gui, small_disk: Path
) -> None:
    subprocess.run(["mount", "-o", "remount,size=3m", str(small_disk)], check=True)
    with pytest.raises(Unavailable, match="disk_full"):
        sample_desktop(Tier.STREET)
    assert not answers(SampleHouse(small_disk).server().url)

    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)
    made = sample_desktop(Tier.STREET)

    staff = [one.name for one in made.workstation.services.people.staff()]
    assert made.workstation.store.setting(SEEDED) is True
    assert sorted(staff) == sorted(one.name for one in SAMPLE_STAFF[Tier.STREET])
    made.close()


def test_a_map_that_cannot_be_read_leaves_no_desk_open(gui: Gui, tmp_path: Path) -> None:
    profile()
    with Splash() as splash, pytest.raises(CommandPostError):
        opened(NAME, Tier.STREET, splash, None, tmp_path / "nowhere.gpkg")

    own_desktop(NAME).close()


def test_a_window_that_cannot_be_built_leaves_no_desk_open(gui: Gui, monkeypatch: pytest.MonkeyPatch) -> None:
    profile()
    monkeypatch.setattr(desktop, "generated_dir", lambda: 1 / 0)

    async def scenario() -> None:
        with pytest.raises(ZeroDivisionError):
            await desktop.stay(gui.application, own_desktop(NAME))

    gui.run(scenario())
    own_desktop(NAME).close()


def test_a_window_closed_while_it_tries_again_gives_up_at_the_next_refusal(start_here: Gui) -> None:
    profile()
    attempts: list[int] = []

    def attempt() -> Desktop:
        attempts.append(len(attempts))
        if windows(start_here):  # the attempt has the thread: what is pressed comes to the window after it
            QTimer.singleShot(0, windows(start_here)[0].close)
        raise Unavailable("disk_full")

    answer(start_here, (nothing, Qt.Key.Key_Return))
    with pytest.raises(CommandPostError) as refused:
        until_opened(start_here.application, profile_dir(NAME), attempt, Theme(resources_dir()))

    assert refused.value.code == "start_disk_full"
    assert attempts == [0, 1]
    assert not windows(start_here)
