from __future__ import annotations

from PySide6.QtWidgets import QApplication

from commandpost.gui.splash import WORTH_TELLING, Splash


def test_a_long_refold_is_told_and_a_short_one_is_not(qapp: QApplication) -> None:
    with Splash() as splash:
        splash(10, WORTH_TELLING - 1)
        assert not splash.isVisible()
        splash(2_000, 100_000)
        assert splash.isVisible()
        assert "2,000 of 100,000" in splash.words.text()
        assert (splash.bar.value(), splash.bar.maximum()) == (2_000, 100_000)
    assert not splash.isVisible()
