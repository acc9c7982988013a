"""The press: sets the papers of the duty room with typst, as PDF, SVG and PNG with the same pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Literal

import typst

from commandpost.documents.blank_sheet import blank_sheet
from commandpost.documents.fonts import FontChoice, FontShelf
from commandpost.documents.handover_sheet import handover_sheet
from commandpost.documents.map_sheet import map_sheet
from commandpost.documents.office_sheets import form_sheet, official_sheet
from commandpost.documents.report_sheet import report_sheet
from commandpost.documents.roster_sheet import roster_sheet
from commandpost.documents.wording import Words
from commandpost.domain.errors import Unavailable
from commandpost.domain.map_paper import MapPaper
from commandpost.domain.official import FormPaper, OfficialPaper
from commandpost.domain.paper_encoding import to_plain
from commandpost.domain.papers import BlankPaper, HandoverPaper, Paper, ReportPaper


class PaperPress:
    """Sets one paper at a time; may be used from any thread.

    A resident's words reach typst only as JSON values and are never read as markup. The fonts are looked up when the
    first paper is set. Raises Unavailable("paper_fonts_missing") without any Chinese font, and
    Unavailable("paper_templates_missing") when ``templates`` lacks a file.
    """

    def __init__(self, fonts: FontChoice, templates: Path) -> None:
        self._choice = fonts
        self._templates = templates
        self._lock = Lock()
        self._shelf: FontShelf | None = None
        self._words: Words | None = None
        self._compiler: typst.Compiler | None = None

    @property
    def fonts_used(self) -> Mapping[str, str]:
        """The family each role is set in: title, body, heading, table, kai, song."""
        return dict(self._fonts().chosen)

    def substitutes(self) -> Mapping[str, str]:
        """Official font missing on this machine → the free one that stands in for it."""
        return self._fonts().substitutes()

    def word(self, paper: OfficialPaper | FormPaper) -> bytes:
        """The paper as a .docx to go on writing in Word or WPS."""
        from commandpost.documents.office_docx import form_docx, letter_docx  # noqa: PLC0415  # seldom, and slow to read

        words = self._wording()
        if isinstance(paper, FormPaper):
            return form_docx(form_sheet(paper, words), paper.made_at)
        return letter_docx(official_sheet(paper, words), paper.issued_at)

    def missing_glyphs(self, text: str) -> tuple[str, ...]:
        """Characters of the text no font of this machine has; they would print as boxes."""
        return self._fonts().missing(text)

    def missing_in(self, paper: Paper) -> tuple[str, ...]:
        """The same for everything that stands on a paper."""
        return self.missing_glyphs(json.dumps(to_plain(paper), ensure_ascii=False))

    def pdf(self, paper: Paper) -> bytes:
        """The paper as PDF, fonts embedded; the same paper gives the same bytes."""
        return self._set(paper, "pdf")[0]

    def docx(self, paper: HandoverPaper) -> bytes:
        """The handover sheet for WPS, to be edited; the PDF stays the original."""
        from commandpost.documents.handover_docx import handover_docx  # noqa: PLC0415  # seldom, and slow to read

        return handover_docx(paper, self._wording())

    def pages_svg(self, paper: Paper) -> tuple[bytes, ...]:
        """Every page as SVG for the preview on screen and for printers."""
        return self._set(paper, "svg")

    def pages_png(self, paper: Paper, dpi: float = 144) -> tuple[bytes, ...]:
        """Every page as PNG."""
        return self._set(paper, "png", dpi)

    def _set(self, paper: Paper, form: Literal["pdf", "svg", "png"], dpi: float | None = None) -> tuple[bytes, ...]:
        with self._lock:
            name, made_at, data = self._sheet(paper)
            data["fonts"] = self._fonts().stacks
            made = self._press().compile(
                self._templates / f"{name}.typ",
                format=form,
                ppi=dpi,
                sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
                timestamp=made_at.astimezone(UTC).replace(microsecond=0),
            )
        if made is None:
            raise TypeError("typst returned no pages")
        return (made,) if isinstance(made, bytes) else tuple(made)

    def _sheet(self, paper: Paper) -> tuple[str, datetime, dict[str, object]]:
        words = self._wording()
        if isinstance(paper, ReportPaper):
            return "report", paper.issued_at, report_sheet(paper, words)
        if isinstance(paper, HandoverPaper):
            return "handover", paper.made_at, handover_sheet(paper, words)
        if isinstance(paper, OfficialPaper):
            return "official", paper.issued_at, official_sheet(paper, words)
        if isinstance(paper, FormPaper):
            return "form", paper.made_at, form_sheet(paper, words)
        if isinstance(paper, MapPaper):
            return "map", paper.made_at, map_sheet(paper, words)
        if isinstance(paper, BlankPaper):
            return "blank", paper.made_at, blank_sheet(paper, words)
        return "roster", paper.made_at, roster_sheet(paper, words)

    def _wording(self) -> Words:
        if self._words is None:
            try:
                self._words = Words.read(self._templates / "words.toml")
            except OSError as error:
                raise Unavailable("paper_templates_missing", path=str(self._templates)) from error
        return self._words

    def _fonts(self) -> FontShelf:
        if self._shelf is None:
            self._shelf = FontShelf.look(self._choice)
        if not all(self._shelf.chosen.values()):
            raise Unavailable("paper_fonts_missing")
        return self._shelf

    def _press(self) -> typst.Compiler:
        if self._compiler is None:
            self._compiler = typst.Compiler(
                root=self._templates, font_paths=self._fonts().fonts, ignore_system_fonts=True
            )
        return self._compiler
