"""Where the program finds what it ships and where it keeps what it writes."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import platformdirs

from commandpost.domain.errors import RuleBroken

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]
HOME_VARIABLE = "COMMANDPOST_HOME"
PLAIN_NAME = re.compile(r"[^\s./\\:*?\"<>|][^/\\:*?\"<>|\x00-\x1f]{0,59}")  # stays in the home, on every system


def resources_dir() -> Path:
    """Return the shipped rules, templates, icons and catalogues: of the checkout, else of the bundle or the package."""
    frozen = Path(getattr(sys, "_MEIPASS", PACKAGE)) / "commandpost"
    places = (frozen / "_data" / "resources", CHECKOUT / "resources", PACKAGE / "_data" / "resources")
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise FileNotFoundError(f"resources are in none of {', '.join(map(str, places))}")
    return found


def generated_dir() -> Path:
    """Return the folder that the build hook fills with compiled forms and the translation catalogue."""
    return PACKAGE / "_gen"


def data_home() -> Path:
    """Return the folder that holds all profiles of this user; ``COMMANDPOST_HOME`` overrides the system's place."""
    own = os.environ.get(HOME_VARIABLE, "")
    return Path(own).expanduser() if own else Path(platformdirs.user_data_dir("commandpost", appauthor=False))


def profile_dir(name: str) -> Path:
    """Return the folder of one profile, its journal, keys and log files, whether it is there or not.

    Raises RuleBroken("profile_name_wrong") for anything but the plain name of a folder.
    """
    if not PLAIN_NAME.fullmatch(name):
        raise RuleBroken("profile_name_wrong", profile=name)
    return data_home() / name
