"""All alarms that stand, in a window of its own that blocks nothing: what the banners have no room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QScrollArea, QWidget

from commandpost.gui.flood_gauge import Section
from commandpost.gui.notices import Notices
from commandpost.gui.widgets.shape import button, column, label, row
from commandpost.gui.widgets.side_window import SideWindow
from commandpost.gui.window.alarm_figures import AlarmFigures
from commandpost.gui.window.banner import Banner

SIZE = (760, 460)


class AlarmList(SideWindow):
    """The same banners, the gravest first, in a flood under their incident; it follows what comes and goes."""

    def __init__(
        self,
        notices: Notices,
        standing: Callable[[], Sequence[Section]],
        figures: AlarmFigures | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._standing = standing
        self._notices = notices
        self.setWindowTitle(self.tr("Alarms that stand"))
        self.resize(*SIZE)
        self._figures = figures
        self._head = label("", "strong")
        self.figures = label("", "dim", wrap=True)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(self.tr("Alarms that stand"))
        self.export = button(self.tr("Save the figures as Excel"))
        layout = column(self._head, self._area, self.figures, spacing=8, margins=(12, 12, 12, 12))
        layout.addLayout(row(None, self.export))
        layout.setStretch(1, 1)
        self.export.setVisible(figures is not None)
        if figures is not None:
            self.export.clicked.connect(figures.save)
        self.setLayout(layout)
        notices.posted.connect(self._show)
        notices.settled.connect(self._show)
        self._show()
        self.count()

    def count(self) -> None:
        """Read the figures anew."""
        if self._figures is not None:
            self._figures.ask(self.figures.setText)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(banner.notice.text for banner in self._area.findChildren(Banner))

    def _show(self) -> None:
        if self._notices.gathering:
            return
        standing = self._standing()
        alarms = sum(len(section.notices) for section in standing if section.is_alarm)
        ground = QWidget()
        layout = column(spacing=2)
        for section in standing:
            if section.is_group:
                title = self.tr("{title}: {n} alarms").format(title=section.title, n=len(section.notices))
                layout.addWidget(label(title, "heading", wrap=True))
            for notice in section.notices:
                layout.addWidget(Banner(notice, self._notices))
        layout.addStretch(1)
        ground.setLayout(layout)
        self._area.setWidget(ground)
        none = self.tr("No alarm calls now.")
        self._head.setText(self.tr("{n} alarms call").format(n=alarms) if alarms else none)
