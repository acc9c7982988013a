"""The application before its first window: Chinese input, locale, fonts, translations."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from commandpost.gui.preferences import Language
from commandpost.gui.translation import CATALOGUE

CJK_FAMILIES = ("Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei", "SimSun")


def let_chinese_be_typed(environment: MutableMapping[str, str]) -> None:
    """Lead fcitx through ibus; Qt's wheels carry no fcitx module. Must come before the application is made."""
    # WORKAROUND(https://github.com/fcitx/fcitx5/issues/444)
    if environment.get("QT_IM_MODULE", "").startswith("fcitx"):
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


def has_display(environment: MutableMapping[str, str]) -> bool:
    """Whether a window can appear; without one Qt ends the process."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(environment.get(name) for name in names)


def is_seen(application: QGuiApplication) -> bool:
    """Whether somebody sees its windows; a rehearsal without a screen has nobody to answer them."""
    return application.platformName() != "offscreen"


def make_application(arguments: Sequence[str]) -> QApplication:
    """The one application of the process; the last window closed does not end it, the shell does."""
    let_chinese_be_typed(os.environ)
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(list(arguments))
    application.setApplicationName("commandpost")
    application.setQuitOnLastWindowClosed(False)
    application.setStyle("Fusion")
    return application


def has_chinese_font() -> bool:
    """False means boxes instead of words: say so before the window opens."""
    return bool(set(CJK_FAMILIES) & set(QFontDatabase.families()))


class Translations:
    """The catalogue in force; Chinese is loaded, English is the source itself."""

    def __init__(self, generated: Path) -> None:
        self._generated = generated

    def choose(self, application: QCoreApplication, language: Language) -> None:
        for translator in application.findChildren(QTranslator):
            application.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(QLocale(language.value))
        if language is Language.CHINESE:
            qt_words = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm"
            for catalogue in (qt_words, self._generated / CATALOGUE):
                self._load(application, catalogue)

    def speak(self, language: Language) -> None:
        """For a program that ends before its first window: what it says on the terminal."""
        self.choose(QCoreApplication.instance() or QCoreApplication([]), language)

    def _load(self, application: QCoreApplication, catalogue: Path) -> None:
        translator = QTranslator(application)
        if translator.load(str(catalogue)):
            application.installTranslator(translator)
