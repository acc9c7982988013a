"""The one style sheet of ``resources/themes/style.qss``, filled from the tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from string import Template

LENGTH = re.compile(r"<(\d+)>")


def style_sheet(text: str, values: Mapping[str, str], px: Callable[[float], int]) -> str:
    """Fill the sheet: ``$name`` from the values, ``<n>`` a length of the design in pixels, grown with the scale."""
    return LENGTH.sub(lambda match: f"{px(int(match[1]))}px", Template(text).substitute(values))
