"""What a ledger is: one specification from which table, form, filter, map layer and search are derived.

Labels are data in both languages of the program, so that a unit's own ledger needs no translation file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from commandpost.domain.errors import RuleBroken

Value = None | bool | int | float | str | tuple[str, ...]
LONGEST_TEXT = 2000  # characters of one field


class FieldKind(StrEnum):
    """What a field holds; dates are ISO 8601 texts, tags a tuple of choices."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    CHOICE = "choice"
    DATE = "date"
    BOOL = "bool"
    TAGS = "tags"


class LedgerGeometry(StrEnum):
    """Where a row lies: at a point, over an area, or nowhere."""

    POINT = "point"
    AREA = "area"
    NONE = "none"


class Sensitivity(StrEnum):
    """Who may look: everybody at the desk, or only signed in and unlocked (个人信息保护法 §28)."""

    OPEN = "open"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word in both languages."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """The word for a language such as ``zh_CN`` or ``en``."""
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a list; what is stored and how it is said."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field of a ledger; ``unit`` is its measure as printed, ``minimum`` the least number allowed."""

    key: str
    label: Label
    kind: FieldKind = FieldKind.TEXT
    unit: str = ""
    required: bool = False
    sensitive: bool = False  # kept in the erasable blob, masked until asked for
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    in_table: bool = True
    searched: bool = False

    def choice_label(self, key: str, language: str) -> str:
        """How a stored choice is said; an unknown one as it is."""
        return next((choice.label.text(language) for choice in self.choices if choice.key == key), key)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayerSpec:
    """How the rows of a ledger stand on the map."""

    key: str
    label: Label
    symbol: str
    colour: str  # a token of the theme
    glyph: str = ""  # one character inside the symbol
    personal: bool = False  # hidden while the desk is locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a ledger's table."""

    key: str
    label: Label
    kind: FieldKind
    unit: str
    masked: bool


