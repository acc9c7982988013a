"""Where real map data lies: beside a checkout, or where ``COMMANDPOST_REAL_MAPS`` says.

It never ships, and tests that want it skip where it is absent.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path("shared") / "data"
_ROOT = Path(__file__).resolve().parents[1]
_FOUND = next((place / _BESIDE for place in _ROOT.parents if (place / _BESIDE).is_dir()), _ROOT.parent / _BESIDE)
REAL_MAPS = Path(os.environ.get("COMMANDPOST_REAL_MAPS", _FOUND))
needs_real_maps = pytest.mark.skipif(not REAL_MAPS.is_dir(), reason="the real map data is not on this machine")
