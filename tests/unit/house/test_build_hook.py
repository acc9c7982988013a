from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parents[3]
FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>SignIn</class><widget class="QDialog" name="SignIn"/></ui>
"""
CATALOGUE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN"><context><name>{area}</name>
<message><source>Log</source><translation>{words}</translation></message></context></TS>
"""


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "ui").mkdir()
    (tmp_path / "resources" / "i18n").mkdir(parents=True)
    (tmp_path / "ui" / "sign_in.ui").write_text(FORM, encoding="utf-8")
    for area, words in (("Log", "日志"), ("Map", "记录")):
        path = tmp_path / "resources" / "i18n" / f"{area.lower()}_zh_CN.ts"
        path.write_text(CATALOGUE.format(area=area, words=words), encoding="utf-8")
    return tmp_path


def test_all_catalogues_become_one(hook: ModuleType, checkout: Path) -> None:
    hook.build(checkout)
    translator = QTranslator()

    assert translator.load(str(checkout / hook.GENERATED / hook.CATALOGUE))
    assert (translator.translate("Log", "Log"), translator.translate("Map", "Log")) == ("日志", "记录")


def test_forms_import_from_their_own_package(hook: ModuleType, checkout: Path) -> None:
    hook.build(checkout)

    compiled = (checkout / hook.GENERATED / "sign_in_ui.py").read_text(encoding="utf-8")

    assert "class Ui_SignIn" in compiled


def test_a_form_that_is_gone_leaves_nothing_behind(hook: ModuleType, checkout: Path) -> None:
    hook.build(checkout)
    (checkout / "ui" / "sign_in.ui").unlink()

    made = hook.build(checkout)

    assert sorted(path.name for path in made) == ["__init__.py", hook.CATALOGUE]
    assert not (checkout / hook.GENERATED / "sign_in_ui.py").exists()


def test_what_did_not_change_is_not_written_again(hook: ModuleType, checkout: Path) -> None:
    hook.build(checkout)
    compiled = checkout / hook.GENERATED / "sign_in_ui.py"
    before = compiled.stat().st_mtime_ns

    hook.build(checkout)

    assert compiled.stat().st_mtime_ns == before


def test_a_broken_form_stops_the_build_and_is_named(hook: ModuleType, checkout: Path) -> None:
    (checkout / "ui" / "broken.ui").write_text("<ui", encoding="utf-8")

    with pytest.raises(SystemExit, match=r"broken\.ui"):
        hook.build(checkout)


def test_a_locale_the_machine_does_not_have_stops_no_build(
    hook: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "xx_NOWHERE.UTF-8")

    made = hook.build(checkout)

    assert {"sign_in_ui.py", hook.CATALOGUE} <= {path.name for path in made}
