"""What was typed on while a report left: it belongs to the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from commandpost.app.report_values import ReportDraft
from commandpost.domain.report import elements_of
from commandpost.gui.pages.report.words import element_word

V = TypeVar("V")
GATHERS = "course"  # takes what the next form has no field for


def typed_on(sent: ReportDraft, typed: ReportDraft, following: ReportDraft) -> ReportDraft | None:
    """The next draft with every field that was changed since ``sent`` was handed over; None: nothing was."""
    elements, figures = _changed(sent.elements, typed.elements), _changed(sent.figures, typed.figures)
    corrections = _changed(sent.corrections, typed.corrections)
    title = typed.title if typed.title != sent.title else following.title
    addressees = typed.addressees if typed.addressees != sent.addressees else following.addressees
    if not (elements or figures or corrections) and (typed.title, typed.addressees) == (sent.title, sent.addressees):
        return None
    return replace(
        following,
        title=title,
        addressees=addressees,
        elements=_told(following, elements),
        figures={**following.figures, **figures},
        corrections={**following.corrections, **corrections},
    )


def _changed(before: Mapping[str, V], now: Mapping[str, V]) -> dict[str, V]:
    return {key: value for key, value in now.items() if value != before.get(key)}


def _told(following: ReportDraft, typed: Mapping[str, str]) -> dict[str, str]:
    """Below what the next report says already; a field it does not have is named."""
    told, known = dict(following.elements), {spec.key for spec in elements_of(following.step)}
    for key, text in typed.items():
        field, words = (key, text) if key in known else (GATHERS, f"{element_word(key)}：{text}")
        told[field] = "\n".join(part for part in (told.get(field, ""), words) if part)
    return told
