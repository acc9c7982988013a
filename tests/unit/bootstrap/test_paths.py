from __future__ import annotations

import sys
from pathlib import Path

import pytest

from commandpost.bootstrap import paths
from commandpost.domain.errors import RuleBroken


def test_a_checkout_reads_its_own_resources() -> None:
    assert paths.resources_dir() == paths.CHECKOUT / "resources"
    assert (paths.resources_dir() / "i18n").is_dir()


def test_a_frozen_bundle_reads_what_it_carries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = tmp_path / "commandpost" / "_data" / "resources"
    carried.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources_dir() == carried


def test_an_installed_wheel_reads_its_package_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "commandpost" / "_data" / "resources"
    data.mkdir(parents=True)
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "commandpost")
    monkeypatch.setattr(paths, "CHECKOUT", tmp_path / "nowhere")

    assert paths.resources_dir() == data


def test_missing_resources_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "commandpost")
    monkeypatch.setattr(paths, "CHECKOUT", tmp_path / "nowhere")

    with pytest.raises(FileNotFoundError, match="nowhere"):
        paths.resources_dir()


def test_a_profile_lies_in_the_home_and_asking_for_it_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))

    assert paths.profile_dir("区值班室 2") == tmp_path / "home" / "区值班室 2"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", ".", "..", "../evil", "/etc", "a/b", "a\\b", "c:x", ".hidden", "x" * 200, "a\n"])
def test_a_name_that_leads_elsewhere_is_no_profile(name: str) -> None:
    with pytest.raises(RuleBroken, match="profile_name_wrong"):
        paths.profile_dir(name)


def test_without_the_variable_profiles_live_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert paths.data_home() == tmp_path / "commandpost"
