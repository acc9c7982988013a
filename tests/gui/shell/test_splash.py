from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from commandpost.app.desk import Tier
from commandpost.bootstrap.sample.house import SampleHouse
from commandpost.bootstrap.sample.opening import open_sample
from commandpost.gui.splash import WORTH_TELLING, OpeningStep, Splash


def test_a_long_refold_is_told_and_a_short_one_is_not(qapp: QApplication) -> None:
    with Splash() as splash:
        splash(10, WORTH_TELLING - 1)
        assert not splash.isVisible()
        splash(2_000, 100_000)
        assert splash.isVisible()
        assert "2,000 of 100,000" in splash.words.text()
        assert (splash.bar.value(), splash.bar.maximum()) == (2_000, 100_000)
    assert not splash.isVisible()


def test_a_first_start_tells_each_step_and_a_second_one_none(qapp: QApplication, tmp_path: Path) -> None:
    told: list[OpeningStep] = []
    said: list[str] = []
    house = SampleHouse(tmp_path)
    server = house.server()
    with Splash() as splash:

        def step(step: OpeningStep) -> None:
            splash.step(step)
            told.append(step)
            said.append(splash.words.text())
            assert (splash.isVisible(), splash.bar.value()) == (True, step)

        try:
            for _ in range(2):
                station, _started = open_sample(house, Tier.DISTRICT, server, steps=step)
                station.close()
        finally:
            server.stop()

    assert told == list(OpeningStep)
    assert len(set(said)) == len(said)
