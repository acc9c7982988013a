"""Picture maps and the export, seen from the settings."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from commandpost.app.desk import PersonRole
from commandpost.bootstrap.map_library import MAPS, MapLibrary
from commandpost.bootstrap.picture_library import TILES, PictureLibrary
from commandpost.domain.coordinates import LonLat
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.domain.ids import PersonId
from commandpost.domain.layer_style import LayerStyle
from commandpost.domain.ledgers.base import Value
from commandpost.domain.map_export import MapForm, PeopleShown
from commandpost.domain.map_import import LayerOrigin, ReadChoice
from commandpost.domain.tile_source import TileKind
from commandpost.geodata.bounded import MapReader
from commandpost.gui.context import GuiContext
from commandpost.gui.messages import words
from commandpost.gui.pages.map_export.dialog import MapExportDialog
from commandpost.gui.pages.settings import SettingsPage
from commandpost.gui.pages.settings.pictures import PicturesSection
from tests.gui.conftest import Gui
from tests.gui.pages.shown import shown
from tests.integration.maps.test_picture_files import mbtiles

SECRET = "geheim0123456789"


@pytest.fixture(scope="module")
def reader() -> Iterator[MapReader]:
    """One reading process for all tests, as one serves a whole shift."""
    with MapReader() as started:
        yield started


@pytest.fixture
def context(gui: Gui, reader: MapReader) -> Iterator[GuiContext]:
    files = MapLibrary(gui.desk.store, gui.folder / MAPS, reader=reader)
    pictures = PictureLibrary(gui.desk.store, gui.folder / TILES, gui.desk.now, gui.desk.session)
    gui.services = replace(gui.services, map_files=files, map_pictures=pictures, base_map=files.sheet)
    yield gui.context()
    files.close()
    pictures.close()


def sit(gui: Gui, *roles: PersonRole) -> None:
    gui.desk.session.person, gui.desk.session.roles = PersonId("staff-1"), frozenset(roles)


def test_tianditu_needs_only_a_key_which_is_shown_to_nobody(gui: Gui, context: GuiContext) -> None:
    async def scenario() -> None:
        sit(gui, PersonRole.ADMINISTRATOR)
        section = PicturesSection(context)
        with pytest.raises(CommandPostError, match="tile_key_missing"):
            await section.add_service()
        section._key.setText(SECRET)
        await section.add_service()
        line = [section.sources.model().index(0, at).data() for at in range(5)]
        assert line[2] == "t0.tianditu.gov.cn"
        assert SECRET not in "".join(line)
        assert section._key.text() == ""

    gui.run(scenario())
    assert gui.services.map_pictures is not None
    assert gui.services.map_pictures.sources()[0].key == SECRET


def test_another_host_waits_for_the_administrator(gui: Gui, context: GuiContext) -> None:
    async def scenario() -> None:
        section = PicturesSection(context)
        section._preset.setCurrentIndex(section._preset.count() - 1)
        section._show_preset()
        section._address.setText("https://tiles.example/{z}/{x}/{y}.png")
        with pytest.raises(CommandPostError, match="tile_host_not_allowed"):
            await section.add_service()
        section._host.setText("tiles.example")
        with pytest.raises(CommandPostError, match="not_permitted"):
            await section.allow()
        sit(gui, PersonRole.ADMINISTRATOR)
        await section.allow()
        await section.add_service()
        assert "tiles.example" in section._hosts.text()

    gui.run(scenario())


def test_a_file_of_pictures_is_added_and_removed(gui: Gui, context: GuiContext, tmp_path: Path) -> None:
    async def scenario() -> None:
        sit(gui, PersonRole.ADMINISTRATOR)
        section = PicturesSection(context)
        await section.add_place(mbtiles(tmp_path / "a.mbtiles"))
        assert section.sources.table.rows[0].kind is TileKind.MBTILES
        assert section.open_owner() is None, "nothing is chosen yet"
        section.sources.selectRow(0)
        dialog = section.open_owner()
        assert dialog is not None
        dialog.approval.setText("GS(2026)1号")
        QTest.keyClick(dialog.approval, Qt.Key.Key_Return)
        await gui.until(lambda: section.sources.table.rows[0].approval_number == "GS(2026)1号", "the number is kept")
        section.sources.selectRow(0)
        await section.remove()
        assert section.sources.table.rows == ()

    gui.run(scenario())


def test_the_palette_opens_import_and_export(gui: Gui, context: GuiContext) -> None:
    async def scenario() -> None:
        page = shown(gui, SettingsPage)
        assert page.act("map.import")
        assert page.act("map.export")
        assert not page.act("elsewhere")
        await gui.until(lambda: not gui.bugs)

    gui.run(scenario())


def test_an_export_is_written_by_permission_and_refusals_stay_in_the_form(
    gui: Gui, context: GuiContext, tmp_path: Path
) -> None:
    target = tmp_path / "态势.geojson"
    done: list[str] = []

    async def scenario() -> None:
        files = gui.services.map_files
        assert files is not None
        place = LonLat(116.4, 39.9)
        team: dict[str, Value] = {"name": "抢险一队", "type": "works", "members": 12}
        sit(gui, PersonRole.DUTY_OFFICER)
        await gui.tasks.store(lambda: gui.services.ledgers.save("team", None, team, lonlat=place))
        dialog = MapExportDialog(context, files)
        dialog.exported.connect(done.append)
        dialog._form.setCurrentIndex(dialog._form.findData(MapForm.GEOJSON))
        dialog._people.setCurrentIndex(dialog._people.findData(PeopleShown.CLEAR))
        dialog._ask_reason()
        dialog.write(target)
        await gui.until(dialog._problem.text, "refused")
        assert dialog._problem.text() == words("not_permitted", {"who": (PersonRole.DUTY_LEADER,)})
        assert not target.exists()
        dialog._people.setCurrentIndex(dialog._people.findData(PeopleShown.NOBODY))
        dialog.write(target)
        await gui.until(lambda: done, "written")

    gui.run(scenario())
    (feature,) = json.loads(target.read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["name"] == "抢险一队"


def test_what_is_kept_of_maps_is_changed_by_whoever_signed_in_alone(gui: Gui, reader: MapReader) -> None:
    files = MapLibrary(gui.desk.store, gui.folder / MAPS, reader=reader, session=gui.desk.session)
    table = gui.folder / "消火栓.csv"
    table.write_text("名称,经度,纬度\n消火栓,116.40,39.90\n", encoding="utf-8")
    gui.desk.session.leave()
    files.take(table)
    kept = files.take(table)  # of the command line: before anybody can sign in, the second time in place of the first
    whole = LayerOrigin(source=table.name)

    deeds: dict[str, Callable[[], object]] = {
        "keep": lambda: list(files.keep(table, ReadChoice(), "消火栓", whole, base=True)),
        "remove": lambda: files.remove(kept.id),
        "restyle": lambda: files.restyle(kept.id, LayerStyle()),
        "place": lambda: files.place(kept.id, base=True),
        "owner": lambda: files.answer_for(kept.id, LayerOrigin(source="", approval_number="京S(2026)999号")),
    }
    for leave in (gui.desk.session.leave, lambda: sit(gui, PersonRole.AUDITOR)):
        leave()
        for name, deed in deeds.items():
            with pytest.raises(RuleBroken, match=r"sign_in_first|not_permitted"):
                deed()
            assert files.layers() == (kept,), name
    assert len(list((gui.folder / MAPS).iterdir())) == 1
