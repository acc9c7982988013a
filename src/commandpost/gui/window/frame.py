"""How the parts of the window lie."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from commandpost.gui.widgets.shape import column, line, row


def framed(top: QWidget, rail: QWidget, middle: tuple[QWidget, QWidget, QWidget], foot: QWidget) -> QWidget:
    """Bar above, rail beside banners, lock and page, status below; the page takes what room there is."""
    inside = column(*middle, spacing=0)
    inside.setStretch(2, 1)
    body = row(rail, line(upright=True), spacing=0)
    body.addLayout(inside, 1)
    whole = column(top, line(), spacing=0)
    whole.addLayout(body, 1)
    whole.addWidget(line())
    whole.addWidget(foot)
    (ground := QWidget()).setProperty("role", "page")
    ground.setLayout(whole)
    return ground
