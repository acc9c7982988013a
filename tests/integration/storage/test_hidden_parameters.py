"""What a database refuses is told without what was to be written: reports of bugs are handed on."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from commandpost.storage.engine import open_engine
from commandpost.storage.schema import bring_up_to_date
from tests.factories import folder


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_error_of_the_database_holds_no_words_of_an_entry(kind: str, request: pytest.FixtureRequest) -> None:
    location = folder() / "journal.db" if kind == "sqlite" else request.getfixturevalue("cluster").database()
    bring_up_to_date(location, None)
    engine = open_engine(location)
    with pytest.raises(SQLAlchemyError) as refused, engine.connect() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": "周检测甲 13900000000"})
    engine.dispose()

    assert "13900000000" not in str(refused.value)
