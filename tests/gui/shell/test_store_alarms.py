from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from PySide6.QtWidgets import QApplication

from commandpost.bootstrap.paths import generated_dir
from commandpost.gui.alarm_words import WORDS, alarm_words
from commandpost.gui.preferences import Language, Liking
from commandpost.gui.runtime.app import Translations
from commandpost.gui.shell import Shell
from commandpost.journal.exchange import AlarmKind
from commandpost.storage.repair import Mending
from commandpost.storage.store import JournalStore
from tests.factories import KEY
from tests.gui.conftest import Gui
from tests.gui.shell.test_window import command, end, shown


def unworded(words: Mapping[AlarmKind, str]) -> list[AlarmKind]:
    return [kind for kind in AlarmKind if not words.get(kind)]


def test_every_kind_of_alarm_has_words() -> None:
    assert unworded(WORDS) == []


def test_a_kind_without_words_is_found() -> None:
    assert unworded({kind: "x" for kind in AlarmKind if kind is not AlarmKind.GAP}) == [AlarmKind.GAP]


@pytest.mark.parametrize("kind", list(AlarmKind))
def test_every_kind_of_alarm_is_told_in_chinese(qapp: QApplication, kind: AlarmKind) -> None:
    translations = Translations(generated_dir())
    translations.choose(qapp, Language.CHINESE)
    said = alarm_words(kind.value)
    translations.choose(qapp, Language.ENGLISH)

    assert said != WORDS[kind]
    assert sum("\u4e00" <= letter <= "\u9fff" for letter in said) > len(said) / 2


def test_a_kind_of_a_newer_version_is_told_by_its_code(qapp: QApplication) -> None:
    assert "cosmic_ray" in alarm_words("cosmic_ray")


def raised(gui: Gui, kind: AlarmKind, stream: str = "s") -> None:
    store = gui.desk.store
    assert isinstance(store, JournalStore)
    store._write(lambda connection: store._alarm(connection, kind, stream, ""))


def damaged_and_written(gui: Gui, store: JournalStore) -> None:
    """On the store's worker, so that no reading is under way."""
    assert store._file is not None
    store._engine.dispose()
    store._file.write_bytes(random.Random(1).randbytes(40_000))
    gui.services.logbook.record("after the damage")


async def told(gui: Gui, *kinds: AlarmKind) -> Shell:
    for kind in kinds:
        await gui.tasks.store(raised, gui, kind)
    shell = await shown(gui, Liking(language=Language.ENGLISH))
    await gui.until(lambda: len(shell.window.banners.texts) == len(kinds))
    return shell


def test_an_alarm_of_the_journal_stands_in_the_window_until_a_named_person_takes_note(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await told(gui, AlarmKind.BRANCH)
        assert alarm_words("branch") in shell.window.banners.texts[0]
        assert shell.context.alarm.sounding == ("journal:branch",)
        gui.desk.session.person, person = None, gui.desk.session.person
        shell.window.act("alarm.acknowledge")
        assert shell.context.alarm.sounding
        gui.desk.session.person = person
        shell.window.act("alarm.acknowledge")
        await gui.until(lambda: not shell.window.banners.texts[1:] and not gui.desk.store.alarms())
        await gui.until(lambda: any(alarm_words("branch") in item.text for item in command(shell).log.model.items))
        end(gui, shell)

    gui.run(scenario())


def test_a_quiet_alarm_makes_no_sound_and_is_taken_note_of_by_its_button(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await told(gui, AlarmKind.GAP)
        assert shell.context.alarm.sounding == ()
        shell.context.notices.chosen.emit("journal:gap")
        await gui.until(lambda: not gui.desk.store.alarms() and not shell.window.banners.texts)
        end(gui, shell)

    gui.run(scenario())


def test_a_second_alarm_of_one_kind_is_counted_in_the_same_line(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await told(gui, AlarmKind.FORK)
        await gui.tasks.store(raised, gui, AlarmKind.FORK, "t")
        gui.services.logbook.record("anything announces")
        await gui.until(lambda: "2 times" in shell.window.banners.texts[0])
        assert len(shell.window.banners.texts) == 1
        end(gui, shell)

    gui.run(scenario())


def test_what_lies_in_the_way_of_other_banners_is_left_alone(gui: Gui) -> None:
    async def scenario() -> None:
        shell = await told(gui, AlarmKind.GAP)
        shell.context.notices.chosen.emit("something-else")
        assert len(gui.desk.store.alarms()) == 1
        end(gui, shell)

    gui.run(scenario())


def test_damage_under_the_hands_is_repaired_told_in_words_and_the_pages_read_again(gui: Gui) -> None:
    async def scenario() -> None:
        store = gui.desk.store
        assert isinstance(store, JournalStore)
        assert store._file is not None
        gui.services.logbook.record("before the damage")
        gui.folder.joinpath("copies").mkdir()
        store.backup_into(gui.folder / "copies" / "journal-20260719-020000.db", KEY)
        store.heal_from(Mending(file=store._file, key=KEY, copies=gui.folder / "copies"))
        shell = await told(gui)
        await gui.tasks.store(damaged_and_written, gui, store)
        await gui.until(lambda: shell.window.banners.texts)
        assert "07-19 02:00" in shell.window.banners.texts[0]
        assert "quarantine/" in shell.window.banners.texts[0]
        await gui.until(
            lambda: [item.text for item in command(shell).log.model.items] == ["before the damage", "after the damage"]
        )
        end(gui, shell)

    gui.run(scenario())


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"copy": "journal-20260719-020000.db", "rescued": 3, "missing": 0}, "verified copy of 07-19 02:00"),
        ({"copy": "heirloom", "rescued": 8, "missing": 2}, "There was no copy: 8 entries"),
        ({"copy": "", "rescued": 0, "missing": 9}, "begins as a new one"),
        ({"copy": "by hand.db", "rescued": 0, "missing": 9}, "9 entries are not here yet"),
    ],
)
def test_damage_is_told_with_what_was_saved_and_what_is_missing(
    qapp: QApplication, facts: dict[str, str | int], said: str
) -> None:
    assert said in alarm_words("damaged", facts)


def test_where_nothing_is_left_of_the_file_before_nobody_claims_that_all_is_here(qapp: QApplication) -> None:
    facts: dict[str, str | int] = {"copy": "journal-20260719-020000.db", "known": 0, "missing": 0}

    moved, restored = alarm_words("moved", facts), alarm_words("restored", facts)

    assert "from the copy of 07-19 02:00" in moved
    assert all("not known here" in words and "All entries" not in words for words in (moved, restored))
    assert "All entries known" in alarm_words("restored", {**facts, "known": 1})
    assert "2 entries are not here" in alarm_words("moved", {**facts, "missing": 2})
