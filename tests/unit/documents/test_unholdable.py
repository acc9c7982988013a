"""Characters XML has no place for: the papers are made all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document

from commandpost.documents.handover_docx import handover_docx
from commandpost.documents.roster_workbook import RosterBook, write_roster
from commandpost.documents.table_workbook import write_table
from commandpost.documents.wording import Words, printable
from tests.unit.documents.samples import HANDOVER, TEMPLATES

ODD = "积水\ufffe\uffff\ud800"
MADE = "积水\ufffd\ufffd\ufffd"


def test_the_words_of_every_paper_hold_what_xml_holds() -> None:
    assert printable(ODD) == MADE


def test_a_title_with_an_unheld_character_breaks_no_word_sheet() -> None:
    line = replace(HANDOVER.incidents[0], title=ODD)
    paper = replace(HANDOVER, incidents=(line,), number=ODD, unit=ODD, made_at=datetime(2026, 7, 19, tzinfo=UTC))

    made = Document(BytesIO(handover_docx(paper, Words.read(TEMPLATES / "words.toml"))))

    assert MADE in "".join(cell.text for table in made.tables for row in table.rows for cell in row.cells)
    assert made.core_properties.title == MADE


@pytest.mark.parametrize(
    "book",
    [write_table([["名"], [ODD]], "表"), write_roster(RosterBook(year=2026, month=7, phones=((ODD, "1"),)))],
)
def test_a_workbook_holds_the_replacement_and_no_character_that_breaks_it(book: bytes) -> None:
    with ZipFile(BytesIO(book)) as packed:
        assert MADE in packed.read("xl/sharedStrings.xml").decode()
