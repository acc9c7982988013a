"""Papers in the official form of GB/T 9704-2012, and the slips beside them; values only, as in ``papers``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class PaperKind(StrEnum):
    """值班快报 突发事件信息专报 电话记录 值班日报 零报告 批示办理单."""

    BULLETIN = "bulletin"
    SPECIAL = "special"
    PHONE_RECORD = "phone_record"
    DAILY_SUMMARY = "daily_summary"
    ZERO_REPORT = "zero_report"
    DIRECTIVE_SLIP = "directive_slip"


FORMS = frozenset({PaperKind.PHONE_RECORD, PaperKind.DIRECTIVE_SLIP})  # tables to be filled in; the others are letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered part: level 1 一、 黑体, 2 （一） 楷体, 3 1., 4 （1）; level 0 is plain text without a number."""

    level: int = 0
    heading: str = ""  # an element's key or literal words
    text: str = ""
    missing: bool = False  # printed as 【缺】 after what text there is


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPaper:
    """A letter of the duty room; ``preprinted``: the red parts are left free for paper that has them already (套打)."""

    kind: str  # a PaperKind
    unit: str
    number: str  # 〔2026〕S1第3期; "" before it is issued
    issued_at: datetime
    title: str
    addressees: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    urgency: str = ""  # 特急, 加急
    sections: tuple[Section, ...] = ()
    attachments: tuple[str, ...] = ()
    late_by: timedelta | None = None
    late_reason: str = ""
    signer: str = ""
    signed_at: datetime | None = None
    duty_officer: str = ""
    phone: str = ""
    head_code: str = ""
    preprinted: bool = False
    draft: bool = False
    drill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One row of a form; ``tall`` leaves room for long words, ``red`` marks what is late or owed."""

    label: str  # a key of words.toml
    value: str = ""
    tall: bool = False
    red: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPaper:
    """A slip with rows: phone record, directive slip."""

    kind: str  # a PaperKind
    unit: str
    number: str
    made_at: datetime
    rows: tuple[FormRow, ...]
    head_code: str = ""
    draft: bool = False
    drill: bool = False
