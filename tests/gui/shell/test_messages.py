from __future__ import annotations

import json
import logging
import re
import string
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QTreeView
from pytestqt.qtbot import QtBot

from commandpost.bootstrap.key_file import read_key
from commandpost.bootstrap.logs import LOG_FOLDER, log_into
from commandpost.bootstrap.paths import generated_dir
from commandpost.documents.roster_wire import told_roster
from commandpost.domain.errors import CommandPostError, RuleBroken, Unavailable
from commandpost.domain.map_import import ReadChoice
from commandpost.domain.map_layer import GeometryKind, LayerRole, MapLayerData
from commandpost.geodata.keeping import keep_map
from commandpost.geodata.writers import write_geopackage
from commandpost.gui.messages import WORDS, sentence, words
from commandpost.gui.preferences import Language
from commandpost.gui.runtime.app import Translations
from tests.fakes import START


def test_a_sentence_carries_its_parameters() -> None:
    assert "20000" in sentence(RuleBroken("log_too_long", limit=20000, size=1))


@pytest.mark.parametrize("code", sorted(WORDS))
def test_no_sentence_breaks_when_a_parameter_is_missing(code: str) -> None:
    said = words(code)

    parts = [(name, spec) for _, name, spec, _ in string.Formatter().parse(WORDS[code]) if name]
    assert said
    assert [name for name, _ in parts if f"{{{name}" in said] == []  # braces that are meant stay, as of {z}
    assert [name for name, spec in parts if spec] == []


def test_a_pasted_document_is_told_by_its_beginning_on_one_line() -> None:
    said = sentence(RuleBroken("moment_unreadable", typed="姓名\t电话\n" + "长" * 10_000))

    assert len(said) < 300
    assert "姓名 电话 长" in said


def test_an_unknown_code_is_told_as_such() -> None:
    assert "never_heard" in words("never_heard")


def test_moments_and_spans_are_told_as_people_say_them() -> None:
    assert "02:24" in words("moment_unreadable", {"typed": START})
    assert "4" in words("moment_unreadable", {"typed": timedelta(minutes=4, seconds=54)})


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    translations = Translations(generated_dir())
    translations.choose(qapp, Language.CHINESE)
    yield
    translations.choose(qapp, Language.ENGLISH)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            RuleBroken("map_file_unreadable", file="坏.gpkg", reason="file is not a database: sqlite3_open() failed"),
            "文件已损坏，或不是这种格式",
        ),
        (
            RuleBroken("map_file_unreadable", file="坏.gpkg", reason="file is encrypted or is not a database"),
            "文件已损坏，或不是这种格式",
        ),
        (Unavailable("file_not_writable", file="图.gpkg", reason="[Errno 28] No space left on device"), "磁盘已满"),
        (Unavailable("file_not_writable", file="图.gpkg", reason="GDAL error 6"), "详情见本席位运行日志"),
        (RuleBroken("roster_file_unreadable", reason="magic"), "不是这一类文件"),
        (RuleBroken("rule_pack_invalid", line=3, key="minutes", reason="wrong_type"), "文字加引号，数字不加"),
        (Unavailable("backup_failed", reason="disk_full"), "磁盘"),
        (Unavailable("server_not_started", reason="commandpost-server: port_taken {'port': 1}"), "端口被别的程序占用"),
        (RuleBroken("copy_damaged", reason="损坏：1 处。"), "损坏：1 处。"),
        (
            RuleBroken(
                "table_unreadable", file="地名", reason=str(OSError(13, "Permission denied", "/家/地名 表.csv"))
            ),
            "没有读写权限",
        ),
        (Unavailable("backup_failed", reason="[Errno 28] 设备上没有空间: '/家/警报.db'"), "磁盘已满"),
        (
            Unavailable("backup_failed", reason=str(OSError(5, "Input/output error", '/家/值班 日志/it\'s "警报".db'))),
            "磁盘读不出",
        ),
        (Unavailable("file_not_writable", file="图.gpkg", reason="[Errno 122] Quota: '/家/警报.gpkg'"), "详情见本席位"),
        (
            Unavailable("file_not_writable", file="图.gpkg", reason="sqlite3_open(/家/警 报/图 一.gpkg) failed: odd"),
            "详情见本席位运行日志",
        ),
        (RuleBroken("map_file_unreadable", file="图.gpkg", reason="/家/v1.2 警报/图.gpkg: odd bytes"), "文件已损坏"),
        (RuleBroken("map_file_unreadable", file="图.gpkg", reason="警报指标.xlsx: odd bytes"), "文件已损坏"),
        (RuleBroken("map_file_unreadable", file="图.gpkg", reason="'/家/password/图.gpkg': odd"), "文件已损坏"),
    ],
)
def test_a_technical_reason_stays_in_the_log_and_the_operator_gets_a_chinese_sentence(
    error: CommandPostError, told: str, tmp_path: Path
) -> None:
    log_into(tmp_path)
    try:
        said = sentence(error)
    finally:
        logging.basicConfig(force=True)  # closes the file

    assert told in said
    assert not re.search(r"[a-z_]{4,}", re.sub(r"\.gpkg|minutes|Excel", "", said))
    (line,) = (tmp_path / LOG_FOLDER / "desk.log").read_text("utf-8").splitlines()
    assert json.loads(line)["reason"] == error.params["reason"]


