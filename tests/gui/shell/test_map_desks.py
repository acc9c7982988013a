"""Asking the map and drawing on it, from the tool to the journal and back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from commandpost.domain.coordinates import LonLat
from commandpost.domain.map_layer import GeometryKind, LayerRole, layer_of
from commandpost.domain.map_paper import MapPaper
from commandpost.domain.papers import Paper
from commandpost.domain.sketch import SketchKind
from commandpost.gui.map.furniture import Attribution
from commandpost.gui.map.tools import ToolKind
from commandpost.gui.pages.command.mapdesk.print_desk import PrintDesk
from commandpost.gui.pages.command.mapdesk.query_desk import QueryDesk
from commandpost.gui.pages.command.mapdesk.replay_desk import ReplayDesk
from commandpost.gui.pages.command.mapdesk.sketch_desk import SketchDesk
from commandpost.gui.pages.command.page import CommandPage
from commandpost.gui.window.finder import Finder
from commandpost.journal.entry import ChangeSet
from tests.gui.conftest import Gui
from tests.gui.shell.test_command_page import TIAN, incident, opened

SQUARE = tuple(LonLat(TIAN.lon + x, TIAN.lat + y) for x, y in ((0, 0), (0.002, 0), (0.002, 0.002), (0, 0.002)))


def queries(page: CommandPage) -> QueryDesk:
    return next(desk for desk in page.map_desks if isinstance(desk, QueryDesk))


def sketches(page: CommandPage) -> SketchDesk:
    return next(desk for desk in page.map_desks if isinstance(desk, SketchDesk))


def team(gui: Gui, name: str, lonlat: LonLat) -> None:
    desk = gui.services.ledgers
    gui.desk.write(desk.draft("team", None, {"name": name, "members": 8, "type": "fire"}, lonlat=lonlat))


async def ready(gui: Gui) -> CommandPage:
    gui.bridge.changed.connect(gui.services.map_queries.took)
    page = await opened(gui)
    await gui.until(lambda: page.context.selection.incident is not None, "an incident is chosen")
    return page


def log(gui: Gui) -> list[str]:
    return [item.text for item in gui.services.logbook.items()]


def test_a_circle_is_answered_and_one_key_sends_it_into_the_log_of_the_incident(gui: Gui) -> None:
    async def scenario() -> None:
        row = incident(gui, "坍塌")
        team(gui, "永宁微型消防站", TIAN)
        page = await ready(gui)
        desk = queries(page)
        page.canvas.announce_circle(TIAN, 300)
        await gui.until(lambda: not desk.card.isHidden(), "the answer")
        assert [desk.card.list.item(at).text()[-7:] for at in (0, 1)] == ["ent  坍塌", "永宁微型消防站"]

        page.act("map.to_log")
        await gui.until(lambda: any("应急队伍1支8人" in text for text in log(gui)), "the line")
        assert gui.services.logbook.items()[-1].incident == row

        team(gui, "第二队", TIAN)
        await gui.until(lambda: desk.card.list.count() == 3, "the answer follows the ledgers")
        tall = desk.card.height()
        await gui.drawn()
        assert tall == desk.card.tall()  # the new numbers were counted in: nothing lies over another
        page.act("log.focus")
        assert desk.card.isHidden()
        page.close()

    gui.run(scenario())


def test_an_answer_goes_into_the_draft_of_the_report_once(gui: Gui) -> None:
    async def scenario() -> None:
        row = incident(gui, "坍塌")
        page = await ready(gui)
        asked: list[str] = []
        page.context.navigator.asked.connect(lambda name, _record: asked.append(name))
        page.canvas.announce_circle(TIAN, 300)
        await gui.until(lambda: queries(page).answer is not None, "the answer")
        page.act("map.to_report")
        await gui.until(lambda: asked == ["report"], "the report opens")
        page.act("map.to_report")
        await gui.until(lambda: asked == ["report", "report"], "it opens again")

        assert gui.services.reports.draft(row).elements["scope"].count("地图查询") == 1
        page.close()

    gui.run(scenario())


def test_an_area_a_line_and_a_place_are_asked_about_too(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        team(gui, "永宁微型消防站", LonLat(TIAN.lon + 0.001, TIAN.lat + 0.001))
        page = await ready(gui)
        desk = queries(page)
        page.act("map.to_log")
        assert gui.desk.store.count("log") == 0

        page.canvas.announce_shape(ToolKind.POLYGON, GeometryKind.AREA, SQUARE)
        await gui.until(lambda: "所画范围" in desk.words(), "the area")
        page.canvas.announce_shape(ToolKind.BUFFER, GeometryKind.LINE, SQUARE[:2])
        await gui.until(lambda: "两侧各100米" in desk.words(), "the line")
        assert desk.card.side.isVisible()
        desk.card.side.setValue(150)
        await gui.until(lambda: "两侧各150米" in desk.words() and "永宁微型消防站" in desk.words(), "the wider line")
        page.canvas.announce_identify(TIAN)
        await gui.until(lambda: desk.words().startswith("地图查询：东经116.41000°"), "the place")
        page.act("map.clear")
        assert desk.words() == ""
        page.close()

    gui.run(scenario())


def test_an_area_that_crosses_itself_is_refused_and_asks_nothing(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        page = await ready(gui)
        said: list[str] = []
        page.context.notices.posted.connect(lambda notice: said.append(notice.key))
        page.canvas.announce_shape(ToolKind.POLYGON, GeometryKind.AREA, (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]))
        assert said == ["refused"]
        assert queries(page).answer is None
        page.close()

    gui.run(scenario())


def test_a_cordon_is_named_kept_shown_and_told_in_the_log(gui: Gui) -> None:
    async def scenario() -> None:
        row = incident(gui, "坍塌")
        page = await ready(gui)
        desk = sketches(page)
        await gui.until(lambda: desk._titles, "the incidents to choose from")
        page.act("map.cordon")
        assert page.canvas.tool.kind is ToolKind.CORDON
        page.canvas.announce_shape(ToolKind.CORDON, GeometryKind.AREA, SQUARE)
        assert desk.naming.isVisible()
        QTest.keyClicks(desk.naming.name, "inner ring")
        QTest.keyClick(desk.naming.name, Qt.Key.Key_Return)
        await gui.until(lambda: len(desk.sketches) == 1, "it is in force")

        (kept,) = gui.services.sketches.in_force()
        assert (kept.kind, kept.name, kept.incident) == (SketchKind.CORDON, "inner ring", row)
        assert [one.label for one in page.canvas._scene.sketches.sketches] == ["inner ring"]
        assert log(gui)[-1].startswith("划定警戒区：inner ring")
        assert desk.naming.isHidden()
        page.close()

    gui.run(scenario())


def test_a_drawing_is_let_go_by_escape_and_nothing_is_kept(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        page = await ready(gui)
        page.canvas.announce_shape(ToolKind.ROUTE, GeometryKind.LINE, SQUARE[:3])
        page.act("log.focus")
        assert sketches(page).naming.isHidden()
        assert page.canvas._scene.sketches.draft is None
        page.act("map.closure")
        page.act("log.focus")
        assert page.canvas.tool.kind is ToolKind.SELECT
        assert gui.services.sketches.in_force() == ()
        page.close()

    gui.run(scenario())


def test_drawings_are_edited_ended_resumed_and_every_step_is_taken_back_and_done_again(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        road = gui.services.sketches.draw(
            SketchKind.CLOSURE, GeometryKind.LINE, [(place.lon, place.lat) for place in SQUARE[:2]]
        )
        page = await ready(gui)
        desk = sketches(page)
        await gui.until(lambda: len(desk.sketches) == 1, "the road")

        def places() -> int:
            return len(gui.services.sketches.sketch(road).geometry["coordinates"])

        desk.edit(road)
        (drawn,) = page.canvas._scene.sketches.sketches
        page.canvas.announce_edit(drawn, SQUARE[:3])
        await gui.until(lambda: places() == 3 and desk.history._done, "reshaped")
        page.act("map.undo")
        await gui.until(lambda: places() == 2, "taken back")
        page.act("map.redo")
        await gui.until(lambda: places() == 3, "done again")

        page.canvas.feature_clicked.emit("sketch", road)
        assert desk.list.isVisible()
        assert desk.list.chosen is not None
        desk.end(road)
        await gui.until(lambda: desk.sketches == () and len(desk.history._done) == 2, "ended")
        page.act("map.undo")
        await gui.until(lambda: len(desk.sketches) == 1, "in force again")
        page.act("log.focus")
        assert desk.list.isHidden()
        page.close()

    gui.run(scenario())


def test_there_may_be_nothing_to_take_back(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        page = await ready(gui)
        said: list[str] = []
        page.context.notices.posted.connect(lambda notice: said.append(notice.text))
        page.act("map.undo")
        page.act("map.redo")
        assert len(said) == 2
        assert gui.desk.store.count("log") == 0
        page.close()

    gui.run(scenario())


def test_a_drawing_of_another_day_tells_its_day(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        gui.services.sketches.draw(SketchKind.CORDON, GeometryKind.AREA, [(one.lon, one.lat) for one in SQUARE])
        page = await ready(gui)
        await gui.until(lambda: sketches(page).list.list.count() == 1, "listed")
        assert "7/" not in sketches(page).list.list.item(0).text()
        gui.later(days=2)
        page.refresh(ChangeSet())
        await gui.until(lambda: "7/" in sketches(page).list.list.item(0).text(), "with its day")
        page.close()

    gui.run(scenario())


def printing(page: CommandPage) -> PrintDesk:
    return next(desk for desk in page.map_desks if isinstance(desk, PrintDesk))


def test_a_map_is_printed_into_the_folder_of_papers(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        page = await ready(gui)
        desk = printing(page)
        page.act("paper.print")
        assert desk.card.isVisible()
        assert page.canvas.scene.sketches.draft is not None
        desk.card.scale.setValue(2000)
        QTest.keyClick(desk.card.heading, Qt.Key.Key_Return)
        await gui.until(lambda: list(gui.folder.glob("map-*.pdf")), "the PDF")
        await gui.until(desk.card.isHidden, "the card is put away")

        assert next(gui.folder.glob("map-*.pdf")).read_bytes().startswith(b"%PDF")
        page.act("map.print")
        page.act("log.focus")
        assert desk.card.isHidden()
        page.close()

    gui.run(scenario())


def test_a_real_base_map_without_its_number_is_not_printed_and_the_reason_is_said(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        page = await ready(gui)
        said: list[str] = []
        page.context.notices.posted.connect(lambda notice: said.append(notice.text))
        ring = [(TIAN.lon, TIAN.lat), (TIAN.lon + 0.01, TIAN.lat), (TIAN.lon, TIAN.lat + 0.01)]
        layers = [layer_of("b", LayerRole.BUILDING, GeometryKind.AREA, [[ring]])]
        page.canvas.set_base(layers, Attribution(provider="某测绘单位"))
        page.act("map.print")
        assert printing(page).card.isHidden()
        assert "某测绘单位" in said[-1]

        page.canvas.set_base(layers, Attribution(provider="某测绘单位", approval_number="京S(2026)001号"))
        page.act("map.print")
        assert printing(page).card.isVisible()
        page.close()

    gui.run(scenario())


def replaying(page: CommandPage) -> ReplayDesk:
    return next(desk for desk in page.map_desks if isinstance(desk, ReplayDesk))


def test_a_map_printed_in_the_past_is_of_that_moment_and_lists_nothing_of_now(gui: Gui) -> None:
    papers: list[MapPaper] = []

    def press(paper: Paper) -> bytes:
        assert isinstance(paper, MapPaper)
        papers.append(paper)
        return b"%PDF"

    async def scenario() -> None:
        gui.services = replace(gui.services, print_paper=press)
        incident(gui, "坍塌")
        gui.later(minutes=5)
        page = await ready(gui)
        page.act("map.replay")
        await gui.until(lambda: replaying(page).replay is not None, "the past")
        replaying(page).bar.slider.setValue(0)
        then = replaying(page).bar.moment
        for at in range(2):
            page.act("map.print")
            printing(page).make()
            await gui.until(lambda count=at + 1: len(papers) == count, "made")
            await gui.until(printing(page).card.isHidden, "put away")
            replaying(page).live()
        page.close()

        assert (papers[0].past_at, papers[0].situation) == (then, ())
        assert (papers[1].past_at, len(papers[1].situation)) == (None, 1)

    gui.run(scenario())


def test_the_past_is_shown_marked_and_the_present_is_one_key_away(gui: Gui) -> None:
    async def scenario() -> None:
        incident(gui, "坍塌")
        gui.later(minutes=5)
        gui.services.sketches.draw(
            SketchKind.CLOSURE, GeometryKind.LINE, [(place.lon, place.lat) for place in SQUARE[:2]]
        )
        gui.later(minutes=5)
        page = await ready(gui)
        await gui.until(lambda: len(sketches(page).sketches) == 1, "the road")
        desk = replaying(page)
        page.act("map.replay")
        await gui.until(lambda: desk.replay is not None, "the past")
        visible = {entry.name for entry in page.canvas.layers() if entry.visible}
        assert {"replay.incident"} <= visible
        assert "incident" not in visible
        assert len(page.canvas.scene.past.sketches) == 1

        desk.bar.step_wanted.emit(False)
        desk.bar.step_wanted.emit(False)
        assert len(page.canvas.scene.past.sketches) == 0
        assert len(page.canvas.scene.marker_layers["replay.incident"].markers) == 1
        desk.bar.slider.setValue(0)
        assert len(page.canvas.scene.marker_layers["replay.incident"].markers) == 0
        assert page.canvas._replay
        page.canvas.grab()

        page.act("log.focus")
        visible = {entry.name for entry in page.canvas.layers() if entry.visible}
        assert {"incident", "sketch"} <= visible
        assert "replay.incident" not in visible
        assert page.canvas._replay == ""
        page.act("map.replay")
        await gui.until(lambda: desk.replay is not None, "the past again")
        page.act("map.replay")
        assert desk.replay is None
        page.close()

    gui.run(scenario())


def test_the_one_field_that_finds_knows_the_names_of_the_base_map(gui: Gui) -> None:
    async def scenario() -> None:
        layer = layer_of("p", LayerRole.PLACE, GeometryKind.POINT, [[[(TIAN.lon, TIAN.lat)]]], names=["永宁大厦"])
        gui.services.map_queries.use_base([layer])
        context = gui.context()
        asked: list[LonLat] = []
        context.navigator.place_asked.connect(asked.append)
        window = QWidget()
        finder = Finder(context, window)
        finder.open_search()
        finder.edit.setText("ynds")
        finder._find()
        await gui.until(lambda: finder.list.count() == 1, "the name")
        QTest.keyClick(finder.edit, Qt.Key.Key_Return)
        assert asked == [TIAN]

    gui.run(scenario())
