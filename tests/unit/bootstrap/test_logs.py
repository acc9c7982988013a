"""A running log tells where a bug is, and nothing of what people typed."""

from __future__ import annotations

import io
import json
import logging

from commandpost.bootstrap.logs import JsonLines

PERSON = "周检测甲 13900000000"


def test_an_unforeseen_error_is_told_by_its_kind_and_place_and_without_what_it_says() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonLines())
    log = logging.getLogger("test_logs")
    log.addHandler(handler)
    log.propagate = False
    try:
        _fails_for_a_cause()
    except RuntimeError:
        log.exception("request failed")

    said = json.loads(written.getvalue())
    assert [one.split(" · ")[0] for one in said["error"]] == ["ValueError", "RuntimeError"]
    assert "_fails_for_a_cause" in said["error"][0]
    assert "13900000000" not in written.getvalue()


def _fails_for_a_cause() -> None:
    try:
        int(PERSON)
    except ValueError as cause:
        raise RuntimeError(PERSON) from cause