def layer() -> MapLayerData:
    return MapLayerData(
        name="井",
        role=LayerRole.OTHER,
        kind=GeometryKind.POINT,
        lonlat=np.array([[116.4, 39.9]]),
        path_starts=np.array([0, 1]),
        path_feature=np.array([0]),
        names=("一",),
        ranks=np.array([0]),
        fids=np.array([0]),
        source="井",
    )


def kept(folder: Path) -> None:
    write_geopackage(folder.parent / "井.gpkg", [layer()])
    keep_map(folder.parent / "井.gpkg", ReadChoice(), folder)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    "refused",
    [
        lambda folder: told_roster(folder / "排班 表.xlsx", 2026, 7, {}),
        lambda folder: write_geopackage(folder / "图 一.gpkg", [layer()]),
        kept,
        lambda folder: read_key(folder.parent),
    ],
    ids=["roster", "writers", "keeping", "key"],
)
def test_a_chinese_path_in_a_reason_does_not_make_it_chinese(refused: Callable[[Path], object], tmp_path: Path) -> None:
    (tmp_path / "警报 指标").mkdir()
    with pytest.raises(CommandPostError) as told:
        refused(tmp_path / "警报 指标" / "不在")

    assert re.search(r"[\u4e00-\u9fff]", str(told.value.params["reason"]))
    assert not re.search(r"[a-z]{3,}|Errno", re.sub(r"(kept)?\.(gpkg|csv|xlsx)|Excel", "", sentence(told.value)))


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("mode", "accept"),
    [
        (QFileDialog.FileMode.ExistingFile, QFileDialog.AcceptMode.AcceptOpen),
        (QFileDialog.FileMode.AnyFile, QFileDialog.AcceptMode.AcceptSave),
        (QFileDialog.FileMode.Directory, QFileDialog.AcceptMode.AcceptOpen),
    ],
)
def test_a_file_dialog_speaks_chinese(
    qtbot: QtBot, tmp_path: Path, mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode
) -> None:
    (tmp_path / "图层").mkdir()
    dialog = QFileDialog(None, "导入地图", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    view = dialog.findChild(QTreeView)
    qtbot.waitUntil(lambda: view.model().rowCount(view.rootIndex()) == 1)

    texts = [label.text() for label in dialog.findChildren(QLabel)]
    texts += [button.text() or button.toolTip() for button in dialog.findChildren(QAbstractButton)]
    texts += [action.text() for action in view.actions()]
    columns = range(view.model().columnCount())
    texts += [str(view.model().headerData(column, Qt.Orientation.Horizontal)) for column in columns]
    texts += [str(view.model().index(0, 2, view.rootIndex()).data())]
    assert [text for text in texts if re.search(r"[A-Za-z]{2,}", text)] == []