PLACE_FIELDS: tuple[FieldSpec, ...] = (
    FieldSpec(key="grid", label=Label(zh="网格", en="Grid"), searched=True),
    FieldSpec(key="address", label=Label(zh="地址", en="Address"), searched=True),
)
VERIFIED = FieldSpec(key="verified_at", label=Label(zh="核验日期", en="Verified"), kind=FieldKind.DATE)
NOTE = FieldSpec(key="note", label=Label(zh="备注", en="Note"), in_table=False, searched=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSpec:
    """A ledger; its records are of the kind ``ledger.<key>`` and each has a field ``name``."""

    key: str
    title: Label
    fields: tuple[FieldSpec, ...]
    geometry: LedgerGeometry = LedgerGeometry.POINT
    validity_days: int | None = None  # a row not verified for so long is out of date
    symbol: str = "dot"
    colour: str = "accent"
    glyph: str = ""
    sensitivity: Sensitivity = Sensitivity.OPEN
    counted: Mapping[str, str] = field(default_factory=dict)  # sum shown inside a circle → field it adds up

    @property
    def kind(self) -> str:
        """The kind of the journal's records."""
        return f"ledger.{self.key}"

    @property
    def personal(self) -> bool:
        return self.sensitivity is Sensitivity.PERSONAL

    def field(self, key: str) -> FieldSpec:
        """Raises RuleBroken("ledger_field_unknown", field=…)."""
        found = next((one for one in self.fields if one.key == key), None)
        if found is None:
            raise RuleBroken("ledger_field_unknown", field=key)
        return found

    # ------------------------------------------------------------------------------------------- derivations

    def columns(self) -> tuple[Column, ...]:
        """The table."""
        return tuple(
            Column(key=one.key, label=one.label, kind=one.kind, unit=one.unit, masked=one.sensitive)
            for one in self.fields
            if one.in_table
        )

    def form(self) -> tuple[FieldSpec, ...]:
        """The form, in order."""
        return self.fields

    def layer(self) -> MapLayerSpec | None:
        """The map layer; None for a ledger that lies nowhere."""
        if self.geometry is LedgerGeometry.NONE:
            return None
        return MapLayerSpec(
            key=self.kind,
            label=self.title,
            symbol=self.symbol,
            colour=self.colour,
            glyph=self.glyph,
            personal=self.personal,
        )

    def search_text(self, values: Mapping[str, Value]) -> str:
        """The words full-text search finds a row by; never a sensitive one."""
        open_fields = (one for one in self.fields if one.searched and not one.sensitive)
        return " ".join(self.shown(one, values.get(one.key)) for one in open_fields if values.get(one.key))

    def matches(self, values: Mapping[str, Value], wanted: str, language: str = "zh_CN") -> bool:
        """The filter: every word of ``wanted`` occurs in a column of the row that is not masked."""
        shown = [self.shown(one, values.get(one.key), language) for one in self.fields if not one.sensitive]
        haystack = "\n".join(shown).casefold()
        return all(word in haystack for word in wanted.casefold().split())

    def shown(self, one: FieldSpec, value: Value, language: str = "zh_CN") -> str:
        """A value as a table prints it, without its measure."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return _yes_or_no(value, language)
        if isinstance(value, tuple):
            return "、".join(one.choice_label(key, language) for key in value)
        return one.choice_label(value, language) if isinstance(value, str) else f"{value:g}"

    def out_of_date(self, values: Mapping[str, Value], today: date) -> bool:
        """Whether the row was not verified within the ledger's validity."""
        if self.validity_days is None:
            return False
        verified = values.get("verified_at")
        if not isinstance(verified, str) or not verified:
            return True
        return date.fromisoformat(verified[:10]) + timedelta(days=self.validity_days) < today

    # -------------------------------------------------------------------------------------------- what comes in

    def checked(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """The values of a form with their types.

        Raises RuleBroken("ledger_field_unknown"|"ledger_field_missing"|"ledger_value_invalid", field=…).
        """
        clean = {key: _checked(self.field(key), value) for key, value in values.items()}
        missing = [one.key for one in self.fields if one.required and clean.get(one.key) in {None, "", ()}]
        if missing:
            raise RuleBroken("ledger_field_missing", field=missing[0])
        return clean


def _yes_or_no(value: bool, language: str) -> str:  # noqa: FBT001  # the value itself is the argument
    chinese, english = ("是", "yes") if value else ("否", "no")
    return chinese if language.startswith("zh") else english


def _checked(one: FieldSpec, value: Value) -> Value:
    """A value of the field's kind; an empty one is None."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    try:
        typed = _typed(one, value)
    except (TypeError, ValueError) as error:
        raise RuleBroken("ledger_value_invalid", field=one.key, value=str(value)) from error
    if one.minimum is not None and isinstance(typed, (int, float)) and typed < one.minimum:
        raise RuleBroken("ledger_value_invalid", field=one.key, value=str(value))
    return typed


def _typed(one: FieldSpec, value: Value) -> Value:
    if one.kind is FieldKind.BOOL:
        return _boolean(value)
    if one.kind is FieldKind.TAGS:
        return tuple(_choice(one, key) for key in (value if isinstance(value, tuple) else _words(value)))
    text = str(value).strip()
    if one.kind is FieldKind.INT:
        return int(text)
    if one.kind is FieldKind.FLOAT:
        return _finite(float(text))
    if one.kind is FieldKind.DATE:
        return date.fromisoformat(text).isoformat()
    return _choice(one, text) if one.kind is FieldKind.CHOICE else _short(text)


def _boolean(value: Value) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"true or false is expected, not {value!r}")
    return value


def _finite(value: float) -> float:
    if value - value != 0:
        raise ValueError("a finite number is expected")
    return value


def _short(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValueError("too long")
    return text


def _words(value: Value) -> list[str]:
    return str(value).replace("、", " ").replace("，", " ").replace(",", " ").split()


def _choice(one: FieldSpec, text: str) -> str:
    """The key of a choice, given as key or as either of its words."""
    for choice in one.choices:
        if text in {choice.key, choice.label.zh, choice.label.en}:
            return choice.key
    raise ValueError(f"not a choice: {text}")
